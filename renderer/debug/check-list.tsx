import type { ReactElement } from 'react';

import type { DebugCheck } from '../../preload/contract/index.ts';
import { CodeBlock, InertText, StateDot, type State } from '../ui/index.ts';

const STATES: Readonly<Record<DebugCheck['outcome'], State>> = {
  passed: 'good',
  limited: 'waiting',
  failed: 'bad',
  unknown: 'unknown',
};

export type Finding = Omit<DebugCheck, 'name'> & { readonly name: string };

export function CheckList({ checks }: { readonly checks: readonly Finding[] }): ReactElement {
  return (
    <ul className="debug-checks">
      {checks.map((check) => (
        <li key={`${check.name} ${check.sentence}`}>
          <StateDot state={STATES[check.outcome]} label={check.outcome} />
          <div>
            <InertText text={check.sentence} />
            {check.fact === undefined ? undefined : (
              <code className="debug-fact">
                <InertText text={check.fact} />
              </code>
            )}
            {check.remedy === undefined ? undefined : <Remedy text={check.remedy} />}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Of several lines it is a manifest to hand to an administrator. */
function Remedy({ text }: { readonly text: string }): ReactElement {
  if (text.includes('\n')) return <CodeBlock label="Role to ask for" text={text} />;
  return (
    <span className="debug-remedy">
      <InertText text={text} />
    </span>
  );
}
