/** How long each frame of a page takes while something goes on. */
import type { Page } from '@playwright/test';

/** Kept by the page. */
interface FrameWatch {
  readonly frames: number[];
  stop: boolean;
}
type WatchedWindow = Window & { frameWatch?: FrameWatch };

/** Milliseconds from frame to frame until `work` is done. */
export async function framesWhile(page: Page, work: () => Promise<void>): Promise<readonly number[]> {
  await page.evaluate(() => {
    const watch: FrameWatch = { frames: [], stop: false };
    (window as WatchedWindow).frameWatch = watch;
    let last = performance.now();
    const frame = (now: number): void => {
      watch.frames.push(now - last);
      last = now;
      if (!watch.stop) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await work();
  return page.evaluate(() => {
    const { frameWatch } = window as WatchedWindow;
    if (frameWatch !== undefined) frameWatch.stop = true;
    return frameWatch?.frames ?? [];
  });
}
