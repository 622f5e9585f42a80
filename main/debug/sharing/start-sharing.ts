import type { SharingPhase, SharingRequest } from '../../../preload/contract/shared-processes.ts';
import { AppError } from '../../../preload/contract/errors.ts';
import type { Cluster } from '../../kube/index.ts';
import { followRollout } from './follow-rollout.ts';
import { judgeWorkload } from './judge-workload.ts';
import {
  formerSharing,
  getWorkload,
  patchWorkload,
  sharingPatch,
  type FormerSharing,
  type Workload,
} from './workload.ts';

export interface SharingSetting {
  readonly cluster: Cluster;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** Writes down the way back; the annotation that the patch sets holds it already. */
  readonly keep: (before: Workload, former: FormerSharing) => Promise<unknown> | undefined;
}

export async function* startSharing(
  request: SharingRequest,
  { cluster, now, signal, keep }: SharingSetting,
): AsyncGenerator<SharingPhase, void, undefined> {
  const before = await getWorkload(cluster, request, signal);
  const refusal = judgeWorkload(before).find(({ outcome }) => outcome === 'failed');
  if (refusal !== undefined) {
    throw new AppError('INVALID', refusal.sentence, { causes: [{ field: 'workload', message: refusal.sentence }] });
  }
  const former = formerSharing(before);
  const { body } = await patchWorkload(cluster, request, sharingPatch(true, former), { signal });
  await keep(before, former);
  yield { phase: 'patched', at: now().toISOString() };
  yield* followRollout(request, { cluster, now, signal, generation: body.metadata?.generation ?? 0 });
}
