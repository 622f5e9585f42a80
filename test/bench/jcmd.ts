/** A command for a JVM, through the program in a debug container without a JDK. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Client, KesakoContract, PodRef, ProcessRef } from '../../preload/contract/index.ts';
import type { Kubectl } from '../support/kubectl.ts';
import { compileJava, javaPod, programConfigMap, SLEEPING } from '../support/java-program.ts';
import { median, quantile, range, type Figure } from './figures.ts';

const POD = 'java';
const TARGET = 'app';
const FIRST_ROUNDS = 5;

export async function jcmd(
  api: Client<KesakoContract>,
  kubectl: Kubectl,
  kubeNamespace: string,
  rounds: number,
): Promise<readonly Figure[]> {
  const pod: PodRef = { context: kubectl.context, kubeNamespace, pod: POD };
  const items = [programConfigMap('program', compileJava(SLEEPING)), javaPod({ name: POD, program: 'program' })];
  const folder = await mkdtemp(join(tmpdir(), 'bench-jcmd-'));
  try {
    const file = join(folder, 'objects.json');
    await writeFile(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
    await kubectl('apply', '-n', kubeNamespace, '-f', file);
  } finally {
    await rm(folder, { recursive: true });
  }
  await kubectl('wait', '-n', kubeNamespace, '--for=condition=Ready', `pod/${POD}`, '--timeout=60s');

  const first: number[] = [];
  let process: ProcessRef | undefined;
  for (let round = 0; round < FIRST_ROUNDS; round += 1) {
    process = { ...pod, container: await addDebugContainer(api, pod, `busybox-${String(round)}`), pid: 1 };
    first.push(await once(api, process));
  }
  if (process === undefined) throw new Error('There is nobody to ask.');
  const later: number[] = [];
  for (let round = 0; round < rounds; round += 1) later.push(await once(api, process));
  return [
    {
      name: 'a jcmd command, once the program is there',
      value: median(later),
      bound: { atMost: 100 },
      unit: 'ms',
      detail: `${range(later, 'ms')}, 90 % below ${quantile(later, 0.9).toFixed(0)} ms, n=${String(rounds)}`,
    },
    {
      name: 'the first jcmd command in a fresh debug container, with the upload',
      value: median(first),
      bound: { atMost: 400 },
      unit: 'ms',
      detail: `${range(first, 'ms')}, n=${String(FIRST_ROUNDS)}`,
    },
  ];
}

async function once(api: Client<KesakoContract>, process: ProcessRef): Promise<number> {
  const started = performance.now();
  const { text } = await api.jvm.run({ ...process, command: 'VM.version' });
  if (!text.includes('JDK 17.')) throw new Error(text);
  return performance.now() - started;
}

async function addDebugContainer(api: Client<KesakoContract>, pod: PodRef, name: string): Promise<string> {
  const wish = {
    ...pod,
    name,
    image: 'busybox',
    target: TARGET,
    profile: 'general',
    stdin: false,
    tty: false,
  } as const;
  for await (const { phase } of api.debug.start({ ...wish, command: ['sleep', '3600'] }))
    if (phase === 'running') return name;
  throw new Error('The debug container does not run.');
}
