import { AppError } from '../../../preload/contract/errors.ts';
import { getPod, podsPath, runCommand, type Cluster, type EphemeralContainer, type Pod } from '../../kube/index.ts';
import type { LedgerRecord } from '../../ledger/index.ts';
import { keepAliveSeconds } from '../keep-alive.ts';
import { stopCommand } from './stop-script.ts';

/** The kubelet tells of an end within about a second. */
const PATIENCE_MS = 5_000;
/** What a shell takes for the person's goodbye: out of what is typed, and the end of input. */
const GOODBYE = '\u0003\u0004';

export interface StopSetting {
  readonly cluster: Cluster;
  readonly signal: AbortSignal;
}

/** Ends the debug container's own process; sentences as it goes. Throws what keeps it alive. */
export async function* stopContainer(
  record: LedgerRecord,
  { cluster, signal }: StopSetting,
): AsyncGenerator<string, void, undefined> {
  const pod = await getPod(cluster, record, signal);
  const container = pod.spec?.ephemeralContainers?.find(({ name }) => name === record.name);
  if (pod.metadata?.uid !== record.podUid || container === undefined) {
    throw new AppError('NOT_FOUND', 'The pod is gone, and the debug container with it.', { name: record.name });
  }
  if (isEnded(pod, record.name)) return;
  const target = { kubeNamespace: record.kubeNamespace, pod: record.pod, container: record.name };
  const isKeepAlive = keepAliveSeconds(container.command) !== undefined;
  const wanted = isKeepAlive ? (container.command?.[2] ?? '') : '';
  for (const way of isKeepAlive ? (['TERM', 'KILL'] as const) : (['HUP', 'goodbye', 'KILL'] as const)) {
    if (way === 'goodbye') {
      if (container.stdin !== true) continue;
      yield 'Its shell is told goodbye through its terminal.';
      await sayGoodbye(cluster, target, container, signal);
    } else {
      const { stdout } = await runCommand(cluster, target, stopCommand(wanted, way), { signal });
      const pid = Buffer.from(stdout).toString('utf8').trim();
      if (/^\d+$/.test(pid)) yield `Process ${pid}, the container’s own, was sent SIG${way}.`;
    }
    if (await hasEnded(cluster, record, signal)) {
      yield `${record.name} has ended; its entry stays in the pod.`;
      return;
    }
  }
  throw new AppError(
    'TIMEOUT',
    `${record.name} goes on: as process 1 of its own namespace it takes no signal that it does not expect.`,
    { afterMs: PATIENCE_MS },
  );
}

async function sayGoodbye(
  cluster: Cluster,
  target: Parameters<typeof runCommand>[1],
  { tty = false }: EphemeralContainer,
  signal: AbortSignal,
): Promise<void> {
  const channel = await cluster.attach({ ...target, stdin: true, tty, stderr: !tty }, signal);
  try {
    await channel.opened;
    await channel.write(Buffer.from(tty ? GOODBYE : 'exit\n'));
    await Promise.race([channel.end, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS / 5).unref())]);
  } finally {
    channel.close();
  }
}

/** Watched, not asked for again and again; `false` when patience is at its end. */
async function hasEnded(cluster: Cluster, record: LedgerRecord, signal: AbortSignal): Promise<boolean> {
  const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  const list = { path: podsPath(record.kubeNamespace), fieldSelector: `metadata.name=${record.pod}` };
  for await (const event of cluster.watchList<Pod>(list, patience)) {
    if (event.type === 'state') continue;
    const items = event.type === 'synced' ? event.items : event.change === 'deleted' ? [] : [event.object];
    const pod = items.find(({ metadata }) => metadata?.uid === record.podUid);
    if (pod === undefined || isEnded(pod, record.name)) return true;
  }
  signal.throwIfAborted();
  return false;
}

function isEnded({ status }: Pod, name: string): boolean {
  const state = status?.ephemeralContainerStatuses?.find((candidate) => candidate.name === name)?.state;
  return state?.terminated !== undefined;
}
