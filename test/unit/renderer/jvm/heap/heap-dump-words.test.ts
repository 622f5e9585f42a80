import { expect, it } from 'vitest';

import type { HeapDumpPhase, HeapDumpPlan } from '../../../../../preload/contract/index.ts';
import { dumpWords, followDump, type HeapDumpProgress } from '../../../../../renderer/jvm/heap/heap-dump-words.ts';

const plan: HeapDumpPlan = {
  path: '/tmp/h',
  usedBytes: 100,
  neededBytes: 120,
  freeBytes: 1000,
  inMemory: false,
  isCompressed: false,
  command: '',
};

it('follows a dump from the plan to the end', () => {
  const phases: readonly HeapDumpPhase[] = [
    { phase: 'planned', plan },
    { phase: 'dumping', writtenBytes: 50 },
    { phase: 'dumped', path: '/tmp/h', sizeBytes: 110 },
    { phase: 'copying', transfer: 't', receivedBytes: 55, sizeBytes: 110 },
    { phase: 'verified', transfer: 't' },
    { phase: 'removed' },
  ];
  let progress: HeapDumpProgress | undefined;
  const words = phases.map((phase) => dumpWords((progress = followDump(progress, phase))));
  expect(words.map(({ fraction }) => fraction)).toEqual([undefined, 0.5, undefined, 0.5, 1, 1]);
  expect(words.map(({ isOver }) => isOver)).toEqual([false, false, false, false, true, true]);
});

it('does not guess how much a compressed dump will be', () => {
  const progress = followDump(followDump(undefined, { phase: 'planned', plan: { ...plan, isCompressed: true } }), {
    phase: 'dumping',
    writtenBytes: 5,
  });
  expect(dumpWords(progress).fraction).toBeUndefined();
});
