import { stringify } from 'yaml';

import type { DebugPlan, DebugRequest } from '../../preload/contract/debug.ts';
import { toAppError } from '../../preload/contract/errors.ts';
import { getPod, patchEphemeralContainers, type Cluster, type EphemeralContainer } from '../kube/index.ts';
import { buildContainer } from './build-container.ts';
import { checkAdmission, type Rehearsal } from './check-admission.ts';
import { checkPod } from './check-pod.ts';
import { debugCommandLine } from './debug-command-line.ts';
import { generateName } from './generate-name.ts';
import { kubectlWarnings } from './kubectl-warnings.ts';
import { profiles } from './profiles/index.ts';
import { askForRights, checkRights } from './review-rights.ts';
import { validateRequest } from './validate-request.ts';

export interface PlanSetting {
  readonly cluster: Cluster;
  readonly random: () => number;
  readonly signal: AbortSignal;
}

/** Everything that can be known before; nothing is changed. */
export async function planDebug(request: DebugRequest, { cluster, random, signal }: PlanSetting): Promise<DebugPlan> {
  validateRequest(request);
  const pod = await getPod(cluster, request, signal);
  const name = request.name ?? generateName(pod, random);
  const container = buildContainer({ ...request, name });
  const [access, rehearsal] = await Promise.all([
    askForRights(cluster, request, signal),
    rehearse(cluster, request, container, signal),
  ]);

  const checks = [checkRights(request, access), ...checkPod(pod, request), checkAdmission(rehearsal, request.profile)];
  const before = pod.spec?.ephemeralContainers ?? [];
  return {
    name,
    possible: rehearsal.accepted && !checks.some(({ outcome }) => outcome === 'failed'),
    checks,
    access,
    patch: stringify({ spec: { ephemeralContainers: [container] } }),
    before: before.length === 0 ? '' : stringify(before),
    after: stringify([...before, container]),
    warnings: [...(rehearsal.accepted ? rehearsal.warnings : []), ...kubectlWarnings(pod, container, request)],
    ...(rehearsal.accepted ? {} : { refusal: rehearsal.error.toForm() }),
    effects: profiles[request.profile].effects,
    kubectl: debugCommandLine(request),
  };
}

async function rehearse(
  cluster: Cluster,
  request: DebugRequest,
  container: EphemeralContainer,
  signal: AbortSignal,
): Promise<Rehearsal> {
  try {
    const { warnings } = await patchEphemeralContainers(cluster, request, container, { dryRun: true, signal });
    return { accepted: true, warnings };
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'CANCELLED') throw error;
    return { accepted: false, error };
  }
}
