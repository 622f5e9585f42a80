/** As many pods as each replica set wants: adopted, released, created, deleted. */
import { isDeepStrictEqual } from 'node:util';

import type { Pod } from '../../kube/index.ts';
import { admit } from '../api/admission.ts';
import { withDefaults } from '../api/defaults.ts';
import { deleteObject } from '../api/deletion.ts';
import { recordAt, valueAt } from '../api/json-value.ts';
import { randomSuffix } from '../api/random-suffix.ts';
import { PODS, REPLICA_SETS } from '../api/resource-types.ts';
import { Refusal } from '../api/status.ts';
import type { StoredObject } from '../api/store.ts';
import { controllerOf, ownedBy, type Controller, type ControllerContext } from './controller.ts';

const COMPONENT = 'replicaset-controller';

export const keepReplicas: Controller = {
  concerns: ({ resource }) => resource === REPLICA_SETS || resource === PODS,
  reconcile: (context) => {
    for (const set of context.store.list(REPLICA_SETS)) {
      const isMade = valueAt(set, 'spec', 'template') !== undefined;
      if (isMade && set.metadata.deletionTimestamp === undefined) keep(context, set);
    }
  },
};

function keep(context: ControllerContext, set: StoredObject): void {
  const { store } = context;
  const { namespace, uid } = set.metadata;
  const wanted = recordAt(set, 'spec', 'selector', 'matchLabels');
  const matches = ({ metadata }: StoredObject): boolean =>
    Object.entries(wanted).every(([key, value]) => metadata.labels?.[key] === value);
  const mine: StoredObject[] = [];
  for (const pod of store.list(PODS, namespace)) {
    const owner = controllerOf(pod);
    if (owner?.uid === uid && !matches(pod)) release(context, pod);
    else if (owner?.uid === uid) mine.push(pod);
    else if (owner === undefined && matches(pod) && isAlive(pod)) mine.push(adopt(context, set, pod));
  }
  const alive = mine.filter(isAlive);
  const replicas = Number(valueAt(set, 'spec', 'replicas') ?? 0);
  for (let missing = replicas - alive.length; missing > 0; missing -= 1) if (!createPod(context, set)) break;
  for (const pod of [...alive].sort(byDispensability).slice(0, Math.max(0, alive.length - replicas))) {
    deleteObject(store, PODS, pod);
    const message = `Deleted pod: ${pod.metadata.name}`;
    context.report(COMPONENT)(set, { type: 'Normal', reason: 'SuccessfulDelete', message });
  }
  tell(context, set, alive.slice(0, Math.max(replicas, 0)));
}

const isAlive = (object: StoredObject): boolean => {
  const { status }: Pod = object;
  return object.metadata.deletionTimestamp === undefined && status?.phase !== 'Succeeded' && status?.phase !== 'Failed';
};
const isReady = (object: StoredObject): boolean => {
  const { status }: Pod = object;
  return status?.conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True') === true;
};

/** What is not ready goes first, then the youngest. */
function byDispensability(one: StoredObject, other: StoredObject): number {
  if (isReady(one) !== isReady(other)) return isReady(one) ? 1 : -1;
  return (one.metadata.creationTimestamp ?? '') < (other.metadata.creationTimestamp ?? '') ? 1 : -1;
}

function release({ store }: ControllerContext, pod: StoredObject): void {
  const { ownerReferences: _, ...metadata } = pod.metadata;
  store.put(PODS, { ...pod, metadata });
}

function adopt({ store }: ControllerContext, set: StoredObject, pod: StoredObject): StoredObject {
  const ownerReferences = [...(pod.metadata.ownerReferences ?? []), ...ownedBy(set)];
  return store.put(PODS, { ...pod, metadata: { ...pod.metadata, ownerReferences } });
}

/** `false`: refused, and a next one would be too. */
function createPod({ store, report }: ControllerContext, set: StoredObject): boolean {
  const { name: setName, namespace } = set.metadata;
  const template = recordAt(set, 'spec', 'template');
  const name = `${setName}-${randomSuffix()}`;
  const { labels, annotations, finalizers } = recordAt(template, 'metadata');
  const given = Object.entries({ labels, annotations, finalizers }).filter(([, value]) => value !== undefined);
  const metadata = { ...Object.fromEntries(given), name, generateName: `${setName}-`, generation: 1 };
  const pod = withDefaults(PODS, {
    ...{ apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata, namespace, ownerReferences: ownedBy(set) } },
    ...{ spec: recordAt(template, 'spec'), status: { phase: 'Pending' } },
  });
  try {
    admit(store, { type: PODS, verb: 'create', ...(namespace === undefined ? {} : { kubeNamespace: namespace }) }, pod);
  } catch (error) {
    const why = error instanceof Refusal ? error.message : String(error);
    report(COMPONENT)(set, { type: 'Warning', reason: 'FailedCreate', message: `Error creating: ${why}` });
    return false;
  }
  store.put(PODS, pod);
  report(COMPONENT)(set, { type: 'Normal', reason: 'SuccessfulCreate', message: `Created pod: ${name}` });
  return true;
}

function tell({ store }: ControllerContext, before: StoredObject, counted: readonly StoredObject[]): void {
  const set = store.get(REPLICA_SETS, before.metadata.namespace, before.metadata.name);
  if (set === undefined) return;
  const all = store
    .list(PODS, set.metadata.namespace)
    .filter((pod) => controllerOf(pod)?.uid === set.metadata.uid && isAlive(pod));
  const ready = counted.filter(isReady).length;
  const status = {
    replicas: all.length,
    ...(all.length === 0 ? {} : { fullyLabeledReplicas: all.length }),
    ...(ready === 0 ? {} : { readyReplicas: ready, availableReplicas: ready }),
    observedGeneration: set.metadata.generation ?? 1,
  };
  if (!isDeepStrictEqual(valueAt(set, 'status'), status)) store.put(REPLICA_SETS, { ...set, ...{ status } });
}
