import { stringify } from 'yaml';

import type { DebugPlan, DebugRequest } from '../../preload/contract/debug.ts';
import { getPod, patchEphemeralContainers, type Cluster } from '../kube/index.ts';
import { buildContainer } from './build-container.ts';
import { checkAdmission } from './check-admission.ts';
import { checkPod } from './check-pod.ts';
import { debugCommandLine } from './debug-command-line.ts';
import { generateName } from './generate-name.ts';
import { kubectlWarnings } from './kubectl-warnings.ts';
import { profiles } from './profiles/index.ts';
import { rehearse } from './rehearse.ts';
import { askForRights, checkRights } from './review-rights.ts';
import { customFile, partialWarnings } from './custom/custom-file.ts';
import { validateNames, validateRequest } from './validate-request.ts';

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
  const { container, partial } = buildContainer(request, name, pod);
  const custom = customFile(partial);
  const scope = { kubeNamespace: request.kubeNamespace, name: request.pod };
  const [access, rehearsal] = await Promise.all([
    askForRights(cluster, scope, signal),
    rehearse(() => {
      // Names are known to be wrong without the server.
      validateNames(request, pod);
      return patchEphemeralContainers(cluster, request, container, { dryRun: true, signal });
    }),
  ]);

  const checks = [checkRights(scope, access), ...checkPod(pod, request), checkAdmission(rehearsal, request.profile)];
  const before = pod.spec?.ephemeralContainers ?? [];
  return {
    name,
    possible: rehearsal.accepted && !checks.some(({ outcome }) => outcome === 'failed'),
    checks,
    access,
    patch: stringify({ spec: { ephemeralContainers: [container] } }),
    before: before.length === 0 ? '' : stringify(before),
    after: stringify([...before, container]),
    warnings: [
      ...(rehearsal.accepted ? rehearsal.warnings : []),
      ...kubectlWarnings(pod, container, request),
      ...partialWarnings(partial),
    ],
    ...(rehearsal.accepted ? {} : { refusal: rehearsal.error.toForm() }),
    effects: profiles[request.profile].effects,
    ...(custom === undefined ? {} : { custom }),
    kubectl: debugCommandLine(request, custom),
  };
}
