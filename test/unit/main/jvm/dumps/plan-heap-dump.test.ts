import { expect, it } from 'vitest';

import { planDump } from '../../../../../main/jvm/dumps/plan-heap-dump.ts';

const MIB = 2 ** 20;
const AT = new Date('2026-01-02T03:04:05Z');
const facts = { folder: '/tmp', freeBytes: 2 ** 31, inMemory: false, usedBytes: 100 * MIB, major: 17, live: true };

it('names the file, its size at the most, and how it is written', () => {
  expect(planDump(facts, AT)).toEqual({
    path: '/tmp/kesako-heap-20260102T030405.hprof.gz',
    usedBytes: 100 * MIB,
    neededBytes: 152 * MIB,
    freeBytes: 2 ** 31,
    inMemory: false,
    isCompressed: true,
    command: 'GC.heap_dump -gz=1 /tmp/kesako-heap-20260102T030405.hprof.gz',
  });
  expect(planDump({ ...facts, major: 11, live: false }, AT).command).toBe(
    'GC.heap_dump -all /tmp/kesako-heap-20260102T030405.hprof',
  );
});

it('refuses with the figures what would not fit', () => {
  expect(planDump({ ...facts, freeBytes: 200 * MIB }, AT).refusal).toMatch(/152 MiB in \/tmp, and 200 MiB are free/);
  expect(planDump({ ...facts, usedBytes: undefined }, AT).refusal).toMatch(/does not say/);
});
