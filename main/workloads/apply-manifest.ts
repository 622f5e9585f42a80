/**
 * Server-side apply of a manifest. Everything is tried first with `dryRun=All`: admission, quotas and schema speak before
 * anything is changed.
 */
import { isDeepStrictEqual } from 'node:util';

import { AppError, isAppError, toAppError } from '../../preload/contract/errors.ts';
import type { ManifestChange } from '../../preload/contract/workloads.ts';
import { FIELD_MANAGER, type Cluster, type KubeObject, type Reply } from '../kube/index.ts';
import { createLocator, type LocatedObject } from './discover-resources.ts';
import { essence, yamlDifference } from './manifest-yaml.ts';
import type { ManifestObject } from './parse-manifest.ts';

export interface ManifestTarget {
  readonly cluster: Cluster;
  readonly kubeNamespace: string;
  readonly signal: AbortSignal;
}

/** What each object would become; refusals are in the changes, one each. */
export async function planApply(
  target: ManifestTarget,
  objects: readonly ManifestObject[],
): Promise<readonly ManifestChange[]> {
  const locate = createLocator(target.cluster, target.kubeNamespace, target.signal);
  const changes = await inTurn(objects, async (object) => applyOne(target, await locate(object), true));
  return changes.map((change, index) => {
    const object = objects[index];
    return object !== undefined && waitsForKubeNamespace(change, object, target, changes)
      ? untriedCreation(change, object)
      : change;
  });
}

/** A dry run creates nothing, so what goes into a Kubernetes namespace of the same manifest finds none. */
function waitsForKubeNamespace(
  { problem }: ManifestChange,
  object: ManifestObject,
  target: ManifestTarget,
  changes: readonly ManifestChange[],
): boolean {
  const kubeNamespace = object.kubeNamespace ?? target.kubeNamespace;
  return (
    problem?.code === 'NOT_FOUND' &&
    problem.message.includes(`namespaces "${kubeNamespace}" not found`) &&
    changes.some(({ kind, name, action }) => kind === 'Namespace' && name === kubeNamespace && action === 'create')
  );
}

function untriedCreation({ problem: _refusal, ...change }: ManifestChange, object: ManifestObject): ManifestChange {
  return {
    ...change,
    action: 'create',
    after: yamlDifference(undefined, object.content).after,
    warnings: ['Not tried yet: its Kubernetes namespace is created by the same manifest.'],
  };
}

/** Throws the first refusal of the dry run; after that every object is tried, and each says how it went. */
export async function applyManifest(
  target: ManifestTarget,
  objects: readonly ManifestObject[],
): Promise<readonly ManifestChange[]> {
  throwFirstProblem(await planApply(target, objects));
  const locate = createLocator(target.cluster, target.kubeNamespace, target.signal);
  return inTurn(objects, async (object) => applyOne(target, await locate(object), false));
}

export async function planDelete(
  target: ManifestTarget,
  objects: readonly ManifestObject[],
): Promise<readonly ManifestChange[]> {
  const locate = createLocator(target.cluster, target.kubeNamespace, target.signal);
  return inTurn(objects, async (object) => deleteOne(target, await locate(object), true));
}

export async function deleteManifest(
  target: ManifestTarget,
  objects: readonly ManifestObject[],
): Promise<readonly ManifestChange[]> {
  throwFirstProblem(await planDelete(target, objects));
  const locate = createLocator(target.cluster, target.kubeNamespace, target.signal);
  return inTurn(objects, async (object) => deleteOne(target, await locate(object), false));
}

/** In the manifest's order, which may matter; a refusal does not stop the others from being asked. */
async function inTurn(
  objects: readonly ManifestObject[],
  change: (object: ManifestObject) => Promise<ManifestChange>,
): Promise<readonly ManifestChange[]> {
  const changes: ManifestChange[] = [];
  for (const object of objects) {
    try {
      changes.push(await change(object));
    } catch (error) {
      const problem = toAppError(error);
      if (problem.code === 'CANCELLED') throw problem;
      changes.push({
        ...named(object),
        action: 'unchanged',
        before: '',
        after: '',
        warnings: [],
        problem: problem.toForm(),
      });
    }
  }
  return changes;
}

async function applyOne(target: ManifestTarget, located: LocatedObject, dryRun: boolean): Promise<ManifestChange> {
  const { cluster, signal } = target;
  const { object, path, kubeNamespace } = located;
  const before = await present(target, path);
  const scope = kubeNamespace === undefined ? {} : { namespace: kubeNamespace };
  const { body, warnings } = await cluster
    .request<KubeObject>({
      method: 'PATCH',
      path,
      query: { fieldManager: FIELD_MANAGER, fieldValidation: 'Strict', ...(dryRun ? { dryRun: 'All' } : {}) },
      body: { ...object.content, metadata: { ...object.content.metadata, ...scope } },
      contentType: 'application/apply-patch+yaml',
      signal,
    })
    .catch((error: unknown) => {
      throw asSchemaRefusal(error);
    });
  return {
    ...named(object, kubeNamespace),
    action: applyAction(before, body),
    ...yamlDifference(before, body),
    warnings,
  };
}

/** The server answers 500, as if it were at fault, when a field does not fit the kind's schema. */
function asSchemaRefusal(error: unknown): unknown {
  const found =
    error instanceof AppError ? /failed to create typed patch object .*?: (\S*): (.+)$/s.exec(error.message) : null;
  if (!(error instanceof AppError) || found === null) return error;
  const [, field = '', message = ''] = found;
  return new AppError('INVALID', error.message, { causes: [{ field, message }] }, { cause: error });
}

function applyAction(before: KubeObject | undefined, after: KubeObject): ManifestChange['action'] {
  if (before === undefined) return 'create';
  return isDeepStrictEqual(essence(before), essence(after)) ? 'unchanged' : 'configure';
}

async function deleteOne(target: ManifestTarget, located: LocatedObject, dryRun: boolean): Promise<ManifestChange> {
  const { object, path, kubeNamespace } = located;
  const before = await present(target, path);
  const reply = before === undefined ? undefined : await sendDelete(target, path, dryRun);
  return {
    ...named(object, kubeNamespace),
    action: reply === undefined ? 'absent' : 'delete',
    ...yamlDifference(before, undefined),
    warnings: reply?.warnings ?? [],
  };
}

async function sendDelete(
  { cluster, signal }: ManifestTarget,
  path: string,
  dryRun: boolean,
): Promise<Reply<unknown> | undefined> {
  try {
    return await cluster.request({
      method: 'DELETE',
      path,
      query: { propagationPolicy: 'Background', ...(dryRun ? { dryRun: 'All' } : {}) },
      signal,
    });
  } catch (error) {
    if (isAppError(error, 'NOT_FOUND')) return undefined;
    throw error;
  }
}

async function present({ cluster, signal }: ManifestTarget, path: string): Promise<KubeObject | undefined> {
  try {
    return (await cluster.request<KubeObject>({ method: 'GET', path, signal })).body;
  } catch (error) {
    if (isAppError(error, 'NOT_FOUND')) return undefined;
    throw error;
  }
}

function named(
  { apiVersion, kind, name }: ManifestObject,
  kubeNamespace?: string,
): Pick<ManifestChange, 'apiVersion' | 'kind' | 'name' | 'kubeNamespace'> {
  return { apiVersion, kind, name, ...(kubeNamespace === undefined ? {} : { kubeNamespace }) };
}

function throwFirstProblem(changes: readonly ManifestChange[]): void {
  for (const { problem } of changes) if (problem !== undefined) throw AppError.from(problem);
}
