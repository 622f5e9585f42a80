/** Requests that delete: with grace, preconditions and finalizers, one object or all that are selected. */
import { z } from 'zod';

import type { Pod } from '../../kube/index.ts';
import { parseJson } from './request-body.ts';
import type { RequestTarget } from './request-target.ts';
import { apiVersionOf, KUBE_NAMESPACES, PODS, type ResourceType } from './resource-types.ts';
import { selection } from './selectors.ts';
import { badRequest, detailsOf, failure, invalid, Refusal, success } from './status.ts';
import { timestamp, type Store, type StoredObject } from './store.ts';
import { notSupported } from './validation/names.ts';
import { listItem } from './watch.ts';
import { existing, type WriteAnswer } from './writes.ts';

const DeleteOptions = z.object({
  gracePeriodSeconds: z.number().optional(),
  propagationPolicy: z.enum(['Orphan', 'Background', 'Foreground']).optional(),
  preconditions: z.object({ uid: z.string().optional(), resourceVersion: z.string().optional() }).optional(),
  dryRun: z.array(z.string()).optional(),
});

type Options = z.infer<typeof DeleteOptions>;

/** Kept for owners whose dependants are to go first, or to stay. */
export const FOREGROUND = 'foregroundDeletion';
export const ORPHAN = 'orphan';

export function remove(store: Store, target: RequestTarget, query: URLSearchParams, body: string): WriteAnswer {
  const options = optionsOf(query, body);
  const object = existing(store, target);
  mustMeet(target.type, object, options);
  const left = options.dryRun === undefined ? deleteObject(store, target.type, object, options) : object;
  const { name, uid } = object.metadata;
  const isAnsweredWhole = target.type === PODS || target.type === KUBE_NAMESPACES || left !== undefined;
  const status = success({ ...detailsOf(target.type, name), uid });
  return { code: 200, body: isAnsweredWhole ? (left ?? object) : status, warnings: [] };
}

const Eviction = z.object({
  metadata: z.object({ name: z.string().optional() }).optional(),
  deleteOptions: z.unknown().optional(),
});

/** A deletion that asks first, as a drain of the node does; there are no disruption budgets here that could object. */
export function evict(store: Store, target: RequestTarget, query: URLSearchParams, body: string): WriteAnswer {
  const sent = Eviction.safeParse(parseJson(body)).data;
  if (sent?.metadata?.name !== target.name) {
    throw new Refusal(badRequest('name in URL does not match name in Eviction object'));
  }
  const pod = existing(store, target);
  const options = optionsOf(query, sent?.deleteOptions === undefined ? '' : JSON.stringify(sent.deleteOptions));
  mustMeet(target.type, pod, options);
  if (options.dryRun === undefined) deleteObject(store, target.type, store.put(PODS, disrupted(pod)), options);
  const { details: _, ...status } = success();
  return { code: 201, body: { ...status, code: 201 }, warnings: [] };
}

function disrupted(pod: StoredObject): StoredObject {
  const { status }: Pod = pod;
  const condition = {
    ...{ type: 'DisruptionTarget', status: 'True', reason: 'EvictionByEvictionAPI' },
    ...{ message: 'Eviction API: evicting', lastTransitionTime: timestamp() },
  };
  return { ...pod, ...{ status: { ...status, conditions: [...(status?.conditions ?? []), condition] } } };
}

export function removeAll(store: Store, target: RequestTarget, query: URLSearchParams, body: string): WriteAnswer {
  const { type, kubeNamespace } = target;
  const options = optionsOf(query, body);
  const chosen = store.list(type, kubeNamespace).filter(selection(query, type));
  if (options.dryRun === undefined) for (const object of chosen) deleteObject(store, type, object, options);
  const metadata = { resourceVersion: String(store.version) };
  const items = chosen.map(listItem);
  return {
    code: 200,
    body: { kind: `${type.kind}List`, apiVersion: apiVersionOf(type), metadata, items },
    warnings: [],
  };
}

function optionsOf(query: URLSearchParams, body: string): Options {
  const sent = DeleteOptions.safeParse(body === '' ? {} : parseJson(body)).data ?? {};
  const grace = query.get('gracePeriodSeconds');
  const policy = DeleteOptions.shape.propagationPolicy.safeParse(query.get('propagationPolicy') ?? undefined).data;
  const dryRun = query.getAll('dryRun').length > 0 ? query.getAll('dryRun') : sent.dryRun;
  if (dryRun?.some((mode) => mode !== 'All') === true) {
    throw new Refusal(invalid('DeleteOptions.meta.k8s.io', '', [notSupported('dryRun', dryRun, ['All'])]));
  }
  return {
    ...sent,
    ...(grace === null ? {} : { gracePeriodSeconds: Number(grace) }),
    ...(policy === undefined ? {} : { propagationPolicy: policy }),
    dryRun: dryRun === undefined || dryRun.length === 0 ? undefined : dryRun,
  };
}

function mustMeet(
  { kind, group, resource: _ }: ResourceType,
  { metadata }: StoredObject,
  { preconditions }: Options,
): void {
  const { name, uid, resourceVersion } = metadata;
  const refuse = (why: string): never => {
    const full = group === '' ? kind : `${kind}.${group}`;
    const message = `Operation cannot be fulfilled on ${full} "${name}": ${why}`;
    throw new Refusal(failure(409, 'Conflict', message, { name, ...(group === '' ? {} : { group }), kind }));
  };
  const { uid: wanted = uid, resourceVersion: version = resourceVersion } = preconditions ?? {};
  if (wanted !== uid) {
    refuse(
      `the UID in the precondition (${wanted}) does not match the UID in record (${uid}). The object might have been deleted and then recreated`,
    );
  }
  if (version !== resourceVersion) {
    refuse(
      `the ResourceVersion in the precondition (${version}) does not match the ResourceVersion in record (${resourceVersion}). The object might have been modified`,
    );
  }
}

/** What is left of the object for now; `undefined`: nothing. */
export function deleteObject(
  store: Store,
  type: ResourceType,
  object: StoredObject,
  options: Options = {},
): StoredObject | undefined {
  const { name, namespace } = object.metadata;
  const grace = type === PODS ? graceOf(object, options.gracePeriodSeconds) : 0;
  const policy = { Foreground: FOREGROUND, Orphan: ORPHAN, Background: undefined }[
    options.propagationPolicy ?? 'Background'
  ];
  const finalizers = [...new Set([...(object.metadata.finalizers ?? []), ...(policy === undefined ? [] : [policy])])];
  const isAtOnce = grace === 0 && finalizers.length === 0 && type !== KUBE_NAMESPACES;
  if (isAtOnce) {
    store.remove(type, namespace, name);
    return undefined;
  }
  const before = object.metadata.deletionGracePeriodSeconds;
  if (
    object.metadata.deletionTimestamp !== undefined &&
    before !== undefined &&
    before <= grace &&
    policy === undefined
  ) {
    return object;
  }
  const deletionTimestamp = timestamp(new Date(Date.now() + grace * 1000));
  const metadata = {
    ...object.metadata,
    ...{ deletionTimestamp, deletionGracePeriodSeconds: grace },
    ...(finalizers.length === 0 ? {} : { finalizers }),
  };
  const status = type === KUBE_NAMESPACES ? { status: { phase: 'Terminating' } } : {};
  return store.put(type, { ...object, ...status, metadata });
}

/** A pod that was never started, or has ended, has nobody to wait for. */
function graceOf(object: StoredObject, asked: number | undefined): number {
  const { spec, status }: Pod = object;
  const isIdle = spec?.nodeName === undefined || status?.phase === 'Succeeded' || status?.phase === 'Failed';
  if (isIdle) return 0;
  const grace = asked ?? spec.terminationGracePeriodSeconds ?? 30;
  // Zero is `--force`: at once, and without the node.
  return grace < 0 ? 1 : grace;
}
