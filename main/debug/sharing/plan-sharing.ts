import type { SharingPlan, SharingRequest } from '../../../preload/contract/shared-processes.ts';
import { kubectlLine, type Cluster } from '../../kube/index.ts';
import { yamlDifference } from '../../workloads/index.ts';
import { checkAdmission } from '../check-admission.ts';
import { rehearse } from '../rehearse.ts';
import { askForRights, checkRights, type Right } from '../review-rights.ts';
import { podsOf } from './follow-rollout.ts';
import { judgeWorkload, SHARING_EFFECTS } from './judge-workload.ts';
import { formerSharing, getWorkload, patchWorkload, resourceOf, sharingPatch, type Workload } from './workload.ts';

export async function planSharing(
  request: SharingRequest,
  { cluster, signal }: { readonly cluster: Cluster; readonly signal: AbortSignal },
): Promise<SharingPlan> {
  const workload = await getWorkload(cluster, request, signal);
  const scope = { kubeNamespace: request.kubeNamespace, name: request.workload };
  const rights = sharingRights(request);
  const patch = sharingPatch(true, formerSharing(workload));
  const [access, rehearsal, pods] = await Promise.all([
    askForRights(cluster, scope, signal, rights),
    rehearse(() => patchWorkload(cluster, request, patch, { dryRun: true, signal })),
    podsOf(cluster, request, workload, signal),
  ]);
  const { name: _podSecurity, ...admission } = checkAdmission(rehearsal, 'general');
  const findings: SharingPlan['findings'] = [
    checkRights(scope, access, rights),
    ...judgeWorkload(workload),
    { name: 'admission', ...admission },
  ];
  return {
    possible: rehearsal.accepted && !findings.some(({ outcome }) => outcome === 'failed'),
    effects: SHARING_EFFECTS,
    findings,
    pods,
    ...yamlDifference(shown(request, workload), shown(request, rehearsal.stored ?? workload)),
    warnings: rehearsal.accepted ? rehearsal.warnings : [],
    ...(rehearsal.accepted ? {} : { refusal: rehearsal.error.toForm() }),
    kubectl: sharingLine(request, true),
    kubectlBack: sharingLine(request, formerSharing(workload).before),
  };
}

function shown({ kind }: SharingRequest, workload: Workload): Workload {
  return { ...workload, apiVersion: 'apps/v1', kind };
}

function sharingRights({ kind }: SharingRequest): readonly Right[] {
  const workload = { group: 'apps', resource: resourceOf(kind) };
  return [
    { ...workload, verb: 'patch', purpose: 'change the workload', essential: true },
    { ...workload, verb: 'watch', purpose: 'follow the rollout' },
  ];
}

/** `kubectl patch` merges strategically by itself. */
export function sharingLine(
  { context, kubeNamespace, kind, workload }: SharingRequest,
  shared: boolean | 'absent',
): string {
  const patch = { spec: { template: { spec: { shareProcessNamespace: shared === 'absent' ? null : shared } } } };
  return kubectlLine({ context, kubeNamespace }, [
    'patch',
    `${kind.toLowerCase()}/${workload}`,
    '-p',
    JSON.stringify(patch),
  ]);
}
