import { expect, it } from 'vitest';

import type { Pod } from '../../../../main/kube/index.ts';
import { joinEntries, type Handlers } from '../../../../main/ledger/join-entries.ts';
import type { LedgerHandler } from '../../../../main/ledger/kind-handler.ts';
import type { LedgerRecord } from '../../../../main/ledger/ledger-record.ts';
import type { ClusterPart } from '../../../../main/ledger/read-cluster.ts';

const record: LedgerRecord = {
  id: 'r1',
  kind: 'podCopy',
  context: 'lab',
  kubeNamespace: 'web',
  pod: 'copy',
  podUid: 'u1',
  name: 'copy',
  by: 'somebody',
  at: '2026-01-01T00:00:00Z',
  details: {},
  original: 'secret',
  kubectl: 'kubectl debug',
};
const { id: _id, original: _original, ...found } = record;
const handler: LedgerHandler = {
  judge: (_record, pod) => ({ state: { state: pod === 'unread' ? 'unknown' : 'running' }, actions: ['remove'] }),
  plan: () => Promise.reject(new Error('not asked')),
  act: () => {
    throw new Error('not asked');
  },
  findInPod: ({ metadata }) =>
    metadata?.labels?.['copy'] === undefined ? [] : [{ ...found, podUid: metadata.uid ?? '', by: 'kesako' }],
};
const handlers: Handlers = new Map([['podCopy', handler]]);
const copy: Pod = { metadata: { name: 'copy', namespace: 'web', uid: 'u1', labels: { copy: '' } } };
const part = (...pods: readonly Pod[]): ClusterPart => ({
  pods: new Map([['web', new Map(pods.map((pod) => [pod.metadata?.uid ?? '', pod]))]]),
  workloads: [],
  problem: undefined,
  hasLooked: true,
  knowsAbsence: () => true,
});

it('joins what both know, and keeps the journal’s words about who', () => {
  const [joined, ...more] = joinEntries('lab', [record], part(copy), handlers);
  expect(more).toEqual([]);
  expect(joined?.entry).toMatchObject({ id: 'r1', source: 'both', by: 'somebody', state: { state: 'running' } });
});

it('never shows what is kept for putting back', () => {
  expect(joinEntries('lab', [record], part(copy), handlers)[0]?.entry).not.toHaveProperty('original');
});

it('sees what another machine left, under the same id each time', () => {
  const [first] = joinEntries('lab', [], part(copy), handlers);
  expect(first?.entry).toMatchObject({ source: 'cluster', by: 'kesako' });
  expect(joinEntries('lab', [], part(copy), handlers)[0]?.entry.id).toBe(first?.entry.id);
});

it('says gone only when the list was read', () => {
  expect(joinEntries('lab', [record], part(), handlers)[0]).toMatchObject({ isGone: true });
  expect(joinEntries('lab', [record], undefined, handlers)[0]).toMatchObject({
    isGone: false,
    entry: { state: { state: 'unknown' } },
  });
});

it('takes what it has not seen yet for unknown, not for gone', () => {
  const early = { ...part(), knowsAbsence: () => false };
  expect(joinEntries('lab', [record], early, handlers)[0]).toMatchObject({
    isGone: false,
    entry: { state: { state: 'unknown' } },
  });
});

it('takes nothing from a cluster that is longer than a record may be', () => {
  const loud: LedgerHandler = { ...handler, findInPod: () => [{ ...found, name: 'x'.repeat(5_000) }] };
  expect(joinEntries('lab', [], part(copy), new Map([['podCopy', loud]]))).toEqual([]);
});

it('speaks no more of what was forgotten, until it is done anew', () => {
  const forgotten: LedgerRecord = { ...record, closed: { at: '2026-01-02T00:00:00Z', how: 'forgotten' } };
  expect(joinEntries('lab', [forgotten], part(copy), handlers)).toEqual([]);
  const removed: LedgerRecord = { ...record, closed: { at: '2026-01-02T00:00:00Z', how: 'removed' } };
  expect(joinEntries('lab', [removed], part(copy), handlers)).toHaveLength(1);
  const again = joinEntries('lab', [forgotten, { ...record, id: 'r2' }], part(copy), handlers);
  expect(again.map(({ entry: { id, source } }) => [id, source])).toEqual([['r2', 'both']]);
});
