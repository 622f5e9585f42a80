/** A flood of output must leave time to draw and to listen: after `BUDGET_MS` of work the next frame comes first. */
const BUDGET_MS = 8;
/** A hidden page gets no frames. */
const HIDDEN_MS = 100;

export function createFramePacer(page: Window): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < BUDGET_MS) return;
    await new Promise<void>((resolve) => {
      const timer = page.setTimeout(done, HIDDEN_MS);
      const frame = page.requestAnimationFrame(done);
      function done(): void {
        page.clearTimeout(timer);
        page.cancelAnimationFrame(frame);
        resolve();
      }
    });
    since = performance.now();
  };
}
