/** What the practice cluster's containers cost: time to run, memory and processor while nothing happens, what a kill leaves. */
import { readdirSync, readFileSync } from 'node:fs';

import type { ContainerRuntime } from '../../main/practice/container-runtime.ts';
import { startLinuxRuntime } from '../../main/practice/runtime/index.ts';
import { litterOfKilledApp, type Litter } from '../integration/practice/runtime/litter.ts';
import { container, NOWHERE, pull, startServer, type ServedPod } from '../integration/practice/runtime/scenario.ts';
import { median, range, type Figure } from './figures.ts';

const ROUNDS = 15;
const IDLE_MS = 5000;
const MEBIBYTE = 1024 * 1024;
const KILLS = 50;
const AT_ONCE = 5;
const LATEST_KILL_MS = 2500;
const LITTER_DEADLINE_MS = 2000;
/** Of the kernel: how often a second it counts a running process. */
const TICKS_PER_SECOND = 100;

export async function practice(): Promise<readonly Figure[]> {
  const runtime = await startLinuxRuntime();
  try {
    await pull(runtime, 'busybox');
    await pull(runtime, 'kube-lab/http-server-distroless:1');
    return [...(await starts(runtime)), ...(await idle(runtime)), await litter()];
  } finally {
    await runtime.dispose();
  }
}

async function starts(runtime: ContainerRuntime): Promise<readonly Figure[]> {
  const pods: number[] = [];
  const debugs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const begun = performance.now();
    const pod = await startServer(runtime, `bench-${String(round)}`);
    pods.push(performance.now() - begun);
    debugs.push(await addDebugContainer(pod));
    await pod.sandbox.remove();
  }
  return [
    {
      name: 'practice: pod to running',
      value: median(pods),
      bound: { atMost: 150 },
      unit: 'ms',
      detail: range(pods, 'ms'),
    },
    {
      name: 'practice: debug container to running',
      value: median(debugs),
      bound: { atMost: 80 },
      unit: 'ms',
      detail: range(debugs, 'ms'),
    },
  ];
}

async function addDebugContainer({ sandbox, server }: ServedPod): Promise<number> {
  const begun = performance.now();
  await sandbox.startContainer(
    container({
      name: 'debugger',
      argv: ['sh'],
      stdin: true,
      tty: true,
      processes: { kind: 'target', container: server },
      output: NOWHERE,
    }),
  );
  return performance.now() - begun;
}

/** All processes that the app has started, with a served pod and a debug container in it. */
async function idle(runtime: ContainerRuntime): Promise<readonly Figure[]> {
  const pod = await startServer(runtime, 'bench-idle');
  await addDebugContainer(pod);
  await delay(IDLE_MS / 5);
  const pids = descendants(process.pid);
  const ticksBefore = sum(pids.map(processorTicks));
  await delay(IDLE_MS);
  const ticks = sum(pids.map(processorTicks)) - ticksBefore;
  const bytes = sum(pids.map(proportionalBytes));
  await pod.sandbox.remove();
  return [
    {
      name: 'practice: idle processes of the cluster',
      value: bytes / MEBIBYTE,
      bound: { atMost: 40 },
      unit: 'MiB proportional',
      detail: `${String(pids.length)} processes: node, pod, server, debug container and what carries their bytes`,
    },
    {
      name: 'practice: idle processor time',
      value: (ticks / TICKS_PER_SECOND / (IDLE_MS / 1000)) * 100,
      bound: { atMost: 1 },
      unit: '% of one',
      detail: `${String(ticks)} ticks in ${String(IDLE_MS / 1000)} s`,
    },
  ];
}

async function litter(): Promise<Figure> {
  const all: Litter[] = [];
  for (let kill = 0; kill < KILLS; kill += AT_ONCE) {
    const moments = Array.from({ length: AT_ONCE }, () => Math.random() * LATEST_KILL_MS);
    all.push(
      ...(await Promise.all(
        moments.map((moment, index) => litterOfKilledApp(`bench-${String(kill + index)}`, moment, LITTER_DEADLINE_MS)),
      )),
    );
  }
  const left = all.filter(({ processes, mounts, files }) => processes.length + mounts.length + files.length > 0);
  return {
    name: `practice: kills of ${String(KILLS)} that left something`,
    value: left.length,
    bound: { atMost: 0 },
    unit: 'kills',
    detail: `gone after ${range(
      all.map(({ afterMs }) => afterMs),
      'ms',
    )}`,
  };
}

function descendants(pid: number): readonly number[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), parentOf(Number(name))]),
  );
  const isBelow = (one: number): boolean => {
    const parent = parents.get(one);
    return parent !== undefined && parent !== 0 && (parent === pid || isBelow(parent));
  };
  return Array.from(parents.keys()).filter(isBelow);
}

function statOf(pid: number): readonly string[] {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    // It has ended meanwhile.
    return [];
  }
}

function parentOf(pid: number): number {
  return Number(statOf(pid)[1] ?? 0);
}

function processorTicks(pid: number): number {
  const fields = statOf(pid);
  return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
}

/** What is shared counts to each in part, so that the sum is what the machine has given. */
function proportionalBytes(pid: number): number {
  try {
    const rollup = readFileSync(`/proc/${String(pid)}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
