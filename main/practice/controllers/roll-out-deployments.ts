/** A replica set for each template of a deployment: the new one up, the old ones down, one pod at a time. */
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';

import { recordAt, valueAt, type JsonRecord } from '../api/json-value.ts';
import { DEPLOYMENTS, REPLICA_SETS } from '../api/resource-types.ts';
import { timestamp, type StoredObject } from '../api/store.ts';
import { controllerOf, ownedBy, type Controller, type ControllerContext } from './controller.ts';

const REVISION = 'deployment.kubernetes.io/revision';
const HASH = 'pod-template-hash';
const HASH_ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

export const rollOutDeployments: Controller = {
  concerns: ({ resource }) => resource === DEPLOYMENTS || resource === REPLICA_SETS,
  reconcile: (context) => {
    for (const deployment of context.store.list(DEPLOYMENTS)) {
      // One without a template was put here as it is, to be looked at.
      const isMade = valueAt(deployment, 'spec', 'template') !== undefined;
      if (isMade && deployment.metadata.deletionTimestamp === undefined) rollOut(context, deployment);
    }
  },
};

function rollOut(context: ControllerContext, deployment: StoredObject): void {
  const { store } = context;
  const { namespace, uid } = deployment.metadata;
  const all = store.list(REPLICA_SETS, namespace).filter((set) => controllerOf(set)?.uid === uid);
  const hash = templateHash(recordAt(deployment, 'spec', 'template'));
  const known = all.find(({ metadata }) => metadata.labels?.[HASH] === hash);
  if (valueAt(deployment, 'spec', 'paused') === true) {
    tell(context, deployment, all, known);
    return;
  }
  const wanted = numberAt(deployment, 'spec', 'replicas');
  const revision = known ?? newReplicaSet(context, deployment, hash, all);
  const others = all.filter(
    (set) => set.metadata.uid !== revision.metadata.uid && numberAt(set, 'spec', 'replicas') > 0,
  );
  const isRecreated = valueAt(deployment, 'spec', 'strategy', 'type') === 'Recreate';
  const old = others.reduce((sum, set) => sum + numberAt(set, 'spec', 'replicas'), 0);
  const isGone = all.every((set) => set === revision || numberAt(set, 'status', 'replicas') === 0);
  const surge = share(deployment, 'maxSurge', wanted, Math.ceil);
  const target = isRecreated ? (isGone && old === 0 ? wanted : 0) : Math.min(wanted, Math.max(0, wanted + surge - old));
  scale(context, deployment, revision, others.length === 0 && !isRecreated ? wanted : target);
  const ready = all.reduce((sum, set) => sum + numberAt(set, 'status', 'readyReplicas'), 0);
  const lowest = wanted - share(deployment, 'maxUnavailable', wanted, Math.floor);
  let spare = isRecreated ? old : Math.max(0, ready - lowest);
  for (const set of others) {
    const replicas = numberAt(set, 'spec', 'replicas');
    const unready = Math.max(0, replicas - numberAt(set, 'status', 'readyReplicas'));
    const fewer = Math.min(replicas, spare + unready);
    spare -= Math.max(0, fewer - unready);
    if (fewer > 0) scale(context, deployment, set, replicas - fewer);
  }
  forgetOldest(context, deployment, all, revision);
  tell(context, store.get(DEPLOYMENTS, namespace, deployment.metadata.name) ?? deployment, all, revision);
}

function newReplicaSet(
  { store, report }: ControllerContext,
  deployment: StoredObject,
  hash: string,
  all: readonly StoredObject[],
): StoredObject {
  const { name, namespace, annotations } = deployment.metadata;
  const revision = String(1 + Math.max(0, ...all.map(({ metadata }) => Number(metadata.annotations?.[REVISION] ?? 0))));
  const template = recordAt(deployment, 'spec', 'template');
  const labels = { ...recordAt(template, 'metadata', 'labels'), [HASH]: hash };
  const selector = { matchLabels: { ...recordAt(deployment, 'spec', 'selector', 'matchLabels'), [HASH]: hash } };
  const metadata: JsonRecord = {
    ...{ name: `${name}-${hash}`, namespace, labels, generation: 1 },
    ...{ annotations: { [REVISION]: revision }, ownerReferences: ownedBy(deployment) },
  };
  const own = { ...template, metadata: { ...recordAt(template, 'metadata'), labels } };
  const set: JsonRecord = { metadata, spec: { replicas: 0, selector, template: own }, status: { replicas: 0 } };
  const added = store.put(REPLICA_SETS, set);
  store.put(DEPLOYMENTS, {
    ...deployment,
    metadata: { ...deployment.metadata, annotations: { ...annotations, [REVISION]: revision } },
  });
  const message = `Created new replica set "${name}-${hash}"`;
  report('deployment-controller')(deployment, { type: 'Normal', reason: 'NewReplicaSetCreated', message });
  return added;
}

function scale(
  { store, report }: ControllerContext,
  deployment: StoredObject,
  set: StoredObject,
  replicas: number,
): void {
  const before = numberAt(set, 'spec', 'replicas');
  if (before === replicas) return;
  const current = store.get(REPLICA_SETS, set.metadata.namespace, set.metadata.name) ?? set;
  const generation = (current.metadata.generation ?? 0) + 1;
  store.put(REPLICA_SETS, {
    ...current,
    metadata: { ...current.metadata, generation },
    ...{ spec: { ...recordAt(current, 'spec'), replicas } },
  });
  const message = `Scaled ${replicas > before ? 'up' : 'down'} replica set ${set.metadata.name} from ${String(before)} to ${String(replicas)}`;
  report('deployment-controller')(deployment, { type: 'Normal', reason: 'ScalingReplicaSet', message });
}

function forgetOldest(
  { store }: ControllerContext,
  deployment: StoredObject,
  all: readonly StoredObject[],
  kept: StoredObject,
): void {
  const limit = valueAt(deployment, 'spec', 'revisionHistoryLimit');
  const empty = all
    .filter(
      (set) =>
        set.metadata.uid !== kept.metadata.uid &&
        numberAt(set, 'spec', 'replicas') === 0 &&
        numberAt(set, 'status', 'replicas') === 0,
    )
    .sort(
      (one, other) => Number(one.metadata.annotations?.[REVISION]) - Number(other.metadata.annotations?.[REVISION]),
    );
  for (const set of empty.slice(0, Math.max(0, empty.length - (typeof limit === 'number' ? limit : 10)))) {
    store.remove(REPLICA_SETS, set.metadata.namespace, set.metadata.name);
  }
}

function tell(
  { store }: ControllerContext,
  deployment: StoredObject,
  before: readonly StoredObject[],
  revision: StoredObject | undefined,
): void {
  const { namespace, generation } = deployment.metadata;
  const all = before.map((set) => store.get(REPLICA_SETS, namespace, set.metadata.name) ?? set);
  const sum = (field: string): number => all.reduce((total, set) => total + numberAt(set, 'status', field), 0);
  const wanted = numberAt(deployment, 'spec', 'replicas');
  const current = all.find((set) => set.metadata.uid === revision?.metadata.uid);
  const updated = current === undefined ? 0 : numberAt(current, 'status', 'replicas');
  const available = sum('availableReplicas');
  const isAvailable = available >= wanted - share(deployment, 'maxUnavailable', wanted, Math.floor);
  const isComplete = updated === wanted && available >= wanted && sum('replicas') === updated;
  const name = revision?.metadata.name ?? '';
  const status = {
    observedGeneration: generation,
    ...nonZero({ replicas: sum('replicas'), updatedReplicas: updated, readyReplicas: sum('readyReplicas') }),
    ...nonZero({ availableReplicas: available, unavailableReplicas: Math.max(0, wanted - available) }),
    conditions: [
      isAvailable
        ? condition(deployment, 'Available', 'True', 'MinimumReplicasAvailable', 'Deployment has minimum availability.')
        : condition(
            deployment,
            'Available',
            'False',
            'MinimumReplicasUnavailable',
            'Deployment does not have minimum availability.',
          ),
      isComplete
        ? condition(
            deployment,
            'Progressing',
            'True',
            'NewReplicaSetAvailable',
            `ReplicaSet "${name}" has successfully progressed.`,
          )
        : condition(deployment, 'Progressing', 'True', 'ReplicaSetUpdated', `ReplicaSet "${name}" is progressing.`),
    ],
  };
  if (!isDeepStrictEqual(valueAt(deployment, 'status'), status))
    store.put(DEPLOYMENTS, { ...deployment, ...{ status } });
}

function condition(
  deployment: StoredObject,
  type: string,
  status: string,
  reason: string,
  message: string,
): JsonRecord {
  const known = valueAt(deployment, 'status', 'conditions');
  const before: unknown = Array.isArray(known) ? known.find((one) => valueAt(one, 'type') === type) : undefined;
  const isSame = valueAt(before, 'status') === status && valueAt(before, 'message') === message;
  const lastUpdateTime = isSame ? valueAt(before, 'lastUpdateTime') : timestamp();
  const lastTransitionTime = valueAt(before, 'status') === status ? valueAt(before, 'lastTransitionTime') : timestamp();
  return { type, status, lastUpdateTime, lastTransitionTime, reason, message };
}

/** Zeroes are left out of a status, as Go leaves them out. */
function nonZero(counts: Readonly<Record<string, number>>): JsonRecord {
  return Object.fromEntries(Object.entries(counts).filter(([, value]) => value !== 0));
}

function share(deployment: StoredObject, name: string, of: number, round: (value: number) => number): number {
  const value = valueAt(deployment, 'spec', 'strategy', 'rollingUpdate', name) ?? '25%';
  return typeof value === 'number'
    ? value
    : round((Number.parseInt(typeof value === 'string' ? value : '25', 10) / 100) * of);
}

function numberAt(object: unknown, ...path: readonly string[]): number {
  const value = valueAt(object, ...path);
  return typeof value === 'number' ? value : 0;
}

/** The same for the same template, whatever the order of its keys. */
function templateHash(template: JsonRecord): string {
  const digest = createHash('sha256')
    .update(JSON.stringify(sorted(template)))
    .digest();
  return [...digest.subarray(0, 10)].map((byte) => HASH_ALPHABET.charAt(byte % HASH_ALPHABET.length)).join('');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, field]) => [key, sorted(field)]));
}
