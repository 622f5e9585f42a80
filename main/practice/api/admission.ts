/** What admission plug-ins say to a change that is valid in itself. */
import type { KubeObject, Pod } from '../../kube/index.ts';
import { isRecord, recordAt, valueAt, type JsonRecord } from './json-value.ts';
import { podSecurityViolation, type SecurityLevel } from './pod-security.ts';
import type { RequestTarget } from './request-target.ts';
import { KUBE_NAMESPACES, PODS, qualifiedResource } from './resource-types.ts';
import { failure, notFound, Refusal } from './status.ts';
import type { Store } from './store.ts';

const LEVELS: readonly SecurityLevel[] = ['baseline', 'restricted'];

/** A new object needs a Kubernetes namespace that is there to stay. */
export function mustHaveKubeNamespace(store: Store, { type, kubeNamespace }: RequestTarget, name: string): void {
  if (kubeNamespace === undefined) return;
  const found = store.get(KUBE_NAMESPACES, undefined, kubeNamespace);
  if (found === undefined) throw new Refusal(notFound(KUBE_NAMESPACES, kubeNamespace));
  if (found.metadata.deletionTimestamp === undefined) return;
  const why = `unable to create new content in namespace ${kubeNamespace} because it is being terminated`;
  const message = `${qualifiedResource(type)} "${name}" is forbidden: ${why}`;
  const cause = {
    reason: 'NamespaceTerminating',
    message: `namespace ${kubeNamespace} is being terminated`,
    field: 'metadata.namespace',
  };
  throw new Refusal(failure(403, 'Forbidden', message, { name, kind: type.resource, causes: [cause] }));
}

/** Pod Security by the labels of the Kubernetes namespace. Returns warnings; throws a denial. */
export function admit(
  store: Store,
  { type, kubeNamespace }: RequestTarget,
  next: JsonRecord,
  before?: JsonRecord,
): readonly string[] {
  const { labels = {} } = store.get(KUBE_NAMESPACES, undefined, kubeNamespace ?? '')?.metadata ?? {};
  const pod: Pick<Pod, 'spec'> | undefined = type === PODS ? asPod(next) : asPod(recordAt(next, 'spec', 'template'));
  if (pod === undefined || (type === PODS && !isJudged(next, before))) return [];
  const violationOf = (mode: string): string | undefined => {
    const level = LEVELS.find((candidate) => candidate === labels[`pod-security.kubernetes.io/${mode}`]);
    return level === undefined ? undefined : podSecurityViolation(pod, level);
  };
  const denied = type === PODS ? violationOf('enforce') : undefined;
  if (denied !== undefined) {
    const { name = '', generateName } = (next as KubeObject).metadata ?? {};
    const message = `pods "${name === '' ? (generateName ?? '') : name}" is forbidden: violates ${denied}`;
    throw new Refusal(failure(403, 'Forbidden', message, { name, kind: 'pods' }));
  }
  const warned = violationOf('warn');
  return warned === undefined ? [] : [`would violate ${warned}`];
}

function asPod(object: JsonRecord): Pick<Pod, 'spec'> | undefined {
  return isRecord(object['spec']) ? object : undefined;
}

/** An update is judged only when it brings a container or an image. */
function isJudged(next: JsonRecord, before: JsonRecord | undefined): boolean {
  if (before === undefined) return true;
  const images = (pod: JsonRecord): string =>
    JSON.stringify(
      ['initContainers', 'containers', 'ephemeralContainers'].map((list) => {
        const containers = valueAt(pod, 'spec', list);
        return Array.isArray(containers) ? containers.map((container) => valueAt(container, 'image')) : [];
      }),
    );
  return images(next) !== images(before);
}
