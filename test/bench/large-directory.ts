/** A directory of a hundred thousand entries in the window: from the path's Enter to its first rows, and to all of them. */
import type { BenchPod } from './bench-pod.ts';
import { goToPod, openWindow } from './bench-window.ts';
import { median, range, type Figure } from './figures.ts';

const ENTRIES = 100_000;
const ROUNDS = 5;
const DIRECTORY = '/tmp/many';
const TAB_MS = 30_000;

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
      const started = performance.now();
      await page.keyboard.press('Enter');
      await page
        .getByText(/^\d+\.log$/)
        .first()
        .waitFor();
      first.push(performance.now() - started);
      await page.getByText(`${ENTRIES.toLocaleString('en')} entries`).waitFor();
      all.push(performance.now() - started);
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
