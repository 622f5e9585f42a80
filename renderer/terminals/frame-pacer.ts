/**
 * A flood of output must leave time to draw and to listen: after `BUDGET_MS` of work the window has some frames to itself.
 *
 * How many follows from how they come. A frame that is late says that the machine is short of processor time, for which the
 * flood's own way (the container, its node, the API server, the core) competes with the window's drawing; the credit of what
 * is not parsed holds all of that back. Frames that come in time give the turn back early, one step for each run of them.
 */
const BUDGET_MS = 8;
/** Three frames of a usual screen. */
const LATE_MS = 50;
const MOST_FRAMES = 4;
const TURNS_IN_TIME = 30;
/** A hidden page gets no frames. */
const HIDDEN_MS = 100;

export type FramePage = Pick<
  Window,
  'setTimeout' | 'clearTimeout' | 'requestAnimationFrame' | 'cancelAnimationFrame' | 'performance'
>;

/** The pause between two turns of work; it resolves at once while the turn's time is not used up. */
export function createFramePacer(page: FramePage): () => Promise<void> {
  const now = (): number => page.performance.now();
  let since = now();
  // The first output finds code that has not been compiled yet and a screen that has never been drawn.
  let frames = 2;
  let turnsInTime = 0;

  function adapt(longest: number): void {
    if (longest > LATE_MS) {
      frames = Math.min(frames + 1, MOST_FRAMES);
      turnsInTime = 0;
      return;
    }
    turnsInTime += 1;
    if (turnsInTime < TURNS_IN_TIME) return;
    frames = Math.max(frames - 1, 1);
    turnsInTime = 0;
  }

  return async () => {
    if (now() - since < BUDGET_MS) return;
    let longest = 0;
    for (let frame = 0; frame < frames; frame += 1) {
      await nextFrame(page);
      longest = Math.max(longest, now() - since);
      since = now();
    }
    adapt(longest);
  };
}

function nextFrame(page: FramePage): Promise<void> {
  return new Promise<void>((resolve) => {
    const timer = page.setTimeout(done, HIDDEN_MS);
    const frame = page.requestAnimationFrame(done);
    function done(): void {
      page.clearTimeout(timer);
      page.cancelAnimationFrame(frame);
      resolve();
    }
  });
}
