/** Files from the target's file system, hashed at both ends, against kubectl without any proof. */
import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';

import type { BenchPod } from './bench-pod.ts';
import { inTurns, median, range, type Figure } from './figures.ts';

const OUTPUT = join(tmpdir(), `kesako-bench-${String(process.pid)}`);

export interface Content {
  readonly name: string;
  readonly path: string;
  readonly mebibytes: number;
  /** A shell command that writes it to its stdout. */
  readonly made: string;
}

export const randomContent = (mebibytes: number): Content => ({
  name: `${String(mebibytes)} MiB`,
  path: `/tmp/random-${String(mebibytes)}`,
  mebibytes,
  made: `head -c ${String(mebibytes * 1024 * 1024)} /dev/urandom`,
});

/** Log lines with a number in each: kinder than many a log, as is the yardstick's. */
export const textContent = (mebibytes: number): Content => ({
  name: `${String(mebibytes)} MiB of log lines`,
  path: `/tmp/text-${String(mebibytes)}`,
  mebibytes,
  made: `awk 'BEGIN { for (;;) printf "2026-11-26T01:10:00Z INFO request %09d handled by worker %d\\n", ++n, n % 7 }' | head -c ${String(mebibytes * 1024 * 1024)}`,
});

export async function makeContent({ ref, kubectl, debugContainer }: BenchPod, content: Content): Promise<void> {
  const fill = `${content.made} > /proc/1/root${content.path}`;
  await kubectl('-n', ref.kubeNamespace, 'exec', ref.pod, '-c', debugContainer, '--', 'sh', '-c', fill);
}

export async function removeContent({ ref, kubectl, debugContainer }: BenchPod, { path }: Content): Promise<void> {
  await kubectl('-n', ref.kubeNamespace, 'exec', ref.pod, '-c', debugContainer, '--', 'rm', `/proc/1/root${path}`);
}

/** MiB in a second, from the call to the verified file. */
async function appSpeed({ api, ref, debugContainer }: BenchPod, content: Content): Promise<number> {
  const started = performance.now();
  const file = { ...ref, container: debugContainer, pid: 1, path: content.path };
  const { transfer } = await api.files.download(file);
  for await (const transfers of api.files.transfers({})) {
    const current = transfers.find(({ id }) => id === transfer);
    if (current?.finishedAt === undefined) continue;
    if (current.state !== 'verified')
      throw new Error(`The copy is ${current.state}: ${current.problem?.message ?? ''}`);
    break;
  }
  const ms = performance.now() - started;
  await api.files.discard({ transfer });
  return content.mebibytes / (ms / 1000);
}

async function timed(pod: BenchPod, content: Content, script: string, args: readonly string[]): Promise<number> {
  const started = performance.now();
  const child = spawn('sh', ['-c', script, 'kubectl', ...args], {
    env: pod.kubectl.environment,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`kubectl ended with ${String(code)}`);
  const ms = performance.now() - started;
  await rm(OUTPUT, { force: true });
  return content.mebibytes / (ms / 1000);
}

export function catSpeed(pod: BenchPod, content: Content): Promise<number> {
  const { ref, debugContainer } = pod;
  const scope = ['--context', ref.context, '-n', ref.kubeNamespace];
  const args = [...scope, 'exec', ref.pod, '-c', debugContainer, '--', 'cat', `/proc/1/root${content.path}`];
  return timed(pod, content, `exec kubectl "$@" > ${OUTPUT}`, args);
}

export function cpSpeed(pod: BenchPod, content: Content): Promise<number> {
  const { ref, debugContainer } = pod;
  const from = `${ref.kubeNamespace}/${ref.pod}:/proc/1/root${content.path}`;
  return timed(pod, content, 'exec kubectl "$@"', ['--context', ref.context, 'cp', '-c', debugContainer, from, OUTPUT]);
}

export interface Comparison {
  readonly content: Content;
  readonly rounds: number;
  readonly theirs: (pod: BenchPod, content: Content) => Promise<number>;
  readonly than: string;
  readonly atLeast: number;
  readonly suffix?: string;
}

export async function compareSpeed(pod: BenchPod, comparison: Comparison): Promise<Figure> {
  const { content, rounds, theirs, than, atLeast, suffix = '' } = comparison;
  const measured = await inTurns(
    rounds,
    () => appSpeed(pod, content),
    () => theirs(pod, content),
  );
  return {
    name: `download of ${content.name} from /proc/1/root, SHA-256 at both ends${suffix}`,
    value: median(measured.ours) / median(measured.theirs),
    bound: { atLeast },
    unit: `× ${than} without proof`,
    detail: `app ${range(measured.ours, 'MiB/s')}, kubectl ${range(measured.theirs, 'MiB/s')}, n=${String(rounds)}`,
  };
}

export async function download(pod: BenchPod, rounds: number): Promise<Figure> {
  const content = randomContent(200);
  await makeContent(pod, content);
  try {
    return await compareSpeed(pod, { content, rounds, theirs: catSpeed, than: 'kubectl exec cat', atLeast: 1.2 });
  } finally {
    await removeContent(pod, content);
  }
}
