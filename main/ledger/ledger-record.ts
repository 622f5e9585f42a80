/** One line of the journal, checked when it is read: the file is the person's and may have been edited. */
import { z } from 'zod';

import { LedgerClosing, LedgerKind } from '../../preload/contract/ledger.ts';

const text = (limit: number): z.ZodString => z.string().max(limit);

export const LedgerRecord = z.object({
  id: text(512).min(1),
  kind: LedgerKind,
  context: text(1024).min(1),
  kubeNamespace: text(253),
  pod: text(253),
  podUid: text(64),
  name: text(4096).min(1),
  container: text(63).exactOptional(),
  image: text(512).exactOptional(),
  by: text(256),
  at: text(40),
  expiresAt: text(40).exactOptional(),
  details: z.record(text(64), text(4096)).default({}),
  /** What the handler needs to put it back, in its own form; never shown. */
  original: text(256 * 1024).exactOptional(),
  kubectl: text(16 * 1024),
  closed: z.object({ at: text(40), how: LedgerClosing }).exactOptional(),
});
export type LedgerRecord = Readonly<z.output<typeof LedgerRecord>>;

/** What a domain hands in: who and when are the ledger's own affair. */
export type NewLedgerRecord = Omit<z.input<typeof LedgerRecord>, 'id' | 'at' | 'by' | 'closed'> & {
  readonly at?: string;
  readonly by?: string;
};

/** The same thing has the same key, on this machine and on any other. */
export function recordKey(record: Pick<LedgerRecord, 'kind' | 'context' | 'podUid' | 'name' | 'container'>): string {
  const container = record.kind === 'file' ? (record.container ?? '') : '';
  return [record.kind, record.context, record.podUid, container, record.name].join('\u0000');
}
