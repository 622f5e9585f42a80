/** What the core takes of a person's machine with two clusters open and two terminals in use. */
import { readFile } from 'node:fs/promises';

import type { TerminalSource, WorkloadsItem } from '../../preload/contract/index.ts';
import { startWebHost } from '../support/web-host.ts';
import { connectToHost } from '../support/wire-client.ts';
import type { BenchPod } from './bench-pod.ts';
import type { Figure } from './figures.ts';

const MEBIBYTE = 1024 * 1024;
const LOOK_EVERY_MS = 100;
const MOST_GROWTH_MEBIBYTES = 64;
const SIZE = { columns: 80, rows: 24 };

/** Resident bytes of one process; Linux only. */
async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8');
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kibibytes === undefined) throw new Error(`/proc/${String(pid)}/status names no VmRSS.`);
  return Number(kibibytes) * 1024;
}

/** Watches how much a process grows from now on; what comes back ends it and gives the figure. */
export async function watchGrowth(pid: number): Promise<(name: string) => Figure> {
  const before = await residentBytes(pid);
  let peak = before;
  const timer = setInterval(() => {
    residentBytes(pid).then(
      (bytes) => (peak = Math.max(peak, bytes)),
      () => undefined,
    );
  }, LOOK_EVERY_MS);
  return (name) => {
    clearInterval(timer);
    return {
      name,
      value: (peak - before) / MEBIBYTE,
      bound: { atMost: MOST_GROWTH_MEBIBYTES },
      unit: 'MiB',
      detail: `from ${(before / MEBIBYTE).toFixed(0)} MiB`,
    };
  };
}

export async function memory({ ref, debugContainer }: BenchPod, kubeconfig: string): Promise<Figure> {
  const host = await startWebHost({ kubeconfig });
  const client = await connectToHost(host.address);
  const { api } = client;
  const stop = new AbortController();
  try {
    const contexts = await first(api.contexts.watch({}, { signal: stop.signal }), () => true);
    const clusters = contexts.contexts.filter(({ problem }) => problem === undefined);
    const administrators = clusters.filter(({ user }) => user.endsWith('-admin'));
    for (const { name: context, kubeNamespace } of administrators) {
      const isSnapshot = (item: WorkloadsItem): boolean => item.type === 'snapshot';
      await first(api.workloads.watch({ context, kubeNamespace }, { signal: stop.signal }), isSnapshot);
    }
    for (let count = 0; count < 2; count += 1) {
      const source: TerminalSource = { kind: 'exec', ...ref, container: debugContainer, command: ['sh'], tty: true };
      const { id } = await api.terminals.create({ source, ...SIZE });
      const stream = api.terminals.open({ terminal: id, offset: 0, ...SIZE }, { signal: stop.signal });
      for await (const _ of stream) break;
    }
    return {
      name: `core with ${String(administrators.length)} clusters open and two terminals`,
      value: (await residentBytes(host.pid)) / MEBIBYTE,
      bound: { atMost: 250 },
      unit: 'MiB resident',
      detail: administrators.map(({ name }) => name).join(', '),
    };
  } finally {
    stop.abort();
    client.close();
    await host.close();
  }
}

/** The first item that will do. The stream goes on in the background, as it does under an open window. */
async function first<Item>(stream: AsyncIterable<Item>, isWanted: (item: Item) => boolean): Promise<Item> {
  const iterator = stream[Symbol.asyncIterator]();
  for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) {
    if (!isWanted(next.value)) continue;
    void drain(iterator);
    return next.value;
  }
  throw new Error('The stream ended before what was wanted came.');
}

async function drain(iterator: AsyncIterator<unknown>): Promise<void> {
  try {
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next());
  } catch {
    // It ends with the connection.
  }
}
