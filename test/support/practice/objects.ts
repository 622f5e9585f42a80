/** Objects for the store, as a cluster would have them. */
import { randomUUID } from 'node:crypto';

import type { KubeObject, Pod } from '../../../main/kube/index.ts';
import { typeOf } from '../../../main/practice/api/resource-types.ts';
import { timestamp, type Store, type StoredObject } from '../../../main/practice/api/store.ts';

export interface PodFacts {
  readonly name: string;
  readonly kubeNamespace?: string;
  readonly image?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly owner?: StoredObject;
  readonly tty?: boolean;
}

/** A pod that runs, with one container `app`. */
export function runningPod(
  facts: PodFacts,
): Pod & { readonly metadata: { readonly name: string; readonly uid: string } } {
  const { name, kubeNamespace = 'default', image = 'distroless:1', labels = {}, annotations = {}, owner } = facts;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: kubeNamespace,
      uid: randomUUID(),
      labels,
      annotations,
      creationTimestamp: timestamp(),
      ...(owner === undefined ? {} : { ownerReferences: [ownerReference(owner)] }),
    },
    spec: {
      nodeName: 'node-1',
      serviceAccountName: 'default',
      containers: [{ name: 'app', image, stdin: true, tty: facts.tty ?? false }],
    },
    status: {
      phase: 'Running',
      podIP: '10.0.0.7',
      conditions: [
        { type: 'PodScheduled', status: 'True' },
        { type: 'Ready', status: 'True' },
      ],
      containerStatuses: [
        {
          name: 'app',
          image,
          imageID: `${image}@sha256:0`,
          ready: true,
          restartCount: 0,
          state: { running: { startedAt: timestamp() } },
        },
      ],
    },
  };
}

/** A deployment with its ReplicaSet and one running pod; returns the pod. */
export function addDeployment(store: Store, name: string, facts: Omit<PodFacts, 'name' | 'owner'> = {}): StoredObject {
  const kubeNamespace = facts.kubeNamespace ?? 'default';
  const labels = { app: name, ...facts.labels };
  const spec = { replicas: 1, selector: { matchLabels: { app: name } } };
  const status = { replicas: 1, readyReplicas: 1, updatedReplicas: 1, availableReplicas: 1, observedGeneration: 1 };
  const common = { namespace: kubeNamespace, labels, generation: 1 };
  const deployment = addObject(store, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { ...common, name },
    ...{ spec, status },
  });
  const replicaSet = addObject(store, {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { ...common, name: `${name}-5d89f`, ownerReferences: [ownerReference(deployment)] },
    ...{ spec, status },
  });
  const pod = runningPod({ ...facts, name: `${name}-5d89f-x2x4z`, labels, owner: replicaSet });
  // By the cluster's clock, which may be wrong.
  return addObject(store, { ...pod, metadata: { ...pod.metadata, creationTimestamp: store.timestamp() } });
}

export function addObject(store: Store, object: KubeObject): StoredObject {
  const type = typeOf(object.apiVersion, object.kind);
  if (type === undefined) throw new Error(`this server knows no ${object.kind ?? ''} in ${object.apiVersion ?? ''}`);
  return store.put(type, object);
}

function ownerReference({ apiVersion, kind, metadata }: StoredObject): {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller: true;
} {
  return { apiVersion, kind, name: metadata.name, uid: metadata.uid, controller: true };
}

export interface EventFacts {
  readonly kubeNamespace: string;
  readonly pod: string;
  readonly uid: string;
  readonly type: string;
  readonly reason: string;
  readonly message: string;
}

/** An event about a pod; `serial` keeps names apart. */
export function event(facts: EventFacts, fieldPath: string, serial: number): object {
  const { kubeNamespace, pod, uid, type, reason, message } = facts;
  return {
    metadata: { name: `${pod}.${String(serial)}`, namespace: kubeNamespace },
    involvedObject: { kind: 'Pod', apiVersion: 'v1', namespace: kubeNamespace, name: pod, uid, fieldPath },
    type,
    reason,
    message,
    count: 1,
    firstTimestamp: timestamp(),
    lastTimestamp: timestamp(),
    source: { component: 'kubelet', host: 'node-1' },
  };
}
