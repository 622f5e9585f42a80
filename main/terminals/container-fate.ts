import { isAppError } from '../../preload/contract/errors.ts';
import type { ContainerRef } from '../../preload/contract/references.ts';
import type { TerminalEnd } from '../../preload/contract/terminals.ts';
import { getPod, podsPath, visibleText, type Cluster, type Pod } from '../kube/index.ts';

export type ContainerFate =
  | { readonly kind: 'waiting'; readonly reason: string }
  | { readonly kind: 'running' }
  | { readonly kind: 'over'; readonly end: TerminalEnd };

/** A reason is one word and a message one sentence; a server may send anything. */
const REASON_LIMIT = 500;

/** What the pod says about one of its containers, of whatever kind; `undefined`: there is no such pod. */
export function containerFate(pod: Pod | undefined, container: string, uid?: string): ContainerFate {
  // Another uid is another pod, whatever its name.
  if (pod === undefined || (uid !== undefined && pod.metadata?.uid !== uid)) {
    return { kind: 'over', end: { reason: 'podGone', message: 'The pod is gone.' } };
  }
  const { containerStatuses, initContainerStatuses, ephemeralContainerStatuses } = pod.status ?? {};
  const state = [containerStatuses, initContainerStatuses, ephemeralContainerStatuses]
    .flatMap((statuses) => statuses ?? [])
    .find(({ name }) => name === container)?.state;
  if (state?.terminated !== undefined) {
    const { exitCode, signal } = state.terminated;
    if (signal === undefined || signal === 0) return { kind: 'over', end: { reason: 'exited', code: exitCode } };
    return { kind: 'over', end: { reason: 'signalled', signal: String(signal) } };
  }
  if (state?.running !== undefined) return { kind: 'running' };
  const { reason, message } = state?.waiting ?? {};
  const words = [reason ?? 'waiting for the node', message].filter((part) => part !== undefined).join(': ');
  return { kind: 'waiting', reason: visibleText(words, REASON_LIMIT) };
}

/** Throws what is wrong with the connection; a pod that is not there is an answer. */
export async function findPod(cluster: Cluster, ref: ContainerRef, signal: AbortSignal): Promise<Pod | undefined> {
  try {
    return await getPod(cluster, ref, signal);
  } catch (error) {
    if (isAppError(error, 'NOT_FOUND')) return undefined;
    throw error;
  }
}

/**
 * Resolves with the container's end; with `undefined` when the signal aborts or the pod may not be watched. The status
 * follows the end of a process by up to a second, as often as the node looks at its containers.
 */
export async function untilOver(
  cluster: Cluster,
  ref: ContainerRef,
  uid: string | undefined,
  signal: AbortSignal,
): Promise<TerminalEnd | undefined> {
  const list = { path: podsPath(ref.kubeNamespace), fieldSelector: `metadata.name=${ref.pod}` };
  try {
    for await (const event of cluster.watchList<Pod>(list, signal)) {
      if (event.type === 'state') continue;
      const pods = event.type === 'synced' ? event.items : event.change === 'deleted' ? [] : [event.object];
      const fate = containerFate(pods[0], ref.container, uid);
      if (fate.kind === 'over') return fate.end;
    }
  } catch {
    // Not allowed to watch, or no connection: the channel's own end decides.
  }
  return undefined;
}
