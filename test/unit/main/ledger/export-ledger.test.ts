import { expect, it } from 'vitest';

import { exportLedger } from '../../../../main/ledger/export-ledger.ts';
import type { LedgerEntry } from '../../../../preload/contract/ledger.ts';

const entry: LedgerEntry = {
  id: 'r1',
  kind: 'debugContainer',
  context: 'lab',
  kubeNamespace: 'web',
  pod: 'web-0',
  podUid: 'u1',
  name: 'debugger',
  by: 'somebody',
  at: '2026-01-01T00:00:00Z',
  source: 'both',
  state: { state: 'running' },
  actions: [],
  details: {},
  kubectl: 'kubectl debug web-0 --image=busybox',
};
const now = new Date('2026-01-03T00:00:00Z');

it('gives each step with its kubectl line', () => {
  const { fileName, text } = exportLedger({ entries: [entry], closed: [], format: 'markdown', now });
  expect(fileName).toBe('kesako-ledger-2026-01-03.md');
  expect(text).toContain('### Debug container debugger');
  expect(text).toContain('```sh\nkubectl debug web-0 --image=busybox\n```');
});

it('lets no name become markup', () => {
  const hostile = { ...entry, name: '`x` [a](b)\n# c', kubectl: 'kubectl ``` \n x' };
  const { text } = exportLedger({ entries: [hostile], closed: [], format: 'markdown', now });
  expect(text).toContain('\\`x\\` \\[a\\](b) \\# c');
  expect(text).toContain('````sh\nkubectl ```   x\n````');
});

it('is JSON for machines, without what is kept for putting back', () => {
  const closed = [{ ...entry, original: 'secret', closed: { at: '2026-01-02T00:00:00Z', how: 'removed' as const } }];
  const { text } = exportLedger({ entries: [], closed, format: 'json', now });
  expect(JSON.parse(text)).toMatchObject({ open: [], closed: [{ name: 'debugger', closed: { how: 'removed' } }] });
  expect(text).not.toContain('secret');
});
