/** A patch of any of the four kinds, on what is stored. */
import { isRecord, recordAt, textAt, valueAt, type JsonRecord } from '../json-value.ts';
import { fromYaml, mediaType, nameOf, parseJson } from '../request-body.ts';
import { apiVersionOf, type ResourceType } from '../resource-types.ts';
import { badRequest, failure, invalid, Refusal } from '../status.ts';
import { schemaProblem } from '../validation/schema.ts';
import { invalidValue, required } from '../validation/names.ts';
import { jsonPatch, JsonPatch } from './json-patch.ts';
import { apply, type Manager } from './managed-fields.ts';
import { mergePatch } from './merge-patch.ts';
import { strategicMerge } from './strategic-merge.ts';

export interface PatchRequest {
  readonly type: ResourceType;
  /** `undefined`: server-side apply of something new. */
  readonly before: JsonRecord | undefined;
  readonly name: string;
  readonly kubeNamespace: string | undefined;
  readonly contentType: string;
  readonly body: string;
  readonly manager: Manager;
  readonly fieldManager: string;
  readonly force: boolean;
}

/** Throws a Refusal for a patch that is none, and for conflicts of an apply. */
export function patched(request: PatchRequest): JsonRecord {
  const { contentType, body, before = {} } = request;
  switch (mediaType(contentType)) {
    case 'application/strategic-merge-patch+json': {
      const patch = jsonObject(body);
      mustFit(patch);
      return asObject(strategicMerge(before, patch));
    }
    case 'application/merge-patch+json':
      return asObject(mergePatch(before, jsonObject(body)));
    case 'application/json-patch+json':
      return operated(before, body);
    case 'application/apply-patch+yaml':
      return applied(request);
    default:
      throw new Refusal(failure(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {}));
  }
}

function operated(before: JsonRecord, body: string): JsonRecord {
  const patch = JsonPatch.safeParse(parseJson(body)).data;
  if (patch === undefined) {
    const why = 'json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp';
    throw new Refusal(badRequest(`error decoding patch: ${why}`));
  }
  const next = jsonPatch(before, patch);
  if (!isRecord(next)) {
    throw new Refusal(failure(422, 'Invalid', 'the server rejected our request due to an error in our request', {}));
  }
  return next;
}

function applied({ type, before, name, kubeNamespace, body, manager, fieldManager, force }: PatchRequest): JsonRecord {
  if (fieldManager === '') {
    const cause = required('fieldManager', 'is required for apply patch');
    throw new Refusal(invalid('PatchOptions.meta.k8s.io', '', [cause]));
  }
  const sent = fromYaml(body);
  const { apiVersion = '', kind = '' } = sent;
  if (apiVersion !== apiVersionOf(type) || kind !== type.kind) {
    const version = String(apiVersion);
    throw new Refusal(badRequest(`invalid object type: /${version}, Kind=${String(kind)}`));
  }
  if (valueAt(sent, 'metadata', 'managedFields') !== undefined) {
    throw new Refusal(badRequest('metadata.managedFields must be nil'));
  }
  const place = nameOf(sent);
  if (place !== '' && place !== name) {
    throw new Refusal(badRequest(`the name of the object (${place}) does not match the name on the URL (${name})`));
  }
  const problem = schemaProblem(type, sent);
  if (problem !== undefined) {
    const where = `${textAt(sent, 'metadata', 'namespace')}/${name}; ${apiVersionOf(type)}, Kind=${type.kind}`;
    throw new Refusal(failure(500, '', `failed to create typed patch object (${where}): ${problem}`));
  }
  const own = {
    ...recordAt(sent, 'metadata'),
    name,
    ...(kubeNamespace === undefined ? {} : { namespace: kubeNamespace }),
  };
  const { object, conflicts } = apply(before, { ...sent, metadata: own }, manager, force);
  if (conflicts.length > 0) throw new Refusal(applyConflict(conflicts));
  return object;
}

function applyConflict(conflicts: ReturnType<typeof apply>['conflicts']): ReturnType<typeof failure> {
  const managers = [...new Set(conflicts.map(({ manager }) => manager))];
  const fieldsOf = (manager: string): readonly string[] =>
    conflicts.filter((conflict) => conflict.manager === manager).map(({ field }) => field);
  const [only = ''] = managers;
  const count = `Apply failed with ${String(conflicts.length)} conflict${conflicts.length === 1 ? '' : 's'}`;
  const list = managers.map((manager) => {
    const fields = fieldsOf(manager);
    return fields.length === 1 && managers.length === 1
      ? `conflict with ${manager}: ${fields[0] ?? ''}`
      : `conflicts with ${manager}:\n${fields.map((field) => `- ${field}`).join('\n')}`;
  });
  const message = `${count}: ${only === '' ? '' : list.join('\n')}`;
  const causes = conflicts.map(({ manager, field }) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with ${manager}`,
    field,
  }));
  return failure(409, 'Conflict', message, { causes });
}

function jsonObject(body: string): JsonRecord {
  const patch = parseJson(body);
  if (isRecord(patch)) return patch;
  throw new Refusal(
    badRequest('error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}'),
  );
}

function asObject(value: unknown): JsonRecord {
  return isRecord(value) ? value : {};
}

/** Lists that are no lists, the one mistake of types that a merge itself trips over. */
function mustFit(patch: JsonRecord): void {
  for (const list of ['containers', 'initContainers', 'ephemeralContainers']) {
    const value = valueAt(patch, 'spec', list);
    if (value === undefined || value === null || Array.isArray(value)) continue;
    const shown = `map[spec:map[${list}:${JSON.stringify(value).replaceAll('"', '')}]]`;
    const cause = invalidValue('patch', shown, `cannot restore slice from ${typeof value}`);
    throw new Refusal(invalid('', '', [cause]));
  }
}
