import { describe, expect, it } from 'vitest';

import { countStates, groupThreads, wantedLocks } from '../../../../../renderer/jvm/threads/thread-groups.ts';
import { dumpOf, thread } from './thread-fixture.ts';

const POOL = ['at jdk.internal.misc.Unsafe.park(Native)', 'at com.example.Pool.take(Pool.java:7)'];
const dump = dumpOf(
  thread('pool-1', 1, 'WAITING (parking)', 1, ...POOL),
  thread('pool-2', 2, 'WAITING (parking)', 1, ...POOL),
  thread('main', 3, 'RUNNABLE', 9, 'at com.example.Main.main(Main.java:1)', '- locked <0x1> (a com.example.Lock)'),
  thread(
    'one',
    4,
    'BLOCKED (on object monitor)',
    1,
    '- waiting to lock <0x1> (a com.example.Lock)',
    'at com.example.Main.run(Main.java:2)',
  ),
  '"VM Thread" os_prio=0 cpu=1ms elapsed=1s tid=0x2 nid=0x99 runnable',
);

describe('threads with equal stacks', () => {
  it('are one group, called after the application’s own code', () => {
    const [first, ...others] = groupThreads(dump, { text: '', state: undefined });
    expect(first).toMatchObject({ state: 'WAITING', title: 'com.example.Pool.take(Pool.java:7)' });
    expect(first?.threads.map(({ name }) => name)).toEqual(['pool-1', 'pool-2']);
    expect(others).toHaveLength(3);
  });

  it('are found by name, by what they do, and by state', () => {
    const names = (text: string, state?: 'BLOCKED') =>
      groupThreads(dump, { text, state }).flatMap(({ threads }) => threads.map(({ name }) => name));
    expect(names('POOL-2')).toEqual(['pool-2']);
    expect(names('example.Main')).toEqual(['main', 'one']);
    expect(names('', 'BLOCKED')).toEqual(['one']);
  });

  it('are counted by state', () => {
    expect([...countStates(dump)]).toEqual([
      ['WAITING', 2],
      ['RUNNABLE', 1],
      ['BLOCKED', 1],
      ['VM', 1],
    ]);
  });

  it('say who holds what they wait for', () => {
    expect(wantedLocks(dump)).toEqual([{ className: 'com.example.Lock', owner: 'main', waiters: ['one'] }]);
  });
});
