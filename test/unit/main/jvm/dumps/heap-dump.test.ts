import { expect, it } from 'vitest';

import { dumpHeap } from '../../../../../main/jvm/dumps/heap-dump.ts';
import { planDump } from '../../../../../main/jvm/dumps/plan-heap-dump.ts';
import type { Transfer, TransferState } from '../../../../../preload/contract/files.ts';
import type { HeapDumpPhase } from '../../../../../preload/contract/jvm.ts';
import { uncancelled } from '../../../../support/cluster-lab.ts';
import { fakeJvm, fileFacts, record, REF } from '../fake-reach.ts';

const facts = { folder: '/tmp', freeBytes: 2 ** 31, inMemory: false, usedBytes: 1000, major: 17, live: true };
const plan = planDump(facts, new Date(0));

function transfers(...states: readonly TransferState[]) {
  return {
    download: () => Promise.resolve({ transfer: 't' }),
    transfers: async function* () {
      await Promise.resolve();
      for (const state of states) yield [{ id: 't', state, receivedBytes: 5, sizeBytes: 10 } as Transfer];
    },
  };
}

async function dump(answer: string, ...states: readonly TransferState[]) {
  const { jvm, asked, left } = await fakeJvm({ [plan.command]: answer }, (verb) =>
    verb === 'stat' ? { output: record(fileFacts(10), plan.path) } : {},
  );
  const phases: HeapDumpPhase[] = [];
  const run = (async () => {
    for await (const phase of dumpHeap(jvm, plan, { files: transfers(...states), left, context: uncancelled() }))
      phases.push(phase);
  })();
  return { phases, run, asked, left };
}

it('is written, copied with proof, and taken away', async () => {
  const { phases, run, asked, left } = await dump(
    'Heap dump file created [10 bytes in 0.1 secs]\n',
    'reading',
    'verified',
  );
  await run;
  expect(phases.map(({ phase }) => phase).filter((phase) => phase !== 'dumping')).toEqual([
    'planned',
    'dumped',
    'copying',
    'verified',
    'removed',
  ]);
  expect(asked.at(-1)).toBe(`remove 1 ${plan.path}`);
  expect(left.find(REF)).toEqual([]);
});

it('stays, and is named, when the copy fails', async () => {
  const { phases, run, asked, left } = await dump('Heap dump file created [10 bytes in 0.1 secs]\n', 'failed');
  await run;
  expect(phases.at(-1)).toMatchObject({ phase: 'failed', leftBehind: plan.path });
  expect(asked.some((line) => line.startsWith('remove'))).toBe(false);
  expect(left.find(REF)).toEqual([{ path: plan.path }]);
});

it('leaves no part behind when the disk was full', async () => {
  const { run, asked, left } = await dump('Dump file is incomplete: No space left on device\n');
  await expect(run).rejects.toMatchObject({ code: 'RECORDING_LIMIT' });
  expect(asked.at(-1)).toBe(`remove 1 ${plan.path}`);
  expect(left.find(REF)).toEqual([]);
});

it('is not begun when it would not fit', async () => {
  const { jvm, asked, left } = await fakeJvm({});
  const options = { files: transfers(), left, context: uncancelled() };
  const phases = dumpHeap(jvm, planDump({ ...facts, freeBytes: 0 }, new Date(0)), options);
  await phases.next();
  await expect(phases.next()).rejects.toMatchObject({ code: 'RECORDING_LIMIT' });
  expect(asked).toEqual([]);
});
