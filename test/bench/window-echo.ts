/**
 * From a key to its echo on the screen, in one window: in the app's own shell in a container, and in `kubectl exec -it`
 * typed into the app's shell on this machine. Both have the same emulator, so what differs is the way to the container.
 */
import { setTimeout as pause } from 'node:timers/promises';

import type { Page } from '@playwright/test';

import type { BenchPod } from './bench-pod.ts';
import { openLocalShell, openShell, openWindow } from './bench-window.ts';
import { median, quantile, type Figure } from './figures.ts';

const LINES = 10;
const KEYS_IN_LINE = 30;

/** Kept by the page: when the last key went down, and how long each echo took, in milliseconds. */
interface EchoWatch {
  pressed: number | undefined;
  times: number[];
}
type WatchedWindow = Window & { echoWatch?: EchoWatch };

export async function windowEcho(pod: BenchPod, kubeconfig: string): Promise<readonly Figure[]> {
  const { ref, debugContainer } = pod;
  const app = await openWindow(kubeconfig);
  const { page } = app;
  try {
    await openShell(page, pod);
    const ours = await echoTimes(page);
    await openLocalShell(page);
    await page.getByRole('textbox', { name: 'Terminal input' }).locator('visible=true').focus();
    await page.keyboard.type(`clear; exec kubectl exec -it ${ref.pod} -c ${debugContainer} -- sh\n`);
    const theirs = await echoTimes(page);
    return [
      {
        name: 'key to echo on the screen',
        value: median(ours) / median(theirs),
        bound: { atMost: 1.1 },
        unit: '× kubectl exec -it in the same window',
        detail: `app p50 ${median(ours).toFixed(1)} ms, p99 ${quantile(ours, 0.99).toFixed(1)}; kubectl p50 ${median(theirs).toFixed(1)} ms, p99 ${quantile(theirs, 0.99).toFixed(1)}; n=${String(LINES * KEYS_IN_LINE)}`,
      },
    ];
  } finally {
    await app.close();
  }
}

async function echoTimes(page: Page): Promise<readonly number[]> {
  const rows = page.locator('.xterm-rows:visible');
  // The shell's own prompt in the container.
  await rows
    .getByText(/^\/ # *$/)
    .last()
    .waitFor();
  await page.getByRole('textbox', { name: 'Terminal input' }).locator('visible=true').focus();
  await rows.evaluate((element) => {
    const watch: EchoWatch = { pressed: undefined, times: [] };
    (window as WatchedWindow).echoWatch = watch;
    const count = (): number => element.textContent.split('x').length;
    let shown = count();
    document.addEventListener(
      'keydown',
      () => {
        shown = count();
        watch.pressed = performance.now();
      },
      { capture: true },
    );
    new MutationObserver(() => {
      if (watch.pressed === undefined || count() <= shown) return;
      watch.times.push(performance.now() - watch.pressed);
      watch.pressed = undefined;
    }).observe(element, { childList: true, characterData: true, subtree: true });
  });
  const times: number[] = [];
  for (let line = 0; line < LINES; line += 1) {
    for (let key = 0; key < KEYS_IN_LINE; key += 1) {
      // Not in step with the screen's frames.
      await pause(10 + 17 * Math.random());
      await page.keyboard.press('x');
      const before = times.length;
      const seen = await page.waitForFunction(
        (length) => {
          const watch = (window as WatchedWindow).echoWatch;
          return watch !== undefined && watch.times.length > length ? watch.times.at(-1) : undefined;
        },
        before,
        { polling: 5 },
      );
      times.push((await seen.jsonValue()) ?? Number.NaN);
    }
    await page.keyboard.press('Control+u');
    await rows
      .getByText(/^\/ # *$/)
      .last()
      .waitFor();
  }
  return times;
}
