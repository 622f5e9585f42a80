import { expect, it } from 'vitest';

import { compareDumps } from '../../../../../renderer/jvm/threads/compare-dumps.ts';
import { dumpOf, thread } from './thread-fixture.ts';

it('puts first what stands still and uses a processor', () => {
  const before = dumpOf(
    thread('stuck', 1, 'RUNNABLE', 10, 'at a.Loop.run(Loop.java:1)'),
    thread('idle', 2, 'WAITING (parking)', 1, 'at a.Pool.take(Pool.java:1)'),
    thread('worker', 3, 'RUNNABLE', 1, 'at a.A.a(A.java:1)'),
    thread('old', 4, 'RUNNABLE', 1, 'at a.A.a(A.java:1)'),
  );
  const after = dumpOf(
    thread('idle', 2, 'WAITING (parking)', 1, 'at a.Pool.take(Pool.java:1)'),
    thread('stuck', 1, 'RUNNABLE', 260, 'at a.Loop.run(Loop.java:1)'),
    thread('worker', 3, 'RUNNABLE', 5, 'at a.B.b(B.java:2)'),
    thread('old', 5, 'RUNNABLE', 1, 'at a.A.a(A.java:1)'),
  );
  expect(compareDumps(before, after).map(({ name, change, cpuMs }) => [name, change, cpuMs])).toEqual([
    ['stuck', 'same', 250],
    ['idle', 'same', 0],
    ['worker', 'moved', 4],
    ['old', 'new', undefined],
    ['old', 'gone', undefined],
  ]);
});
