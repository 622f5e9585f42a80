import { expect, it } from 'vitest';

import type { LedgerRecord } from '../../../../main/ledger/ledger-record.ts';
import { pastEntries } from '../../../../main/ledger/past-entries.ts';

const record: LedgerRecord = {
  id: 'r1',
  kind: 'sharedProcesses',
  context: 'lab',
  kubeNamespace: 'web',
  pod: 'web',
  podUid: 'u1',
  name: 'web',
  by: 'somebody',
  at: '2026-01-01T00:00:00Z',
  details: {},
  original: 'secret',
  kubectl: 'kubectl patch',
};

it('tells of what is over, the last one first, and never what was kept for putting back', () => {
  const over = (id: string, at: string): LedgerRecord => ({ ...record, id, closed: { at, how: 'putBack' } });
  const past = pastEntries([over('a', '2026-01-02'), record, over('b', '2026-01-03')]);
  expect(past.map(({ id }) => id)).toEqual(['b', 'a']);
  expect(JSON.stringify(past)).not.toContain('secret');
  expect(past[0]).toMatchObject({ how: 'putBack', closedAt: '2026-01-03' });
});
