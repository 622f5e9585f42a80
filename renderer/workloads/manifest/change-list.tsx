import type { ReactElement } from 'react';

import type { ManifestChange } from '../../../preload/contract/index.ts';
import { Problem } from '../../problems/index.ts';
import { Badge, DiffView, InertText, Notice } from '../../ui/index.ts';
import { changeState, changeWords } from './change-words.ts';

export interface ChangeListProps {
  readonly changes: readonly ManifestChange[];
  readonly tense: 'planned' | 'done';
}

/** Unchanged lines around each change. */
const CONTEXT_LINES = 3;

export function ChangeList({ changes, tense }: ChangeListProps): ReactElement {
  return (
    <ul className="change-list">
      {changes.map((change) => (
        <li key={`${change.apiVersion}/${change.kind}/${change.kubeNamespace ?? ''}/${change.name}`}>
          <Change change={change} tense={tense} />
        </li>
      ))}
    </ul>
  );
}

function Change({
  change,
  tense,
}: {
  readonly change: ManifestChange;
  readonly tense: ChangeListProps['tense'];
}): ReactElement {
  const { kind, name, kubeNamespace, action, before, after, warnings, problem } = change;
  const hasDiff = before !== after && tense === 'planned';
  const title = (
    <>
      <span className="change-name">
        {kind} <InertText text={name} />
      </span>
      {kubeNamespace === undefined ? undefined : <span className="change-place">in {kubeNamespace}</span>}
      <Badge state={changeState(change)}>{changeWords(change, tense)}</Badge>
    </>
  );
  return (
    <>
      {hasDiff ? (
        <details className="change" open={action === 'configure'}>
          <summary>{title}</summary>
          <DiffView label={`Difference of ${kind} ${name}`} before={before} after={after} context={CONTEXT_LINES} />
        </details>
      ) : (
        <div className="change" data-plain="">
          {title}
        </div>
      )}
      {warnings.map((warning) => (
        <Notice key={warning} state="waiting">
          <InertText text={warning} />
        </Notice>
      ))}
      {problem === undefined ? undefined : <Problem error={problem} />}
    </>
  );
}
