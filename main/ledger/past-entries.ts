/** What is over, for the page. Pure. */
import type { PastEntry } from '../../preload/contract/ledger.ts';
import type { LedgerRecord } from './ledger-record.ts';

/** Of what is over the last ones are looked at; the export has them all. */
const SHOWN = 200;

export function pastEntries(records: readonly LedgerRecord[]): readonly PastEntry[] {
  return records
    .flatMap(({ closed, original: _original, podUid: _uid, container: _container, expiresAt: _end, ...record }) =>
      closed === undefined ? [] : [{ ...record, how: closed.how, closedAt: closed.at }],
    )
    .sort((one, other) => other.closedAt.localeCompare(one.closedAt))
    .slice(0, SHOWN);
}
