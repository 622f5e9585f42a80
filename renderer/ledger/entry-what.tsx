import type { ReactElement, ReactNode } from 'react';

import type { LedgerEntry } from '../../preload/contract/index.ts';
import { useContextLook } from '../contexts/index.ts';
import { ContextChip, InertText, RelativeTime } from '../ui/index.ts';
import { factsOf, KIND_TITLES } from './entry-words.ts';

export interface EntryWhatProps {
  readonly entry: Pick<LedgerEntry, 'kind' | 'name' | 'context' | 'kubeNamespace' | 'at' | 'by'> &
    Parameters<typeof factsOf>[0];
  readonly state: ReactNode;
  /** Behind who did it and when. */
  readonly more?: ReactNode;
  /** Below all. */
  readonly children?: ReactNode;
}

/** What was done, to what, where, when and by whom: of what stands and of what is over. */
export function EntryWhat({ entry, state, more, children }: EntryWhatProps): ReactElement {
  const look = useContextLook(entry.context);
  return (
    <div className="ledger-what">
      <div className="ledger-name">
        <span className="ledger-kind">{KIND_TITLES[entry.kind]}</span>
        <strong>
          <InertText text={entry.name} />
        </strong>
        <span className="ledger-state">{state}</span>
      </div>
      <div className="ledger-facts">
        <InertText text={factsOf(entry)} />
      </div>
      <div className="ledger-facts">
        <ContextChip name={entry.context} color={look.color} /> ▸ {entry.kubeNamespace} ·{' '}
        <RelativeTime at={entry.at} hasAgo /> by <InertText text={entry.by} />
        {more}
      </div>
      {children}
    </div>
  );
}
