import type { AccessAnswer } from '../../preload/contract/contexts.ts';
import type { DebugCheck } from '../../preload/contract/debug.ts';
import { toAppError } from '../../preload/contract/errors.ts';
import type { PodRef } from '../../preload/contract/references.ts';
import { reviewAccess, type Cluster } from '../kube/index.ts';

interface Right {
  readonly verb: string;
  readonly subresource?: string;
  /** What cannot be done without it. */
  readonly purpose: string;
  /** Without it no debug container can be made at all. */
  readonly essential?: true;
}

/** Over WebSocket both `get` and `create` count: servers before 1.35 ask for the first, later ones for both. */
const RIGHTS: readonly Right[] = [
  { verb: 'patch', subresource: 'ephemeralcontainers', purpose: 'add a debug container', essential: true },
  { verb: 'get', subresource: 'attach', purpose: 'open its terminal' },
  { verb: 'create', subresource: 'attach', purpose: 'open its terminal' },
  { verb: 'get', subresource: 'exec', purpose: 'look at processes and files' },
  { verb: 'create', subresource: 'exec', purpose: 'look at processes and files' },
  { verb: 'get', subresource: 'log', purpose: 'read its output after it has ended' },
  { verb: 'watch', purpose: 'follow how it starts' },
];

export async function askForRights(
  cluster: Cluster,
  ref: PodRef,
  signal: AbortSignal,
): Promise<readonly AccessAnswer[]> {
  return Promise.all(
    RIGHTS.map(async ({ verb, subresource }) => {
      const question = { verb, resource: 'pods', ...(subresource === undefined ? {} : { subresource }) };
      const attributes = { ...question, namespace: ref.kubeNamespace, name: ref.pod };
      try {
        return { ...question, ...(await reviewAccess(cluster, attributes, signal)) };
      } catch (error) {
        const problem = toAppError(error);
        if (problem.code === 'CANCELLED') throw problem;
        return { ...question, allowed: false, reason: `This could not be asked: ${problem.message}` };
      }
    }),
  );
}

export function checkRights(ref: PodRef, access: readonly AccessAnswer[]): DebugCheck {
  const missing = RIGHTS.filter((right) =>
    access.some((answer) => answer.verb === right.verb && answer.subresource === right.subresource && !answer.allowed),
  );
  if (missing.length === 0) {
    return {
      name: 'rights',
      outcome: 'passed',
      sentence: 'You may add a debug container, open its terminal and look around.',
    };
  }
  const isImpossible = missing.some(({ essential }) => essential === true);
  const purposes = [...new Set(missing.map(({ purpose }) => purpose))];
  return {
    name: 'rights',
    outcome: isImpossible ? 'failed' : 'limited',
    sentence: `In the Kubernetes namespace ${ref.kubeNamespace} you may not ${missing.map(describeRight).join(', ')}: needed to ${purposes.join(', to ')}.`,
    fact: missing.map(describeRight).join('\n'),
    remedy: roleFor(ref.kubeNamespace, missing),
  };
}

function describeRight(right: Right): string {
  return `${right.verb} ${resourceOf(right)}`;
}

function resourceOf({ subresource }: Right): string {
  return subresource === undefined ? 'pods' : `pods/${subresource}`;
}

/** The smallest role that would help, ready to be given to whoever may grant it. */
function roleFor(kubeNamespace: string, missing: readonly Right[]): string {
  const verbsByResource = Map.groupBy(missing, resourceOf);
  const rules = [...verbsByResource].map(
    ([resource, rights]) =>
      `- apiGroups: [""]\n  resources: ["${resource}"]\n  verbs: [${rights.map(({ verb }) => `"${verb}"`).join(', ')}]\n`,
  );
  return (
    'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\n' +
    `metadata:\n  name: pod-debugger\n  namespace: ${kubeNamespace}\nrules:\n${rules.join('')}`
  );
}
