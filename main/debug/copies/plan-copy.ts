import type { CopyRequest, PlanFinding, PodPlan } from '../../../preload/contract/pod-copies.ts';
import { isAppError, toAppError } from '../../../preload/contract/errors.ts';
import { createPod, getPod, resourcePath, type Cluster, type KubeList, type Pod } from '../../kube/index.ts';
import { yamlDifference } from '../../workloads/index.ts';
import { copyCommandLine } from '../debug-command-line.ts';
import { customFile, partialWarnings } from '../custom/custom-file.ts';
import { checkAdmission } from '../check-admission.ts';
import { generateName } from '../generate-name.ts';
import { kubectlWarnings } from '../kubectl-warnings.ts';
import type { PlanSetting } from '../plan.ts';
import { profiles } from '../profiles/index.ts';
import { rehearse } from '../rehearse.ts';
import { askForRights, checkRights, COPY_RIGHTS, REPLACE_RIGHTS } from '../review-rights.ts';
import { validateCopy, validateCopyNames } from '../validate-request.ts';
import { buildCopy } from './build-copy.ts';
import { compareCopy, type ClaimFacts, type CopySurroundings, type ServiceFacts } from './compare-copy.ts';

export async function planCopy(request: CopyRequest, { cluster, random, signal }: PlanSetting): Promise<PodPlan> {
  validateCopy(request);
  const original = await getPod(cluster, request, signal);
  validateCopyNames(request, original);
  const { pod, container, partial } = buildCopy(original, request, { generatedName: generateName(original, random) });
  const scope = { kubeNamespace: request.kubeNamespace, name: request.pod };
  const rights = request.replace ? REPLACE_RIGHTS : COPY_RIGHTS;
  const [access, rehearsal, surroundings] = await Promise.all([
    askForRights(cluster, scope, signal, rights),
    rehearse(() => createPod(cluster, pod, { dryRun: true, signal })),
    readSurroundings(cluster, request.kubeNamespace, signal),
  ]);
  const { name: _podSecurity, ...admission } = checkAdmission(rehearsal, request.profile);
  const findings: readonly PlanFinding[] = [
    checkRights(scope, access, rights),
    { name: rehearsal.accepted ? 'admission' : refusedBy(rehearsal.error.message), ...admission },
    ...compareCopy(original, pod, request, surroundings),
  ];
  const custom = customFile(partial);
  const chosen = pod.spec?.containers.find(({ name }) => name === container);
  return {
    pod: request.copyTo,
    ...(container === undefined ? {} : { container }),
    possible: rehearsal.accepted && !findings.some(({ outcome }) => outcome === 'failed'),
    findings,
    ...yamlDifference(original, shownAs(rehearsal.stored ?? pod)),
    warnings: [
      ...(rehearsal.accepted ? rehearsal.warnings : []),
      ...(chosen === undefined ? [] : kubectlWarnings(pod, chosen, request)),
      ...partialWarnings(partial),
      ...(request.pullSecrets.length === 0 ? [] : ['kubectl debug has no option for pull secrets of a copy.']),
    ],
    ...(rehearsal.accepted ? {} : { refusal: rehearsal.error.toForm() }),
    effects: container === undefined ? [] : profiles[request.profile].effects,
    kubectl: copyCommandLine(request, custom),
    ...(custom === undefined ? {} : { custom }),
  };
}

function refusedBy(message: string): PlanFinding['name'] {
  if (message.includes('exceeded quota')) return 'quota';
  return message.includes('already exists') ? 'name' : 'admission';
}

/** A reply says no kind; the original does not either when it comes from a list. */
function shownAs(pod: Pod): Pod {
  return { apiVersion: 'v1', kind: 'Pod', ...pod };
}

async function readSurroundings(
  cluster: Cluster,
  kubeNamespace: string,
  signal: AbortSignal,
): Promise<CopySurroundings> {
  const [services, claims] = await Promise.all([
    listOrNothing<ServiceFacts>(cluster, 'services', kubeNamespace, signal),
    listOrNothing<ClaimFacts>(cluster, 'persistentvolumeclaims', kubeNamespace, signal),
  ]);
  return { services, claims };
}

async function listOrNothing<Item>(
  cluster: Cluster,
  resource: string,
  kubeNamespace: string,
  signal: AbortSignal,
): Promise<readonly Item[] | undefined> {
  try {
    const path = resourcePath({ resource, kubeNamespace });
    const { body } = await cluster.request<KubeList<Item>>({ method: 'GET', path, signal });
    return body.items ?? [];
  } catch (error) {
    if (isAppError(error, 'FORBIDDEN')) return undefined;
    throw toAppError(error);
  }
}
