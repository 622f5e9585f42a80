import type { ReactElement } from 'react';

import type { AttachVerdict } from '../../preload/contract/index.ts';
import { InertText, Notice, StateDot } from '../ui/index.ts';

/** The verdict, and what it was made from. */
export function AttachHealth({ attach }: { readonly attach: AttachVerdict }): ReactElement {
  return (
    <Notice
      state={attach.possible ? 'good' : 'bad'}
      title={attach.possible ? 'It can be attached to.' : 'It cannot be attached to.'}
    >
      <InertText text={attach.sentence} />
      {attach.remedy === undefined ? undefined : (
        <p>
          <InertText text={attach.remedy} />
        </p>
      )}
      <details className="jvm-checks">
        <summary>What was looked at</summary>
        <ul>
          {attach.checks.map(({ title, result, fact }) => (
            <li key={title}>
              <StateDot state={result} label={result === 'good' ? 'good' : result} size={12} />
              <span>
                <b>{title}</b> <InertText text={fact} />
              </span>
            </li>
          ))}
        </ul>
      </details>
    </Notice>
  );
}
