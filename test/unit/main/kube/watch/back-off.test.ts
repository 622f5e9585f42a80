import { describe, expect, it } from 'vitest';

import { backOff } from '../../../../../main/kube/watch/back-off.ts';
import { manualTimers } from '../manual-timers.ts';

describe('backOff', () => {
  it('doubles up to half a minute and forgets after two quiet ones', () => {
    const timers = manualTimers();
    const failures = backOff(timers, () => 1);
    expect(Array.from({ length: 8 }, () => failures.next())).toEqual([
      800, 1600, 3200, 6400, 12800, 25600, 30000, 30000,
    ]);
    timers.advance(120_001);
    expect(failures.next()).toBe(800);
  });

  it('spreads many clients over the upper half of each delay', () => {
    expect(backOff(manualTimers(), () => 0).next()).toBe(400);
  });
});
