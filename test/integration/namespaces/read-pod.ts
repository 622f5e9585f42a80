/** A pod as the app's stream tells it, once everything that can be asked has been. */
import { createNamespaces, type NamespacesOptions } from '../../../main/namespaces/index.ts';
import type { NamespaceRow, PodNamespaces } from '../../../preload/contract/namespaces.ts';
import type { PodRef } from '../../../preload/contract/references.ts';
import { applyItem, type LiveNamespaces } from '../../../renderer/namespaces/live/apply-item.ts';
import { uncancelled } from '../../support/cluster-lab.ts';

const PATIENCE_MS = 30_000;
const REFRESH_MS = 500;

/** `isComplete` says when; by default when the kernel has told a number of every row but the sandbox's and the node's. */
export async function readPod(
  options: NamespacesOptions,
  ref: PodRef,
  isComplete: (namespaces: PodNamespaces) => boolean = isTold,
): Promise<PodNamespaces> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  let live: LiveNamespaces | undefined;
  for await (const item of createNamespaces(options).watch({ ...ref, refreshMs: REFRESH_MS }, uncancelled(patience))) {
    live = applyItem(live, item);
    if (isComplete(live.namespaces)) return live.namespaces;
  }
  throw new Error(`not complete within ${PATIENCE_MS} ms: ${JSON.stringify(live?.namespaces.rows)}`);
}

export function isTold({ rows }: PodNamespaces): boolean {
  const running = rows.filter(({ role }) => role !== 'sandbox' && role !== 'node');
  return running.length > 0 && running.every(isRowTold);
}

export function isRowTold({ cells }: NamespaceRow): boolean {
  return cells.some(({ kind, evidence }) => kind === 'mnt' && evidence === 'kernel');
}
