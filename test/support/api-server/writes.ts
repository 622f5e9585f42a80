/** Requests that change objects, with the checks that come before a change. */
import { z } from 'zod';

import type { EphemeralContainer, KubeObject, ObjectMeta, Pod } from '../../../main/kube/index.ts';
import { addEphemeralContainers } from './ephemeral-containers.ts';
import { podSecurityViolation, type SecurityLevel } from './pod-security.ts';
import type { RequestTarget } from './request-target.ts';
import { KUBE_NAMESPACES, PODS, type ResourceType } from './resource-types.ts';
import { failure, notFound, Refusal, success } from './status.ts';
import { timestamp, type Store, type StoredObject } from './store.ts';

export interface WriteRequest {
  readonly target: RequestTarget;
  readonly contentType: string;
  readonly body: unknown;
  readonly dryRun: boolean;
  readonly fieldManager: string;
}

export interface WriteAnswer {
  readonly code: number;
  readonly body: object;
  readonly warnings: readonly string[];
}

/** What a client may send as an object; its fields are the checks' affair. */
interface SentObject extends KubeObject {
  readonly metadata: ObjectMeta & { readonly name: string };
  readonly status?: unknown;
}

const Named = z.looseObject({ metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }) });
const AnyObject = z.custom<SentObject>((value) => Named.safeParse(value).success);
const NamedContainers = z.object({
  spec: z.object({ ephemeralContainers: z.array(z.looseObject({ name: z.string(), image: z.string().optional() })) }),
});
const EphemeralPatch = z.custom<{ readonly spec: { readonly ephemeralContainers: readonly EphemeralContainer[] } }>(
  (value) => NamedContainers.safeParse(value).success,
);
const DeleteOptions = z.object({ preconditions: z.object({ uid: z.string().optional() }).optional() });

/** Throws a Refusal, or answers what has become of the object. */
export function write(store: Store, request: WriteRequest): WriteAnswer {
  const { target, contentType } = request;
  switch (target.verb) {
    case 'create':
      return create(store, request);
    case 'delete':
      return remove(store, request);
    case 'patch':
      if (target.subresource === 'ephemeralcontainers') return patchEphemeralContainers(store, request);
      if (contentType === 'application/apply-patch+yaml') return apply(store, request);
      throw unsupportedMediaType(contentType);
    default:
      throw new Refusal(
        failure(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource'),
      );
  }
}

function unsupportedMediaType(contentType: string): Refusal {
  const message = `the body of the request was in an unknown format - accepted media types include: application/strategic-merge-patch+json, application/apply-patch+yaml (got ${contentType})`;
  return new Refusal(failure(415, 'UnsupportedMediaType', message));
}

function create(store: Store, { target, body, dryRun }: WriteRequest): WriteAnswer {
  const { type, kubeNamespace } = target;
  const sent = located(AnyObject.parse(body), kubeNamespace);
  mustHaveKubeNamespace(store, kubeNamespace);
  const { name } = sent.metadata;
  if (store.get(type, kubeNamespace, name) !== undefined) {
    const message = `${type.resource} "${name}" already exists`;
    throw new Refusal(failure(409, 'AlreadyExists', message, { name, kind: type.resource }));
  }
  const warnings = admit(store, target, sent);
  return { code: 201, body: keep(store, type, withStatus(type, sent), dryRun), warnings };
}

/** Server-side apply, with one owner for everything. */
function apply(store: Store, { target, body, dryRun, fieldManager }: WriteRequest): WriteAnswer {
  const { type, kubeNamespace, name = '' } = target;
  const sent = located(AnyObject.parse(body), kubeNamespace);
  mustHaveKubeNamespace(store, kubeNamespace);
  mustFitSchema(type, sent);
  const before = store.get(type, kubeNamespace, name);
  const whole = before === undefined ? withStatus(type, sent) : merged(before, sent);
  const warnings = admit(store, target, whole);
  const owner = { manager: fieldManager, operation: 'Apply', apiVersion: sent.apiVersion ?? '', time: timestamp() };
  const managedFields = before?.metadata.managedFields ?? [owner];
  const next = { ...whole, metadata: { ...whole.metadata, managedFields } };
  return { code: before === undefined ? 201 : 200, body: keep(store, type, next, dryRun), warnings };
}

function remove(store: Store, { target, body, dryRun }: WriteRequest): WriteAnswer {
  const { type, kubeNamespace, name = '' } = target;
  const object = existing(store, type, kubeNamespace, name);
  const wanted = DeleteOptions.safeParse(body).data?.preconditions?.uid;
  const { uid } = object.metadata;
  if (wanted !== undefined && wanted !== uid) {
    const why = `the UID in the precondition (${wanted}) does not match the UID in record (${uid}). The object might have been deleted and then recreated`;
    const message = `Operation cannot be fulfilled on ${type.resource} "${name}": Precondition failed: UID in precondition: ${wanted}, UID in object meta: ${uid}: ${why}`;
    throw new Refusal(failure(409, 'Conflict', message, { name, kind: type.resource }));
  }
  if (!dryRun) {
    if (type === PODS) store.put(type, { ...object, metadata: { ...object.metadata, deletionTimestamp: timestamp() } });
    store.remove(type, kubeNamespace, name);
  }
  return { code: 200, body: type === PODS ? object : success({ name, kind: type.resource, uid }), warnings: [] };
}

function patchEphemeralContainers(store: Store, request: WriteRequest): WriteAnswer {
  const { target, contentType, body, dryRun } = request;
  if (contentType !== 'application/strategic-merge-patch+json') throw unsupportedMediaType(contentType);
  const pod: Pod = existing(store, PODS, target.kubeNamespace, target.name ?? '');
  const next = addEphemeralContainers(pod, EphemeralPatch.parse(body).spec.ephemeralContainers);
  const warnings = admit(store, target, next);
  return { code: 200, body: keep(store, PODS, next, dryRun), warnings };
}

export function existing(
  store: Store,
  type: ResourceType,
  kubeNamespace: string | undefined,
  name: string,
): StoredObject {
  const object = store.get(type, kubeNamespace, name);
  if (object === undefined) throw new Refusal(notFound(type.resource, name));
  return object;
}

function keep(store: Store, type: ResourceType, object: KubeObject, dryRun: boolean): StoredObject {
  return dryRun ? store.rehearse(type, object) : store.put(type, object);
}

function located(object: SentObject, kubeNamespace: string | undefined): SentObject {
  return kubeNamespace === undefined
    ? object
    : { ...object, metadata: { ...object.metadata, namespace: kubeNamespace } };
}

function withStatus(type: ResourceType, object: SentObject): SentObject {
  return type === PODS ? { ...object, status: { phase: 'Running', conditions: [] } } : object;
}

function mustHaveKubeNamespace(store: Store, kubeNamespace: string | undefined): void {
  if (kubeNamespace === undefined || store.get(KUBE_NAMESPACES, undefined, kubeNamespace) !== undefined) return;
  throw new Refusal(notFound('namespaces', kubeNamespace));
}

const WorkloadSpec = z.object({ spec: z.looseObject({ replicas: z.unknown().optional() }).optional() });

/** The one mistake that people make most, in the words of the real schema check. */
function mustFitSchema(type: ResourceType, object: SentObject): void {
  const replicas = WorkloadSpec.safeParse(object).data?.spec?.replicas;
  if (replicas === undefined || typeof replicas === 'number') return;
  const { name, namespace = '' } = object.metadata;
  const what = `${namespace}/${name}; ${object.apiVersion ?? ''}, Kind=${type.kind}`;
  const message = `failed to create typed patch object (${what}): .spec.replicas: expected numeric (int or float), got ${typeof replicas}`;
  throw new Refusal(failure(500, 'InternalError', message));
}

const LEVELS: readonly SecurityLevel[] = ['baseline', 'restricted'];

/** Pod Security by the labels of the Kubernetes namespace. Returns warnings; throws a denial. */
function admit(store: Store, target: RequestTarget, object: KubeObject): readonly string[] {
  if (target.type !== PODS) return [];
  const { labels } = store.get(KUBE_NAMESPACES, undefined, target.kubeNamespace ?? '')?.metadata ?? {};
  const violationOf = (mode: string): string | undefined => {
    const level = LEVELS.find((candidate) => candidate === labels?.[`pod-security.kubernetes.io/${mode}`]);
    return level === undefined ? undefined : podSecurityViolation(object, level);
  };
  const denied = violationOf('enforce');
  if (denied !== undefined) {
    const name = object.metadata?.name ?? '';
    const message = `pods "${name}" is forbidden: violates ${denied}`;
    throw new Refusal(failure(403, 'Forbidden', message, { name, kind: 'pods' }));
  }
  const warned = violationOf('warn');
  return warned === undefined ? [] : [`would violate ${warned}`];
}

function merged<Base extends object>(base: Base, patch: object): Base {
  const fields = Object.entries(patch).map(([key, value]): readonly [string, unknown] => {
    const before = Object.entries(base).find(([name]) => name === key)?.[1];
    return [key, isRecord(before) && isRecord(value) ? merged(before, value) : value];
  });
  return { ...base, ...Object.fromEntries(fields) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
