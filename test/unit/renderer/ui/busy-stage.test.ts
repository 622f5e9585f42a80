import { describe, expect, it } from 'vitest';

import { busyStage, untilBusyChange } from '../../../../renderer/ui/busy-stage.ts';

describe('busyStage', () => {
  it.each([
    [0, 'nothing'],
    [99, 'nothing'],
    [100, 'running'],
    [999, 'running'],
    [1_000, 'named'],
    [4_999, 'named'],
    [5_000, 'cancellable'],
  ])('after %i ms is %s', (elapsed, stage) => {
    expect(busyStage(elapsed)).toBe(stage);
  });

  it('asks to be drawn again exactly at the edges', () => {
    expect([0, 100, 1_000, 5_000, 5_250].map(untilBusyChange)).toEqual([100, 900, 4_000, 1_000, 750]);
  });
});
