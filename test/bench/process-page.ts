/** The page of a pod with very many processes: how soon it shows them, and whether it scrolls while they change. */
import type { Page } from '@playwright/test';

import type { PodRef } from '../../preload/contract/index.ts';
import { goToPod, openWindow } from './bench-window.ts';
import { median, quantile, type Figure } from './figures.ts';

const SCROLL_MS = 5000;
/** Of the messages that carry the first answer: what comes every two seconds afterwards is far smaller. */
const LARGE_BYTES = 50_000;
const FIRST_MS = 60_000;

export async function onPage(kubeconfig: string, ref: PodRef): Promise<readonly Figure[]> {
  const app = await openWindow(kubeconfig);
  try {
    const busyMs = await watchThread(app.page);
    const paint = await firstPaint(app.page, ref, busyMs);
    const before = await busyMs();
    const frames = await scroll(app.page);
    const busy = (await busyMs()) - before;
    return [
      {
        name: 'first rows after their data, 2,000 processes',
        value: paint.ms,
        bound: { atMost: 300 },
        unit: 'ms',
        detail: `from the first large message on the socket to the frame with the rows; ${paint.busyMs.toFixed(0)} ms of CPU in the page`,
      },
      {
        name: 'longest frame while scrolling, 2,000 processes, live',
        value: Math.max(...frames),
        bound: { atMost: 50 },
        unit: 'ms',
        detail: `${String(frames.length)} frames in ${String(SCROLL_MS / 1000)} s, p50 ${median(frames).toFixed(1)}, p99 ${quantile(frames, 0.99).toFixed(1)} ms; CPU in the page ${((busy / SCROLL_MS) * 100).toFixed(0)} %`,
      },
    ];
  } finally {
    await app.close();
  }
}

/** Tells what the page's thread has worked, in milliseconds of CPU: others that take the processor away do not count. */
async function watchThread(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
  };
}

/** Both moments are taken in the page: on its way here a large message takes long. */
async function firstPaint(
  page: Page,
  ref: PodRef,
  busyMs: () => Promise<number>,
): Promise<{ readonly ms: number; readonly busyMs: number }> {
  await page.addInitScript((large) => {
    const Original = WebSocket;
    Reflect.set(
      window,
      'WebSocket',
      class extends Original {
        constructor(url: string | URL, protocols?: string | string[]) {
          super(url, protocols);
          this.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer>) => {
            const size = typeof data === 'string' ? data.length : data.byteLength;
            if (size > large) performance.mark('large');
          });
        }
      },
    );
  }, LARGE_BYTES);
  await goToPod(page, ref);
  await page.reload();
  await page.getByRole('tab', { name: 'Processes' }).waitFor({ timeout: FIRST_MS });
  const before = await busyMs();
  const rows = page.getByRole('treegrid', { name: 'Processes' }).getByRole('row', { name: /sleep/ });
  const painted = page.evaluate(
    (deadline) =>
      new Promise<number>((resolve, reject) => {
        performance.clearMarks('large');
        const started = performance.now();
        const look = (): void => {
          if (document.querySelector('[aria-label=Processes] [aria-level="2"]') !== null) {
            const [first] = performance.getEntriesByName('large');
            requestAnimationFrame(() => resolve(performance.now() - (first?.startTime ?? Number.NaN)));
          } else if (performance.now() - started > deadline) reject(new Error('No rows have come.'));
          else requestAnimationFrame(look);
        };
        look();
      }),
    FIRST_MS,
  );
  await page.getByRole('tab', { name: 'Processes' }).click();
  const ms = await painted;
  const after = await busyMs();
  await rows.first().waitFor();
  return { ms, busyMs: after - before };
}

async function scroll(page: Page): Promise<readonly number[]> {
  return page.getByRole('treegrid', { name: 'Processes' }).evaluate(async (grid, milliseconds) => {
    const frames: number[] = [];
    const started = performance.now();
    let last = started;
    await new Promise<void>((resolve) => {
      const frame = (now: number): void => {
        frames.push(now - last);
        last = now;
        // A person's fast wheel: some two screens a second.
        grid.scrollTop += 24;
        if (now - started < milliseconds) requestAnimationFrame(frame);
        else resolve();
      };
      requestAnimationFrame(frame);
    });
    return frames.slice(1);
  }, SCROLL_MS);
}
