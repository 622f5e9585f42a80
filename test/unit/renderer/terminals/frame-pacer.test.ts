import { describe, expect, it } from 'vitest';

import { createFramePacer, type FramePage } from '../../../../renderer/terminals/frame-pacer.ts';

/** A page whose frames come when the test says, after as many milliseconds as it says. */
function pageWithFrames() {
  let time = 0;
  let frame: FrameRequestCallback | undefined;
  const page = {
    performance: { now: () => time } as Performance,
    setTimeout: () => 0,
    clearTimeout: () => undefined,
    requestAnimationFrame: (callback: FrameRequestCallback) => {
      frame = callback;
      return 1;
    },
    cancelAnimationFrame: () => undefined,
  } as unknown as FramePage;
  return {
    page,
    work: (ms: number) => {
      time += ms;
    },
    /** How many frames, each after `ms`, go by until the pause is over. */
    framesOf: async (pause: Promise<void>, ms: number): Promise<number> => {
      const state = { isOver: false };
      void pause.then(() => (state.isOver = true));
      for (let count = 0; ; count += 1) {
        await new Promise((resolve) => setImmediate(resolve));
        if (state.isOver) return count;
        time += ms;
        const due = frame;
        frame = undefined;
        due?.(time);
      }
    },
  };
}

describe('createFramePacer', () => {
  it('goes on at once while the turn lasts', async () => {
    const { page, work, framesOf } = pageWithFrames();
    const pace = createFramePacer(page);
    work(7);
    expect(await framesOf(pace(), 16)).toBe(0);
    work(1);
    expect(await framesOf(pace(), 16)).toBe(2);
  });

  it('takes each frame for a turn once they have come in time', async () => {
    const { page, work, framesOf } = pageWithFrames();
    const pace = createFramePacer(page);
    for (let turn = 0; turn < 30; turn += 1) {
      work(8);
      await framesOf(pace(), 16);
    }
    work(8);
    expect(await framesOf(pace(), 16)).toBe(1);
  });

  it('leaves more frames to the window when they come late, up to four', async () => {
    const { page, work, framesOf } = pageWithFrames();
    const pace = createFramePacer(page);
    const seen: number[] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      work(8);
      seen.push(await framesOf(pace(), 60));
    }
    expect(seen).toEqual([2, 3, 4, 4, 4, 4]);
  });
});
