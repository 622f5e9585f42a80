import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { manyThreads, STACKS, THREADS } from '../../../../support/many-threads.ts';
import { parseThreadDump } from '../../../../../main/jvm/answers/parse-thread-dump.ts';
import { answer } from './answer-fixture.ts';

const AT = '2026-01-01T00:00:00.000Z';

describe('a thread dump', () => {
  it.each(['17', '25'])('of Java %s has its threads, states and stacks', (version) => {
    const dump = parseThreadDump(answer(`thread-dump-${version}`), AT);
    expect(dump.machine).toContain(`(${version}.0`);
    const main = dump.threads.find(({ name }) => name === 'main');
    expect(main).toMatchObject({ state: 'TIMED_WAITING', detail: 'sleeping', isDaemon: false, holds: [] });
    expect(main?.cpuMs).toBeGreaterThan(0);
    expect(dump.stacks[main!.stack]!.map((frame) => dump.frames[frame]).at(-1)).toBe('Sample.main(Sample.java:12)');
    expect(dump.threads.find(({ name }) => name === 'Finalizer')).toMatchObject({ isDaemon: true, state: 'WAITING' });
    // Threads of the virtual machine itself have no state of Java's.
    expect(dump.threads.find(({ name }) => name === 'VM Thread')).not.toHaveProperty('state');
    // Five threads that wait alike share one stack.
    const waiters = dump.threads.filter(({ name }) => name.startsWith('waiter-'));
    expect(waiters).toHaveLength(5);
    expect(new Set(waiters.map(({ stack }) => stack)).size).toBe(1);
    // Object.wait has let go of what it says to have locked.
    expect(waiters.every(({ holds, waitsFor }) => holds.length === 0 && waitsFor !== undefined)).toBe(true);
  });

  it.each(['17', '25'])('of Java %s shows both circles, of monitors and of java.util.concurrent', (version) => {
    const dump = parseThreadDump(answer(`thread-dump-${version}`), AT);
    const circles = dump.deadlocks.map((circle) => circle.map((thread) => dump.threads[thread]?.name).sort());
    expect(circles).toEqual([
      ['holder-of-A', 'holder-of-B'],
      ['holder "of" x', 'holder-of-y'],
    ]);
    for (const [first = -1] of dump.deadlocks) {
      const lock = dump.locks[dump.threads[first]!.waitsFor!]!;
      expect(lock.waiters).toContain(first);
      expect(lock.owner).not.toBe(first);
    }
  });

  it('of ten thousand threads is read in half a second', () => {
    const text = manyThreads();
    // Processor time, and the best of three: others may be using this machine's processors at the same time.
    const milliseconds = Math.min(...Array.from({ length: 3 }, () => processorTime(() => parseThreadDump(text, AT))));
    console.log(`10,000 threads, ${(text.length / 2 ** 20).toFixed(0)} MiB: ${milliseconds.toFixed(0)} ms`);
    const dump = parseThreadDump(text, AT);
    expect(dump.threads).toHaveLength(THREADS);
    expect(dump.stacks).toHaveLength(STACKS);
    expect(dump.deadlocks).toEqual([]);
    expect(milliseconds).toBeLessThan(500);
  });

  it('is read whatever it says', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '"a" #1 prio=5 os_prio=0',
        '"" os_prio=0',
        '   java.lang.Thread.State: BLOCKED',
        '\tat a.b(c)',
        '\t- locked <0x1> (a A)',
        '\t- waiting to lock <0x1> (a A)',
        '\t- waiting on <no object reference available>',
      ),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const { threads, stacks, locks } = parseThreadDump(lines.join('\n'), AT);
        for (const { stack, holds } of threads) {
          expect(stacks[stack]).toBeDefined();
          for (const lock of holds) expect(locks[lock]).toBeDefined();
        }
      }),
    );
  });
});

function processorTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
