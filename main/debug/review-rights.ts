import type { AccessAnswer } from '../../preload/contract/contexts.ts';
import type { DebugCheck } from '../../preload/contract/debug.ts';
import { toAppError } from '../../preload/contract/errors.ts';
import { reviewAccess, type Cluster } from '../kube/index.ts';

export interface Right {
  readonly verb: string;
  /** `pods` if not given. */
  readonly resource?: string;
  readonly group?: string;
  readonly subresource?: string;
  /** What cannot be done without it. */
  readonly purpose: string;
  /** Without it no debug container can be made at all. */
  readonly essential?: true;
}

/** Over WebSocket both `get` and `create` count: servers before 1.35 ask for the first, later ones for both. */
const DEBUG_RIGHTS: readonly Right[] = [
  { verb: 'patch', subresource: 'ephemeralcontainers', purpose: 'add a debug container', essential: true },
  { verb: 'get', subresource: 'attach', purpose: 'open its terminal' },
  { verb: 'create', subresource: 'attach', purpose: 'open its terminal' },
  { verb: 'get', subresource: 'exec', purpose: 'look at processes and files' },
  { verb: 'create', subresource: 'exec', purpose: 'look at processes and files' },
  { verb: 'get', subresource: 'log', purpose: 'read its output after it has ended' },
  { verb: 'watch', purpose: 'follow how it starts' },
];

const ENTER_RIGHTS: readonly Right[] = [
  { verb: 'get', subresource: 'exec', purpose: 'enter it' },
  { verb: 'create', subresource: 'exec', purpose: 'enter it' },
  { verb: 'watch', purpose: 'follow how it starts' },
];

export const COPY_RIGHTS: readonly Right[] = [
  { verb: 'create', purpose: 'create the copy', essential: true },
  { verb: 'delete', purpose: 'remove the copy' },
  ...ENTER_RIGHTS,
];

/** With kubectl's `--replace` the original goes. */
export const REPLACE_RIGHTS: readonly Right[] = COPY_RIGHTS.map((right) =>
  right.verb === 'delete' ? { ...right, purpose: 'delete the original', essential: true } : right,
);

export const NODE_RIGHTS: readonly Right[] = [
  { verb: 'create', purpose: 'create a pod on the node', essential: true },
  { verb: 'delete', purpose: 'remove it' },
  ...ENTER_RIGHTS,
];

export interface RightsScope {
  readonly kubeNamespace: string;
  readonly name?: string;
}

export async function askForRights(
  cluster: Cluster,
  { kubeNamespace, name }: RightsScope,
  signal: AbortSignal,
  rights: readonly Right[] = DEBUG_RIGHTS,
): Promise<readonly AccessAnswer[]> {
  return Promise.all(
    rights.map(async ({ verb, subresource, resource = 'pods', group }) => {
      const question = { verb, resource, ...(subresource === undefined ? {} : { subresource }) };
      const attributes = {
        ...question,
        ...(group === undefined ? {} : { group }),
        namespace: kubeNamespace,
        // Of what is still to be created nobody can name anything.
        ...(name === undefined || verb === 'create' ? {} : { name }),
      };
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

export interface RightsCheck extends Pick<DebugCheck, 'outcome' | 'sentence' | 'fact' | 'remedy'> {
  readonly name: 'rights';
}

export function checkRights(
  ref: RightsScope,
  access: readonly AccessAnswer[],
  rights: readonly Right[] = DEBUG_RIGHTS,
): RightsCheck {
  const missing = rights.filter((right) =>
    access.some(
      ({ verb, resource, subresource, allowed }) =>
        !allowed && verb === right.verb && resource === (right.resource ?? 'pods') && subresource === right.subresource,
    ),
  );
  if (missing.length === 0) {
    return {
      name: 'rights',
      outcome: 'passed',
      sentence: `You may ${[...new Set(rights.map(({ purpose }) => purpose))].join(', ')}.`,
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

function resourceOf({ resource = 'pods', subresource }: Right): string {
  return subresource === undefined ? resource : `${resource}/${subresource}`;
}

/** The smallest role that would help, ready to be given to whoever may grant it. */
function roleFor(kubeNamespace: string, missing: readonly Right[]): string {
  const verbsByResource = Map.groupBy(missing, resourceOf);
  const rules = [...verbsByResource].map(
    ([resource, rights]) =>
      `- apiGroups: ["${rights[0]?.group ?? ''}"]\n  resources: ["${resource}"]\n  verbs: [${rights.map(({ verb }) => `"${verb}"`).join(', ')}]\n`,
  );
  return (
    'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\n' +
    `metadata:\n  name: pod-debugger\n  namespace: ${kubeNamespace}\nrules:\n${rules.join('')}`
  );
}
