import { expect, it } from 'vitest';

import type { LedgerEntry } from '../../../../preload/contract/index.ts';
import { canForget, factsOf, pastWords, stateOf, stateWords } from '../../../../renderer/ledger/entry-words.ts';

const entry: LedgerEntry = {
  id: 'r1',
  kind: 'debugContainer',
  context: 'lab',
  kubeNamespace: 'web',
  pod: 'web-0',
  podUid: 'u1',
  name: 'debugger',
  image: 'busybox',
  by: 'somebody',
  at: '2026-01-01T00:00:00Z',
  source: 'both',
  state: { state: 'waiting', reason: 'ImagePullBackOff' },
  actions: [],
  details: { target: 'app' },
  kubectl: 'kubectl debug web-0',
};

it('says where a container is and what it was made of', () => {
  expect(factsOf(entry)).toBe('in web-0 · busybox · target app');
});

it('does not say of a pod that it is in itself', () => {
  expect(factsOf({ ...entry, kind: 'podCopy', name: 'web-0', details: { 'copy of': 'web-1' } })).toBe(
    'busybox · copy of web-1',
  );
});

it('gives the state with the cluster’s reason', () => {
  expect(stateWords(entry)).toBe('waiting: ImagePullBackOff');
  expect(stateOf(entry)).toBe('waiting');
  expect(stateOf({ ...entry, state: { state: 'ended' } })).toBe('unknown');
});

it('says of a workload what was there before', () => {
  const shared = {
    ...entry,
    kind: 'sharedProcesses' as const,
    pod: 'web',
    name: 'web',
    details: { kind: 'Deployment', before: 'false' },
  };
  const { image: _image, ...workload } = shared;
  expect(factsOf(workload)).toBe('Deployment · shareProcessNamespace was false before');
});

it('lets nothing be forgotten that has a way back', () => {
  expect(canForget({ actions: [] })).toBe(true);
  expect(canForget({ actions: ['enter', 'stop'] })).toBe(false);
  expect(canForget({ actions: ['putBack'] })).toBe(false);
});

it('says how something ended', () => {
  expect(pastWords({ how: 'gone', kind: 'podCopy' })).toBe('gone with its pod');
  expect(pastWords({ how: 'gone', kind: 'sharedProcesses' })).toBe('undone by others');
});
