/** A directory of a hundred thousand entries in the window: from the path's Enter to its first rows, and to all of them. */
import type { BenchPod } from './bench-pod.ts';
import { goToPod, openWindow } from './bench-window.ts';
import { median, range, type Figure } from './figures.ts';

const ENTRIES = 100_000;
const ROUNDS = 5;
const DIRECTORY = '/tmp/many';
const TAB_MS = 30_000;

/** Watched from inside the page: to be asked again with every frame would take a tenth of its time. Up to the next drawing. */
function whenShown(whole: string): Promise<{ readonly firstMs: number; readonly allMs: number }> {
  const started = performance.now();
  return new Promise((resolve) => {
    let firstMs: number | undefined;
    const observer = new MutationObserver(() => {
      const elapsed = performance.now() - started;
      const [row] = document.querySelectorAll('[role=treegrid] .file-name-text');
      if (row?.textContent.endsWith('.log') === true) firstMs ??= elapsed;
      if (document.querySelector('.files-count')?.textContent.startsWith(whole) !== true) return;
      observer.disconnect();
      requestAnimationFrame(() => {
        setTimeout(() => {
          resolve({ firstMs: firstMs ?? elapsed, allMs: performance.now() - started });
        });
      });
    });
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  });
}

export async function largeDirectory(pod: BenchPod, kubeconfig: string): Promise<readonly Figure[]> {
  const { ref, kubectl, debugContainer } = pod;
  const inDebugContainer = (script: string): Promise<string> =>
    kubectl('-n', ref.kubeNamespace, 'exec', ref.pod, '-c', debugContainer, '--', 'sh', '-c', script);
  const directory = `/proc/1/root${DIRECTORY}`;
  await inDebugContainer(
    `mkdir ${directory} && cd ${directory} && seq 1 ${String(ENTRIES)} | sed 's/$/.log/' | xargs touch`,
  );
  const app = await openWindow(kubeconfig);
  const { page } = app;
  try {
    const first: number[] = [];
    const all: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      // A window that knows nothing of the directory.
      await goToPod(page, ref);
      await page.reload();
      await page.getByRole('tab', { name: 'Files' }).click();
      await page.getByRole('button', { name: 'Type or paste a path' }).click({ timeout: TAB_MS });
      await page.getByRole('textbox', { name: 'Path' }).fill(DIRECTORY);
      const shown = page.evaluate(whenShown, `${ENTRIES.toLocaleString('en')} entries`);
      await page.keyboard.press('Enter');
      const { firstMs, allMs } = await shown;
      first.push(firstMs);
      all.push(allMs);
    }
    return [
      {
        name: `${ENTRIES.toLocaleString('en')} entries of a directory shown`,
        value: median(all),
        bound: { atMost: 1_000 },
        unit: 'ms',
        detail: `${range(all, 'ms')}, first rows ${range(first, 'ms')}, n=${String(ROUNDS)}`,
      },
    ];
  } finally {
    await app.close();
    await inDebugContainer(`rm -r ${directory}`);
  }
}
