import type { ReactElement } from 'react';

import type { DebugCheck } from '../../preload/contract/index.ts';
import { InertText, StateDot, type State } from '../ui/index.ts';

const STATES: Readonly<Record<DebugCheck['outcome'], State>> = {
  passed: 'good',
  limited: 'waiting',
  failed: 'bad',
  unknown: 'unknown',
};

export function CheckList({ checks }: { readonly checks: readonly DebugCheck[] }): ReactElement {
  return (
    <ul className="debug-checks">
      {checks.map((check) => (
        <li key={check.name}>
          <StateDot state={STATES[check.outcome]} label={check.outcome} />
          <div>
            <InertText text={check.sentence} />
            {check.fact === undefined ? undefined : (
              <code className="debug-fact">
                <InertText text={check.fact} />
              </code>
            )}
            {check.remedy === undefined ? undefined : (
              <span className="debug-remedy">
                <InertText text={check.remedy} />
              </span>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
