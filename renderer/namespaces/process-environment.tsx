import { useState, type ReactElement } from 'react';

import { toAppError, type EnvironmentVariable, type PodRef } from '../../preload/contract/index.ts';
import { useApi } from '../bridge/index.ts';
import { Button, ErrorNotice, Eye, EyeOff, InertText } from '../ui/index.ts';
import { Inspected, Untold } from './inspected.tsx';
import type { ProcessNode } from './process-tree.ts';
import { seenProcess, type Inspection } from './use-inspection.ts';

export interface ProcessEnvironmentProps {
  readonly pod: PodRef;
  readonly node: ProcessNode;
  readonly inspection: Inspection;
}

const MASK = '••••••••';

/** Names only. Values are often secrets: they are not even fetched before somebody asks, and forgotten when hidden again. */
export function ProcessEnvironment({ pod, node, inspection }: ProcessEnvironmentProps): ReactElement {
  const api = useApi();
  const [values, setValues] = useState<readonly EnvironmentVariable[]>();
  const [problem, setProblem] = useState<{ readonly reason: 'refused' | 'failed'; readonly message: string }>();
  const show = async (): Promise<void> => {
    setProblem(undefined);
    try {
      const told = await api.namespaces.environment(seenProcess(pod, node));
      if (told.told) setValues(told.value);
      else setProblem(told);
    } catch (error) {
      setProblem({ reason: 'failed', message: toAppError(error).message });
    }
  };
  return (
    <Inspected inspection={inspection} part={({ environment }) => environment}>
      {(names) => (
        <>
          <div className="map-panel-actions">
            {values === undefined ? (
              <Button size="small" icon={Eye} onPress={() => void show()}>
                Show values
              </Button>
            ) : (
              <Button size="small" icon={EyeOff} onPress={() => setValues(undefined)}>
                Hide values
              </Button>
            )}
          </div>
          {problem?.reason === 'refused' ? <Untold {...problem} /> : undefined}
          {problem?.reason === 'failed' ? (
            <ErrorNotice title="The values could not be read." fact={problem.message} />
          ) : undefined}
          {names.length === 0 ? <p>It was started without any.</p> : undefined}
          <table className="process-table">
            <tbody>
              {(values ?? names.map((name) => ({ name, value: undefined }))).map(({ name, value }, index) => (
                <tr key={`${String(index)} ${name}`}>
                  <th scope="row">
                    <InertText text={name} />
                  </th>
                  <td className="process-target">
                    {value === undefined ? <span aria-label="masked">{MASK}</span> : <InertText text={value} />}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Inspected>
  );
}
