/** What the files of a target cost: large ones, those that pack, a slow link, and looking into a directory. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startCuttableProxy } from '../integration/kube/cuttable-proxy.ts';
import { kubectlFor } from '../support/kubectl.ts';
import { startWebHost } from '../support/web-host.ts';
import { connectToHost } from '../support/wire-client.ts';
import type { BenchPod } from './bench-pod.ts';
import { catSpeed, compareSpeed, cpSpeed, makeContent, randomContent, removeContent, textContent } from './download.ts';
import { startDelayedLink } from './delayed-link.ts';
import { median, quantile, type Figure } from './figures.ts';
import { watchGrowth } from './memory.ts';
import { startSlowLink } from './slow-link.ts';

const MEBIBYTE = 1024 * 1024;
const GIBIBYTE_MIB = 1024;
const SLOW_BYTES_PER_SECOND = 20_000_000;
const CUTS = 20;

export async function gigabyte(pod: BenchPod): Promise<readonly Figure[]> {
  const content = randomContent(GIBIBYTE_MIB);
  await makeContent(pod, content);
  try {
    return [
      await compareSpeed(pod, { content, rounds: 3, theirs: catSpeed, than: 'kubectl exec cat', atLeast: 1.25 }),
      await compareSpeed(pod, { content, rounds: 2, theirs: cpSpeed, than: 'kubectl cp', atLeast: 1.15 }),
    ];
  } finally {
    await removeContent(pod, content);
  }
}

export async function compressible(pod: BenchPod): Promise<Figure> {
  const content = textContent(200);
  await makeContent(pod, content);
  try {
    return await compareSpeed(pod, { content, rounds: 3, theirs: catSpeed, than: 'kubectl exec cat', atLeast: 1.6 });
  } finally {
    await removeContent(pod, content);
  }
}

/** App and kubectl over the same link; kubectl takes the same bytes whatever they are. */
export async function slowLink(pod: BenchPod): Promise<readonly Figure[]> {
  return overProxy(
    pod,
    (server) => startSlowLink(server, SLOW_BYTES_PER_SECOND),
    async (slow) => {
      const [text, random] = [textContent(100), randomContent(100)];
      const common = { rounds: 2, theirs: catSpeed, than: 'kubectl exec cat', suffix: ' over 20 MB/s' };
      const figures: Figure[] = [];
      for (const [content, atLeast] of [
        [text, 3],
        [random, 0.97],
      ] as const) {
        await makeContent(pod, content);
        figures.push(await compareSpeed(slow, { ...common, content, atLeast }));
        await removeContent(pod, content);
      }
      return figures;
    },
  );
}

const ROUND_TRIP_MS = 80;

/**
 * Links with a delay, which one stream fills only if its window is large enough for it; kubectl has one. The window of the clean links is
 * 4 MiB, what Linux grants a sender; of the lossy one, what losses leave of it.
 */
export async function delayedLink(pod: BenchPod): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const { name, windowBytes, bytesPerSecond, mebibytes, atLeast } of [
    // Nothing to be had: it must not cost anything to have tried.
    { name: 'clean, 100 Mbit/s', windowBytes: 4 * MEBIBYTE, bytesPerSecond: 12_500_000, mebibytes: 192, atLeast: 0.9 },
    { name: 'clean, 1 Gbit/s', windowBytes: 4 * MEBIBYTE, bytesPerSecond: 125_000_000, mebibytes: 768, atLeast: 1.1 },
    { name: 'lossy, 100 Mbit/s', windowBytes: MEBIBYTE / 2, bytesPerSecond: 12_500_000, mebibytes: 192, atLeast: 1.3 },
  ]) {
    const content = randomContent(mebibytes);
    await makeContent(pod, content);
    const suffix = ` over ${String(ROUND_TRIP_MS)} ms (${name})`;
    const common = { content, rounds: 2, theirs: catSpeed, than: 'kubectl exec cat', suffix, atLeast };
    figures.push(
      await overProxy(
        pod,
        (server) => startDelayedLink(server, { roundTripMs: ROUND_TRIP_MS, windowBytes, bytesPerSecond }),
        (slow) => compareSpeed(slow, common),
      ),
    );
    await removeContent(pod, content);
  }
  return figures;
}

/** 1 GiB while the connection is cut at random places and the way to the API server is gone for some seconds once. */
export async function proof(pod: BenchPod, mebibytes = GIBIBYTE_MIB): Promise<readonly Figure[]> {
  const content = randomContent(mebibytes);
  await makeContent(pod, content);
  try {
    return await overProxy(
      pod,
      async (server) => {
        let proxy = await startCuttableProxy(server);
        const { port } = proxy;
        return {
          port,
          close: () => proxy.close(),
          cut: () => proxy.cut(),
          restart: async () => {
            await proxy.close();
            await new Promise((resolve) => setTimeout(resolve, 3_000));
            proxy = await startCuttableProxy(server, port);
          },
        };
      },
      async (cut, link, corePid) => [...(await measureProof(cut, content, link, corePid))],
    );
  } finally {
    await removeContent(pod, content);
  }
}

async function measureProof(
  { api, ref, debugContainer }: BenchPod,
  { path, mebibytes }: { readonly path: string; readonly mebibytes: number },
  link: { cut(): void; restart(): Promise<void> },
  corePid: number,
): Promise<readonly Figure[]> {
  const places = Array.from({ length: CUTS + 1 }, () => Math.random() * mebibytes * MEBIBYTE).sort((a, b) => a - b);
  const endGrowth = await watchGrowth(corePid);
  const { transfer } = await api.files.download({ ...ref, container: debugContainer, pid: 1, path });
  let cuts = 0;
  let restarted: Promise<void> | undefined;
  let state = '';
  let agree = false;
  for await (const transfers of api.files.transfers({})) {
    const current = transfers.find(({ id }) => id === transfer);
    if (current === undefined) continue;
    if (current.state === 'reading' && current.receivedBytes > (places[0] ?? Number.POSITIVE_INFINITY)) {
      // One for each word of progress: of two places that it has passed, the second is cut at the next.
      places.shift();
      cuts += 1;
      if (cuts === CUTS / 2) restarted = link.restart();
      else link.cut();
    }
    if (current.finishedAt === undefined) continue;
    state = current.state;
    agree = current.sha256 === current.remoteSha256;
    break;
  }
  const what = `${String(mebibytes)} MiB with ${String(cuts)} cuts and a restart`;
  const growth = endGrowth(`${what}: growth of the core`);
  await restarted;
  await api.files.discard({ transfer });
  return [
    {
      name: `${what}: verified, equal SHA-256`,
      value: state === 'verified' && agree ? 1 : 0,
      bound: { atLeast: 1 },
      unit: '',
      detail: state,
    },
    growth,
  ];
}

/** Over a stream that is open already. */
export async function listing({ api, ref, debugContainer }: BenchPod): Promise<Figure> {
  const times: number[] = [];
  let entries = 0;
  for (let round = 0; round < 21; round += 1) {
    const started = performance.now();
    entries = 0;
    for await (const page of api.files.list({ ...ref, container: debugContainer, pid: 1, path: '/usr/lib' })) {
      entries += page.entries.count;
    }
    times.push(performance.now() - started);
  }
  const open = times.slice(1);
  return {
    name: 'listing of /proc/PID/root/usr/lib',
    value: median(open),
    bound: { atMost: 15 },
    unit: 'ms',
    detail: `${String(entries)} entries, p95 ${quantile(open, 0.95).toFixed(1)} ms, with the opening ${(times[0] ?? 0).toFixed(0)} ms`,
  };
}

interface Closable {
  readonly port: number;
  close(): Promise<void>;
}

/** The same pod through something that stands between: app and kubectl by a kubeconfig that leads there. */
async function overProxy<Link extends Closable, Result>(
  pod: BenchPod,
  start: (server: URL) => Promise<Link>,
  work: (pod: BenchPod, link: Link, corePid: number) => Promise<Result>,
): Promise<Result> {
  const json = await pod.kubectl('config', 'view', '--raw', '--minify', '-o', 'json');
  const config = JSON.parse(json) as { clusters: [{ cluster: { server: string } }] };
  const [{ cluster }] = config.clusters;
  const link = await start(new URL(cluster.server));
  cluster.server = `https://127.0.0.1:${String(link.port)}`;
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const kubeconfig = join(folder, 'kubeconfig');
  await writeFile(kubeconfig, JSON.stringify(config), { mode: 0o600 });
  const host = await startWebHost({ kubeconfig });
  const client = await connectToHost(host.address);
  try {
    const kubectl = kubectlFor(kubeconfig, pod.ref.context);
    return await work({ ...pod, kubectl, api: client.api }, link, host.pid);
  } finally {
    client.close();
    await host.close();
    await link.close();
    await rm(folder, { recursive: true });
  }
}
