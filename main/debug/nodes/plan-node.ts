import type { NodeRequest, PlanFinding, PodPlan } from '../../../preload/contract/pod-copies.ts';
import { toAppError } from '../../../preload/contract/errors.ts';
import { createPod, type Cluster } from '../../kube/index.ts';
import { yamlDifference } from '../../workloads/index.ts';
import { checkAdmission } from '../check-admission.ts';
import { customFile, partialWarnings } from '../custom/custom-file.ts';
import { nodeCommandLine } from '../debug-command-line.ts';
import { nameSuffix } from '../generate-name.ts';
import { readNode } from '../node-facts.ts';
import type { PlanSetting } from '../plan.ts';
import { profiles } from '../profiles/index.ts';
import { rehearse } from '../rehearse.ts';
import { askForRights, checkRights, NODE_RIGHTS } from '../review-rights.ts';
import { validateNode } from '../validate-request.ts';
import { buildNodePod } from './build-node-pod.ts';

const NAME_LIMIT = 253;

/** kubectl's name; a node's own may be as long as a pod's may. */
export function nodePodName(node: string, random: () => number): string {
  const suffix = `-${nameSuffix(random)}`;
  return `${`node-debugger-${node}`.slice(0, NAME_LIMIT - suffix.length).replace(/[^a-z0-9]+$/, '')}${suffix}`;
}

export async function planNode(request: NodeRequest, { cluster, random, signal }: PlanSetting): Promise<PodPlan> {
  validateNode(request);
  const { pod, container, partial } = buildNodePod(request, nodePodName(request.node, random));
  const scope = { kubeNamespace: request.kubeNamespace };
  const [access, rehearsal, node] = await Promise.all([
    askForRights(cluster, scope, signal, NODE_RIGHTS),
    rehearse(() => createPod(cluster, pod, { dryRun: true, signal })),
    checkNode(cluster, request.node, signal),
  ]);
  const { name: _podSecurity, ...admission } = checkAdmission(rehearsal, request.profile);
  const findings: readonly PlanFinding[] = [
    checkRights(scope, access, NODE_RIGHTS),
    { name: 'admission', ...admission },
    node,
    describeHost(request),
  ];
  const custom = customFile(partial);
  return {
    pod: pod.metadata?.name ?? '',
    container,
    possible: rehearsal.accepted && !findings.some(({ outcome }) => outcome === 'failed'),
    findings,
    ...yamlDifference(undefined, { apiVersion: 'v1', kind: 'Pod', ...(rehearsal.stored ?? pod) }),
    warnings: [...(rehearsal.accepted ? rehearsal.warnings : []), ...partialWarnings(partial)],
    ...(rehearsal.accepted ? {} : { refusal: rehearsal.error.toForm() }),
    effects: profiles[request.profile].effects,
    kubectl: nodeCommandLine(request, custom),
    ...(custom === undefined ? {} : { custom }),
  };
}

/** Who may not read nodes may still be allowed to make a pod on one. */
async function checkNode(cluster: Cluster, name: string, signal: AbortSignal): Promise<PlanFinding> {
  try {
    const { operatingSystem, notReady, ...facts } = await readNode(cluster, name, signal);
    if (operatingSystem === 'windows') {
      return {
        name: 'node',
        outcome: 'failed',
        sentence: `${name} runs Windows: a pod with the host’s namespaces does not exist there.`,
      };
    }
    if (notReady !== undefined) {
      return {
        name: 'node',
        outcome: 'limited',
        sentence: `${name} is not ready: its kubelet may not start the pod.`,
        fact: notReady,
      };
    }
    return {
      name: 'node',
      outcome: 'passed',
      sentence: `${name} is ready (${facts.architecture ?? 'unknown processor'}).`,
    };
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'NOT_FOUND') return { name: 'node', outcome: 'failed', sentence: `There is no node ${name}.` };
    if (error.code === 'CANCELLED') throw error;
    return { name: 'node', outcome: 'unknown', sentence: `The node could not be read: ${error.message}` };
  }
}

function describeHost({ profile, node }: NodeRequest): PlanFinding {
  const { namespaces, root } = profiles[profile].host;
  if (!namespaces) {
    return {
      name: 'host',
      outcome: 'limited',
      sentence: `With the profile ${profile} the pod runs on ${node} but sees nothing of it: no host namespaces, no /host.`,
      remedy: 'The profile general shows the node’s processes and files; sysadmin may change them.',
    };
  }
  return {
    name: 'host',
    outcome: 'limited',
    sentence: `The pod shares ${node}’s processes, network and IPC${root ? ', and has its root directory, writable, at /host' : ''}: mistakes in it are mistakes on the node, for all its pods.`,
  };
}
