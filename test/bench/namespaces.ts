/** What it costs to see processes: by the program and by the shell, and on the page (`process-page.ts`). */
import { readFileSync } from 'node:fs';

import type { NamespacesItem, PodRef, ProbeCost } from '../../preload/contract/index.ts';
import { addDebugContainer, startCrowd, type BenchPod } from './bench-pod.ts';
import { median, range, type Figure } from './figures.ts';
import { onPage } from './process-page.ts';

const COUNTS = [10, 300, 2000] as const;
const MOST = 2000;
/** Looked at more often than usual, but for what the usual pace costs. */
const FAST_MS = 500;
const USUAL_MS = 2000;
const REFRESHES = 6;
const SHELL_ROUNDS = 3;

interface Crowd {
  readonly ref: PodRef;
  readonly container: string;
}

export async function namespaces(bench: BenchPod, kubeconfig: string): Promise<readonly Figure[]> {
  const crowds = await Promise.all(
    COUNTS.map(async (count): Promise<Crowd> => {
      const ref = await startCrowd(bench.kubectl, bench.ref.kubeNamespace, count);
      return { ref, container: await addDebugContainer(bench.api, ref, ref.pod) };
    }),
  );
  const figures: Figure[] = [];
  for (const [index, crowd] of crowds.entries()) {
    const count = COUNTS[index] ?? 0;
    const program = await byProgram(bench, crowd, FAST_MS);
    const shell = await byShell(bench, crowd);
    const detail = `${String(count)} processes`;
    const { first, refreshes } = program;
    figures.push(
      {
        name: `first look at processes by the program, ${detail}`,
        value: first.cpuMs ?? Number.NaN,
        bound: { atMost: 60 },
        unit: 'ms of CPU',
        detail: `until it answers who they all are: ${costWords(first)}; all is there ${
          program.whole === first ? 'at once' : `after ${costWords(program.whole)}`
        }`,
      },
      {
        name: `look at processes again by the program, ${detail}`,
        value: median(refreshes.map(({ cpuMs = Number.NaN }) => cpuMs)),
        bound: { atMost: 60 },
        unit: 'ms of CPU',
        detail: `${range(
          refreshes.map(({ milliseconds }) => milliseconds),
          'ms',
        )}, ${range(
          refreshes.map(({ bytes }) => bytes),
          'B',
        )}`,
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
    const usual = await byProgram(bench, crowd, USUAL_MS);
    figures.push({
      name: `one core at the usual refresh, ${detail}`,
      value: usual.programShare * 100,
      bound: { atMost: 3 },
      unit: '%',
      detail: `the program in the debug container, by its own clock; the core ${percent(usual.coreShare)}`,
    });
    figures.push(...(await onPage(kubeconfig, crowd.ref)));
  }
  return figures;
}

function costWords({ milliseconds, cpuMs, bytes }: ProbeCost): string {
  const cpu = cpuMs === undefined ? '' : ` (${String(cpuMs)} of CPU)`;
  return `${String(milliseconds)} ms${cpu}, ${String(bytes)} B`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function costOf(item: NamespacesItem, container: string): ProbeCost | undefined {
  const views = item.type === 'read' ? item.namespaces.views : item.views;
  const cost = views.find((view) => view.container === container)?.cost;
  return cost?.way === 'program' ? cost : undefined;
}

function isBrief(item: NamespacesItem): boolean {
  const all =
    item.type === 'read'
      ? item.namespaces.views.flatMap(({ processes }) => processes)
      : item.views.flatMap(({ changed }) => changed);
  return all.some((process) => process.isBrief === true);
}

interface ProgramCosts {
  /** Of the first answer, and of the one after which nothing is missing any more. */
  readonly first: ProbeCost;
  readonly whole: ProbeCost;
  readonly refreshes: readonly ProbeCost[];
  readonly programShare: number;
  readonly coreShare: number;
}

async function byProgram(
  { api, corePid }: BenchPod,
  { ref, container }: Crowd,
  refreshMs: number,
): Promise<ProgramCosts> {
  let first: ProbeCost | undefined;
  let whole: ProbeCost | undefined;
  const refreshes: ProbeCost[] = [];
  const now = () => ({ at: performance.now(), coreSeconds: cpuSeconds(corePid) });
  let before: ReturnType<typeof now> | undefined;
  for await (const item of api.namespaces.watch({ ...ref, refreshMs })) {
    const cost = costOf(item, container);
    if (cost === undefined) continue;
    first ??= cost;
    if (isBrief(item)) continue;
    if (whole === undefined) {
      whole = cost;
      before = now();
    } else refreshes.push(cost);
    if (refreshes.length === REFRESHES) break;
  }
  if (first === undefined || whole === undefined || before === undefined) throw new Error('The program was not asked.');
  const after = now();
  const seconds = (after.at - before.at) / 1000;
  return {
    first,
    whole,
    refreshes,
    programShare: refreshes.reduce((sum, { cpuMs = Number.NaN }) => sum + cpuMs, 0) / (after.at - before.at),
    coreShare: (after.coreSeconds - before.coreSeconds) / seconds,
  };
}

async function byShell({ api }: BenchPod, { ref, container }: Crowd): Promise<readonly ProbeCost[]> {
  const costs: ProbeCost[] = [];
  for (let round = 0; round < SHELL_ROUNDS; round += 1) {
    const { views } = await api.namespaces.probe(ref);
    const cost = views.find((view) => view.container === container)?.cost;
    if (cost !== undefined) costs.push(cost);
  }
  return costs;
}

function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${String(pid)}/stat`, 'latin1');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
