/** What it costs to see processes: by the program and by the shell, and on the page with 2,000 of them. */
import { readdirSync, readFileSync } from 'node:fs';

import type { Page } from '@playwright/test';

import type { NamespacesItem, PodRef, ProbeCost } from '../../preload/contract/index.ts';
import { addDebugContainer, startCrowd, type BenchPod } from './bench-pod.ts';
import { openWindow } from './bench-window.ts';
import { median, quantile, range, type Figure } from './figures.ts';

const COUNTS = [10, 300, 2000] as const;
const MOST = 2000;
const REFRESHES = 10;
const SHELL_ROUNDS = 3;
const SCROLL_MS = 5000;

export async function namespaces(bench: BenchPod, kubeconfig: string): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const count of COUNTS) {
    const ref = await startCrowd(bench.kubectl, bench.ref.kubeNamespace, count);
    const container = await addDebugContainer(bench.api, ref, ref.pod);
    const program = await byProgram(bench, ref, container);
    const shell = await byShell(bench, ref, container);
    const detail = `${String(count)} processes`;
    figures.push(
      {
        name: `look at processes by the program, ${detail}`,
        value: median(program.refreshes.map(({ milliseconds }) => milliseconds)),
        bound: { atMost: 60 },
        unit: 'ms',
        detail: `first look ${costWords(program.first)}; again ${range(
          program.refreshes.map(({ milliseconds }) => milliseconds),
          'ms',
        )}, ${range(
          program.refreshes.map(({ bytes }) => bytes),
          'B',
        )}; CPU of the program ${percent(program.programShare)}, of the core ${percent(program.coreShare)}`,
      },
      {
        name: `look at processes by the shell, ${detail}`,
        value: median(shell.map(({ milliseconds }) => milliseconds)),
        bound: { atMost: 1500 },
        unit: 'ms',
        detail: shell.map(costWords).join('; '),
      },
    );
    if (count !== MOST) continue;
    figures.push({
      name: `one core at the usual refresh, ${detail}`,
      value: program.programShare * 100,
      bound: { atMost: 3 },
      unit: '%',
      detail: 'the program in the debug container, by the node’s /proc',
    });
    figures.push(...(await onPage(kubeconfig, ref)));
  }
  return figures;
}

function costWords({ milliseconds, bytes }: ProbeCost): string {
  return `${String(milliseconds)} ms, ${String(bytes)} B`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function costOf(item: NamespacesItem, container: string): ProbeCost | undefined {
  const views = item.type === 'read' ? item.namespaces.views : item.views;
  const cost = views.find((view) => view.container === container)?.cost;
  return cost?.way === 'program' ? cost : undefined;
}

async function byProgram(
  { api, corePid, kubectl }: BenchPod,
  ref: PodRef,
  container: string,
): Promise<{
  readonly first: ProbeCost;
  readonly refreshes: readonly ProbeCost[];
  readonly programShare: number;
  readonly coreShare: number;
}> {
  let first: ProbeCost | undefined;
  const refreshes: ProbeCost[] = [];
  let before: { readonly at: number; readonly program: number; readonly core: number } | undefined;
  const scope = ['-n', ref.kubeNamespace, 'pod', ref.pod];
  const uid = (await kubectl('get', ...scope, '-o', 'jsonpath={.metadata.uid}')).trim();
  const now = (): { readonly at: number; readonly program: number; readonly core: number } => ({
    at: performance.now(),
    program: cpuSeconds((name, pid) => name.startsWith('.kesako-reach') && cgroupOf(pid).includes(uid)),
    core: cpuSeconds((_, pid) => pid === corePid),
  });
  for await (const item of api.namespaces.watch(ref)) {
    const cost = costOf(item, container);
    if (cost === undefined) continue;
    if (first === undefined) {
      first = cost;
      before = now();
    } else refreshes.push(cost);
    if (refreshes.length === REFRESHES) break;
  }
  if (first === undefined || before === undefined) throw new Error('The program was not asked.');
  const after = now();
  const seconds = (after.at - before.at) / 1000;
  return {
    first,
    refreshes,
    programShare: (after.program - before.program) / seconds,
    coreShare: (after.core - before.core) / seconds,
  };
}

async function byShell({ api }: BenchPod, ref: PodRef, container: string): Promise<readonly ProbeCost[]> {
  const costs: ProbeCost[] = [];
  for (let round = 0; round < SHELL_ROUNDS; round += 1) {
    const { views } = await api.namespaces.probe(ref);
    const cost = views.find((view) => view.container === container)?.cost;
    if (cost !== undefined) costs.push(cost);
  }
  return costs;
}

/** Of all processes on this machine that are meant: where it is not the node, of none. */
function cpuSeconds(isMeant: (name: string, pid: number) => boolean): number {
  let ticks = 0;
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'latin1');
      const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
      if (!isMeant(name, Number(entry))) continue;
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      ticks += Number(fields[11]) + Number(fields[12]);
    } catch {
      // It has ended meanwhile.
    }
  }
  return ticks / 100;
}

function cgroupOf(pid: number): string {
  return readFileSync(`/proc/${String(pid)}/cgroup`, 'latin1');
}

async function onPage(kubeconfig: string, ref: PodRef): Promise<readonly Figure[]> {
  const app = await openWindow(kubeconfig);
  try {
    const paint = await firstPaint(app.page, ref);
    const frames = await scroll(app.page);
    return [
      {
        name: 'first rows after their data, 2,000 processes',
        value: paint,
        bound: { atMost: 300 },
        unit: 'ms',
        detail: 'from the last large message on the socket to a row on the screen',
      },
      {
        name: 'longest frame while scrolling, 2,000 processes, live',
        value: Math.max(...frames),
        bound: { atMost: 50 },
        unit: 'ms',
        detail: `${String(frames.length)} frames in ${String(SCROLL_MS / 1000)} s, p50 ${median(frames).toFixed(1)}, p99 ${quantile(frames, 0.99).toFixed(1)} ms`,
      },
    ];
  } finally {
    await app.close();
  }
}

/** Of the messages that carry the first reading: what comes every two seconds afterwards is far smaller. */
const LARGE_BYTES = 20_000;

async function firstPaint(page: Page, ref: PodRef): Promise<number> {
  let lastLarge = Number.NaN;
  let isPainted = false;
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => {
      if (!isPainted && payload.length > LARGE_BYTES) lastLarge = performance.now();
    });
  });
  await page.reload();
  await page.getByText(ref.context).first().waitFor();
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#/${ref.context}/${ref.kubeNamespace}/${ref.pod}/processes`);
  await page.getByRole('row', { name: /sleep/ }).first().waitFor({ timeout: 60_000 });
  isPainted = true;
  return performance.now() - lastLarge;
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
