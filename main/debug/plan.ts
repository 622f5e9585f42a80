import { stringify } from 'yaml';

import type { DebugProfile } from '../../preload/contract/debug-wishes.ts';
import type { DebugCheck, DebugPlan, DebugRequest } from '../../preload/contract/debug.ts';
import { getPod, patchEphemeralContainers, type Cluster, type Pod } from '../kube/index.ts';
import { buildContainer } from './build-container.ts';
import { checkAdmission, type Rehearsal } from './check-admission.ts';
import { checkPod } from './check-pod.ts';
import { customFile, partialWarnings } from './custom/custom-file.ts';
import { debugCommandLine } from './debug-command-line.ts';
import { generateName } from './generate-name.ts';
import { kubectlWarnings } from './kubectl-warnings.ts';
import { readNodeIfAllowed } from './node-facts.ts';
import { profiles } from './profiles/index.ts';
import { rehearse } from './rehearse.ts';
import { askForRights, checkRights } from './review-rights.ts';
import { validateNames, validateRequest } from './validate-request.ts';
import { checkImage } from './verdict/check-image.ts';
import { checkNode } from './verdict/check-node.ts';
import { checkUser } from './verdict/check-user.ts';
import { judgeGoals, type AdmittedProfiles } from './verdict/judge-goals.ts';

export interface PlanSetting {
  readonly cluster: Cluster;
  readonly random: () => number;
  readonly signal: AbortSignal;
}

/** Everything that can be known before; nothing is changed. */
export async function planDebug(request: DebugRequest, setting: PlanSetting): Promise<DebugPlan> {
  const { cluster, random, signal } = setting;
  validateRequest(request);
  const pod = await getPod(cluster, request, signal);
  const name = request.name ?? generateName(pod, random);
  const { container, partial } = buildContainer(request, name, pod);
  const custom = customFile(partial);
  const scope = { kubeNamespace: request.kubeNamespace, name: request.pod };
  const [access, rehearsal, admitted, node] = await Promise.all([
    askForRights(cluster, scope, signal),
    rehearse(() => {
      // Names are known to be wrong without the server.
      validateNames(request, pod);
      return patchEphemeralContainers(cluster, request, container, { dryRun: true, signal });
    }),
    askForProfiles(request, pod, setting),
    readNodeIfAllowed(cluster, pod.spec?.nodeName ?? '', signal),
  ]);

  const checks: readonly DebugCheck[] = [
    checkRights(scope, access),
    ...checkPod(pod, request),
    checkNode(pod, node),
    checkUser(pod, container),
    checkImage(pod, request, node),
    checkAdmission(rehearsal, request.profile),
  ];
  const before = pod.spec?.ephemeralContainers ?? [];
  const possible = rehearsal.accepted && !checks.some(({ outcome }) => outcome === 'failed');
  return {
    name,
    possible,
    answer: !possible ? 'cannot' : checks.some(({ outcome }) => outcome === 'limited') ? 'limited' : 'can',
    goals: judgeGoals({ pod, target: request.target ?? '', admitted }),
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

/** Which profiles the cluster would admit, so that the least of them can be proposed. */
async function askForProfiles(
  request: DebugRequest,
  pod: Pod,
  { cluster, random, signal }: PlanSetting,
): Promise<AdmittedProfiles> {
  const isAdmitted = async (profile: DebugProfile): Promise<boolean> => {
    const bare = { ...request, profile, custom: '', targetMounts: false, targetEnvironment: false };
    const { container } = buildContainer(
      { ...bare, target: undefined, name: undefined },
      generateName(pod, random),
      pod,
    );
    const rehearsal: Rehearsal = await rehearse(() =>
      patchEphemeralContainers(cluster, request, container, { dryRun: true, signal }),
    );
    return rehearsal.accepted;
  };
  const [restricted, baseline, general] = await Promise.all(
    (['restricted', 'baseline', 'general'] as const).map(isAdmitted),
  );
  return { restricted: restricted === true, baseline: baseline === true, general: general === true };
}
