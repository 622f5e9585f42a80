/** Requests that change objects: what is sent, the checks that come before a change, and the change. */
import { isDeepStrictEqual } from 'node:util';

import { admit, mustHaveKubeNamespace } from './admission.ts';
import { containerDefaults, withDefaults } from './defaults.ts';
import { isRecord, listAt, recordAt, valueAt, type JsonRecord } from './json-value.ts';
import { afterUpdate, type Manager } from './patches/managed-fields.ts';
import { patched, type PatchRequest } from './patches/patch-request.ts';
import { decodeObject, nameOf } from './request-body.ts';
import type { RequestTarget } from './request-target.ts';
import {
  apiVersionOf,
  DEPLOYMENTS,
  PODS,
  qualifiedResource,
  REPLICA_SETS,
  type ResourceType,
} from './resource-types.ts';
import { fromScale, scaleOf } from './scale.ts';
import { badRequest, conflict, detailsOf, failure, invalidObject, notFound, Refusal } from './status.ts';
import { timestamp, type Store, type StoredObject } from './store.ts';
import { randomSuffix } from './random-suffix.ts';
import { objectProblems } from './validation/object.ts';
import { ephemeralProblems } from './validation/pod.ts';
import { forbiddenField } from './validation/names.ts';

export interface WriteRequest {
  readonly target: RequestTarget;
  readonly contentType: string;
  /** As it came. */
  readonly body: string;
  readonly dryRun: boolean;
  readonly fieldManager: string;
  readonly force: boolean;
}

export interface WriteAnswer {
  readonly code: number;
  readonly body: object;
  readonly warnings: readonly string[];
}

interface Change {
  readonly store: Store;
  readonly request: WriteRequest;
  readonly before: StoredObject | undefined;
}

const MIRROR = 'kubernetes.io/config.mirror';

/** Throws a Refusal, or answers what has become of the object. */
export function write(store: Store, request: WriteRequest): WriteAnswer {
  const { target, contentType, body } = request;
  switch (target.verb) {
    case 'create':
      return create(store, request);
    case 'update': {
      const before = existing(store, target);
      const sent = decodeObject(body, contentType, sentType(target));
      return change({ store, request, before }, withName(sent, before));
    }
    case 'patch':
      return patch(store, request);
    default:
      throw new Refusal(
        failure(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource', {}),
      );
  }
}

const SCALE: ResourceType = {
  group: 'autoscaling',
  version: 'v1',
  resource: 'scales',
  kind: 'Scale',
  namespaced: true,
};

function sentType({ type, subresource }: RequestTarget): ResourceType {
  return subresource === 'scale' ? SCALE : type;
}

function create(store: Store, request: WriteRequest): WriteAnswer {
  const { target, contentType, body, dryRun } = request;
  const { type, kubeNamespace } = target;
  const sent = located(decodeObject(body, contentType, type), kubeNamespace);
  const named = withGeneratedName(sent);
  const name = nameOf(named);
  mustHaveKubeNamespace(store, target, name);
  const object = fresh(type, withDefaults(type, named));
  const causes = objectProblems(type, object);
  if (causes.length > 0) throw new Refusal(invalidObject(type, name, causes));
  const warnings = admit(store, target, object);
  if (store.get(type, kubeNamespace, name) !== undefined) {
    const message = `${qualifiedResource(type)} "${name}" already exists`;
    throw new Refusal(failure(409, 'AlreadyExists', message, detailsOf(type, name)));
  }
  const managedFields = afterUpdate(undefined, object, managerOf(request));
  const whole = withMetadata(object, { managedFields });
  return { code: 201, body: keep(store, type, whole, dryRun), warnings };
}

function patch(store: Store, request: WriteRequest): WriteAnswer {
  const { target } = request;
  const { type, kubeNamespace, name = '', subresource } = target;
  const before = store.get(type, kubeNamespace, name);
  const isApply = request.contentType.startsWith('application/apply-patch');
  if (before === undefined && (!isApply || subresource !== undefined)) throw new Refusal(notFound(type, name));
  const known = before === undefined ? undefined : { ...before };
  const asked: PatchRequest = { ...request, type, before: known, manager: managerOf(request), name, kubeNamespace };
  if (subresource === 'scale' && before !== undefined) {
    const scale = patched({ ...asked, type: SCALE, before: scaleOf(before) });
    return change({ store, request, before }, withMetadata(scale, { resourceVersion: undefined }));
  }
  const next = patched(asked);
  if (before !== undefined) return change({ store, request, before }, withName(next, before));
  mustHaveKubeNamespace(store, target, name);
  const object = fresh(type, withDefaults(type, located(next, kubeNamespace)));
  const causes = objectProblems(type, object);
  if (causes.length > 0) throw new Refusal(invalidObject(type, name, causes));
  const warnings = admit(store, target, object);
  return { code: 201, body: keep(store, type, object, request.dryRun), warnings };
}

/** What becomes of an object that is there, by what of it the path may change. */
function change({ store, request, before }: Change & { readonly before: StoredObject }, sent: JsonRecord): WriteAnswer {
  const { target, dryRun, contentType } = request;
  const { type, subresource } = target;
  const { name } = before.metadata;
  const asked = valueAt(sent, 'metadata', 'resourceVersion');
  if (typeof asked === 'string' && asked !== '' && asked !== before.metadata.resourceVersion) {
    throw new Refusal(conflict(type, name));
  }
  const old: JsonRecord = { ...before };
  const next = narrowed(target, old, sent);
  const isChanged = !isDeepStrictEqual(recordAt(next, 'spec'), recordAt(old, 'spec'));
  const causes = subresource === 'status' ? [] : changeProblems(target, old, next);
  if (causes.length > 0) throw new Refusal(invalidObject(type, name, causes));
  const warnings = subresource === 'status' ? [] : admit(store, target, next, old);
  const { generation } = before.metadata;
  const isApply = contentType.startsWith('application/apply-patch');
  const managedFields = isApply
    ? valueAt(next, 'metadata', 'managedFields')
    : afterUpdate(old, next, managerOf(request));
  const whole = withMetadata(next, {
    managedFields,
    ...(generation === undefined ? {} : { generation: generation + (isChanged ? 1 : 0) }),
  });
  const stored = keep(store, type, whole, dryRun);
  if (!dryRun) removeIfFinished(store, type, stored);
  return { code: 200, body: subresource === 'scale' ? scaleOf(stored) : stored, warnings };
}

/** The part of what was sent that this path may change; the rest stays as it was. */
function narrowed({ type, subresource }: RequestTarget, old: JsonRecord, sent: JsonRecord): JsonRecord {
  const { status: oldStatus, ...kept } = old;
  const status = oldStatus === undefined ? {} : { status: oldStatus };
  switch (subresource) {
    case 'status':
      return { ...kept, status: recordAt(sent, 'status') };
    case 'scale':
      return { ...old, spec: { ...recordAt(old, 'spec'), replicas: fromScale(sent) } };
    case 'ephemeralcontainers': {
      const containers = listAt(sent, 'spec', 'ephemeralContainers').map((container) =>
        isRecord(container) ? containerDefaults(container) : container,
      );
      const spec = recordAt(old, 'spec');
      const isNone = containers.length === 0 && spec['ephemeralContainers'] === undefined;
      return isNone ? old : { ...old, spec: { ...spec, ephemeralContainers: containers } };
    }
    default: {
      const { status: _, ...rest } = sent;
      return withDefaults(type, withMetadata({ ...rest, ...status }, protectedMetadata(old)));
    }
  }
}

/** What nobody changes by sending it. */
function protectedMetadata(old: JsonRecord): JsonRecord {
  const metadata = recordAt(old, 'metadata');
  const keys = [
    'uid',
    'creationTimestamp',
    'generation',
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
    'namespace',
  ];
  return Object.fromEntries(keys.map((key) => [key, metadata[key]]));
}

function changeProblems(
  { type, subresource }: RequestTarget,
  old: JsonRecord,
  next: JsonRecord,
): ReturnType<typeof objectProblems> {
  if (subresource !== 'ephemeralcontainers') return objectProblems(type, next, old);
  const name = nameOf(old);
  if (valueAt(old, 'metadata', 'annotations', MIRROR) !== undefined) {
    const message = `pods "${name}" is forbidden: static pods do not support ephemeral containers`;
    throw new Refusal(failure(403, 'Forbidden', message, detailsOf(type, name)));
  }
  const field = 'spec.ephemeralContainers';
  const known = listAt(old, 'spec', 'ephemeralContainers').filter(isRecord);
  const wanted = listAt(next, 'spec', 'ephemeralContainers').filter(isRecord);
  const added = new Set(wanted.filter((container) => !known.some((other) => other['name'] === container['name'])));
  const problems = ephemeralProblems(recordAt(next, 'spec'), added);
  if (problems.length > 0) return problems;
  return known.flatMap((container) => {
    const now = wanted.find((other) => other['name'] === container['name']);
    const what = `existing ephemeral containers "${String(container['name'])}" may not be`;
    if (now === undefined) return [forbiddenField(field, `${what} removed\n`)];
    return isDeepStrictEqual(now, container) ? [] : [forbiddenField(field, `${what} changed\n`)];
  });
}

/** An object that waited for its last finalizer goes with it. */
function removeIfFinished(store: Store, type: ResourceType, { metadata }: StoredObject): void {
  if (metadata.deletionTimestamp === undefined || (metadata.finalizers ?? []).length > 0) return;
  if (type !== PODS || metadata.deletionGracePeriodSeconds === 0) store.remove(type, metadata.namespace, metadata.name);
}

export function existing(store: Store, { type, kubeNamespace, name = '' }: RequestTarget): StoredObject {
  const object = store.get(type, kubeNamespace, name);
  if (object === undefined) throw new Refusal(notFound(type, name));
  return object;
}

function keep(store: Store, type: ResourceType, object: JsonRecord, dryRun: boolean): StoredObject {
  return dryRun ? store.rehearse(type, object) : store.put(type, object);
}

function located(object: JsonRecord, kubeNamespace: string | undefined): JsonRecord {
  const sent = valueAt(object, 'metadata', 'namespace');
  if (kubeNamespace === undefined) return object;
  if (typeof sent === 'string' && sent !== '' && sent !== kubeNamespace) {
    throw new Refusal(
      badRequest('the namespace of the provided object does not match the namespace sent on the request'),
    );
  }
  return withMetadata(object, { namespace: kubeNamespace });
}

function withName(object: JsonRecord, before: StoredObject): JsonRecord {
  const name = nameOf(object);
  if (name !== '' && name !== before.metadata.name) {
    const message = `the name of the object (${name}) does not match the name on the URL (${before.metadata.name})`;
    throw new Refusal(badRequest(message));
  }
  return located(withMetadata(object, { name: before.metadata.name }), before.metadata.namespace);
}

function withGeneratedName(object: JsonRecord): JsonRecord {
  const stem = valueAt(object, 'metadata', 'generateName');
  if (nameOf(object) !== '' || typeof stem !== 'string' || stem === '') return object;
  return withMetadata(object, { name: stem + randomSuffix() });
}

/** As a new object stands in the store before anybody has done anything for it. */
function fresh(type: ResourceType, object: JsonRecord): JsonRecord {
  const { status, ...rest } = object;
  const given = withMetadata(rest, { uid: undefined, resourceVersion: undefined, creationTimestamp: undefined });
  if (type === PODS) return { ...withMetadata(given, { generation: 1 }), status: { phase: 'Pending' } };
  if (type === DEPLOYMENTS || type === REPLICA_SETS) return { ...withMetadata(given, { generation: 1 }), status: {} };
  return status === undefined ? given : { ...given, status };
}

function withMetadata(object: JsonRecord, fields: JsonRecord): JsonRecord {
  const metadata = Object.entries({ ...recordAt(object, 'metadata'), ...fields });
  return { ...object, metadata: Object.fromEntries(metadata.filter(([, value]) => value !== undefined)) };
}

function managerOf({ target, fieldManager, contentType }: WriteRequest): Manager {
  const { type, subresource } = target;
  return {
    name: fieldManager,
    operation: contentType.startsWith('application/apply-patch') ? 'Apply' : 'Update',
    apiVersion: apiVersionOf(type),
    ...(subresource === undefined ? {} : { subresource }),
    time: timestamp(),
  };
}
