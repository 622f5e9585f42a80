import { expect, it } from 'vitest';

import { findDeadlocks } from '../../../../../main/jvm/answers/find-deadlocks.ts';

const lock = (owner: number | undefined, ...waiters: readonly number[]) => ({
  address: '',
  className: '',
  waiters,
  ...(owner === undefined ? {} : { owner }),
});

it('finds each circle once, and not those that only wait for one', () => {
  expect(findDeadlocks([])).toEqual([]);
  expect(findDeadlocks([lock(1, 0), lock(2, 1), lock(undefined, 2)])).toEqual([]);
  expect(findDeadlocks([lock(1, 0, 5), lock(2, 1), lock(0, 2), lock(0, 9)])).toEqual([[0, 1, 2]]);
  expect(findDeadlocks([lock(1, 0), lock(0, 1), lock(3, 2), lock(2, 3), lock(0, 4)])).toEqual([
    [0, 1],
    [2, 3],
  ]);
});
