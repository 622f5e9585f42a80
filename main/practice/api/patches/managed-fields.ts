/**
 * Who has set which field: `metadata.managedFields`, and server-side apply on it. Pure.
 *
 * A set of fields is a set of paths; a path is a list of steps as FieldsV1 writes them: `f:spec`, `k:{"name":"web"}`, and `.`
 * for an item or a map itself.
 */
import { isDeepStrictEqual } from 'node:util';

import type { ObjectMeta } from '../../../kube/index.ts';
import { isList, isRecord, type JsonRecord } from '../json-value.ts';
import { isSet, listKey } from './list-keys.ts';

type ManagedFields = NonNullable<ObjectMeta['managedFields']>[number];

/** Path, joined, to the path itself. */
type FieldSet = ReadonlyMap<string, readonly string[]>;

export interface Manager {
  readonly name: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  readonly subresource?: string;
  readonly time: string;
}

export interface FieldConflict {
  readonly manager: string;
  /** `.spec.replicas` */
  readonly field: string;
}

/** Fields of metadata that nobody owns. */
const UNOWNED: ReadonlySet<string> = new Set([
  ...['name', 'namespace', 'uid', 'resourceVersion', 'generation', 'creationTimestamp', 'managedFields'],
  ...['deletionTimestamp', 'deletionGracePeriodSeconds', 'generateName', 'selfLink'],
]);
/** Objects that are set as one. */
const ATOMIC: ReadonlySet<string> = new Set([
  'selector',
  'nodeSelector',
  'fieldRef',
  'resourceFieldRef',
  'secretKeyRef',
]);
/** Fields with keys of the person's own, which exist as such. */
const MAPS: ReadonlySet<string> = new Set([
  ...['labels', 'annotations', 'data', 'stringData', 'binaryData', 'limits', 'requests'],
]);

/** After a create, an update or a patch: the changer owns what has changed, and nobody what has gone. */
export function afterUpdate(
  before: JsonRecord | undefined,
  next: JsonRecord,
  manager: Manager,
): readonly ManagedFields[] {
  const known = managedOf(before ?? next);
  const old = fieldsOf(before ?? {}, true);
  const now = fieldsOf(next, true);
  const changed = new Map(
    [...now].filter(([key, path]) => !old.has(key) || !isDeepStrictEqual(at(before, path), at(next, path))),
  );
  const stillThere = (set: FieldSet): FieldSet => new Map([...set].filter(([key]) => now.has(key)));
  const isSame = (entry: ManagedFields): boolean =>
    entry.manager === manager.name &&
    entry.operation === manager.operation &&
    (entry.subresource ?? '') === (manager.subresource ?? '');
  const others = known
    .filter((entry) => !isSame(entry))
    .map((entry) => withFields(entry, without(stillThere(read(entry.fieldsV1)), changed)))
    .filter((entry) => entry !== undefined);
  const own = known.find(isSame);
  const mine = new Map([...stillThere(read(own?.fieldsV1)), ...changed]);
  if (mine.size === 0) return others;
  const entry = changed.size === 0 && own !== undefined ? { ...own, fieldsV1: write(mine) } : entryOf(manager, mine);
  return [...others, entry];
}

export interface Applied {
  readonly object: JsonRecord;
  readonly conflicts: readonly FieldConflict[];
}

/** Server-side apply of a configuration. The object comes with its managed fields. */
export function apply(
  before: JsonRecord | undefined,
  configuration: JsonRecord,
  manager: Manager,
  force: boolean,
): Applied {
  const known = managedOf(before ?? {});
  const isSame = (entry: ManagedFields): boolean => entry.manager === manager.name && entry.operation === 'Apply';
  const wanted = fieldsOf(configuration, false);
  const previous = read(known.find(isSame)?.fieldsV1);
  const others = known.filter((entry) => !isSame(entry));
  const differs = (path: readonly string[]): boolean => !isDeepStrictEqual(at(before, path), at(configuration, path));
  const contested = others.flatMap((entry) =>
    [...read(entry.fieldsV1)]
      .filter(([key, path]) => wanted.has(key) && path.at(-1) !== '.' && differs(path))
      .map(([, path]) => ({ manager: conflictName(entry), field: fieldName(path) })),
  );
  if (contested.length > 0 && !force) return { object: before ?? {}, conflicts: contested };

  const ownedByOthers = new Set(others.flatMap((entry) => [...read(entry.fieldsV1).keys()]));
  const dropped = [...previous].filter(([key]) => !wanted.has(key) && !ownedByOthers.has(key)).map(([, path]) => path);
  let object: unknown = mergeConfiguration(before ?? {}, configuration, []);
  // The deepest first: an item goes after its fields.
  for (const path of dropped.sort((one, other) => other.length - one.length)) object = removeAt(object, path);
  const lost = new Map([...wanted].filter(([, path]) => differs(path)));
  const managedFields = [
    entryOf(manager, wanted, known.find(isSame), !isDeepStrictEqual(object, before)),
    ...others
      .map((entry) => withFields(entry, without(read(entry.fieldsV1), lost)))
      .filter((entry) => entry !== undefined),
  ];
  const whole = isRecord(object) ? object : {};
  const metadata = isRecord(whole['metadata']) ? whole['metadata'] : {};
  return { object: { ...whole, metadata: { ...metadata, managedFields } }, conflicts: [] };
}

function managedOf(object: JsonRecord): readonly ManagedFields[] {
  const metadata = object['metadata'];
  const known = isRecord(metadata) ? metadata['managedFields'] : undefined;
  return isList(known) ? (known as readonly ManagedFields[]) : [];
}

function entryOf(manager: Manager, fields: FieldSet, before?: ManagedFields, hasChanged = true): ManagedFields {
  const { name, operation, apiVersion, subresource, time } = manager;
  return {
    ...{ manager: name, operation, apiVersion, time: hasChanged ? time : (before?.time ?? time) },
    ...{ fieldsType: 'FieldsV1', fieldsV1: write(fields) },
    ...(subresource === undefined ? {} : { subresource }),
  };
}

function withFields(entry: ManagedFields, fields: FieldSet): ManagedFields | undefined {
  return fields.size === 0 ? undefined : { ...entry, fieldsV1: write(fields) };
}

function without(set: FieldSet, gone: FieldSet): FieldSet {
  return new Map([...set].filter(([key]) => !gone.has(key)));
}

/** With `maps`, a map of a person's own keys is a field too, as an update records it. */
function fieldsOf(object: JsonRecord, maps: boolean): FieldSet {
  const found = new Map<string, readonly string[]>();
  const add = (path: readonly string[]): void => {
    found.set(path.join('\n'), path);
  };
  const visit = (value: unknown, path: readonly string[], names: readonly string[]): void => {
    const name = names.at(-1) ?? '';
    if (isRecord(value) && Object.keys(value).length > 0 && !ATOMIC.has(name)) {
      if (maps && MAPS.has(name)) add([...path, '.']);
      for (const [key, field] of Object.entries(value)) {
        if (isLeftOut(names, key)) continue;
        visit(field, [...path, `f:${key}`], [...names, key]);
      }
      return;
    }
    const key = listKey(names);
    if (isList(value) && key !== undefined) {
      for (const item of value) {
        if (!isRecord(item)) continue;
        const here = [...path, `k:${JSON.stringify({ [key]: item[key] })}`];
        add([...here, '.']);
        for (const [field, content] of Object.entries(item)) visit(content, [...here, `f:${field}`], [...names, field]);
      }
      return;
    }
    if (isList(value) && isSet(names)) for (const word of value) add([...path, `v:${JSON.stringify(word)}`]);
    else if (path.length > 0) add(path);
  };
  visit(object, [], []);
  return found;
}

function isLeftOut(names: readonly string[], key: string): boolean {
  if (names.length === 0) return key === 'apiVersion' || key === 'kind';
  return names.length === 1 && names[0] === 'metadata' && UNOWNED.has(key);
}

function read(fields: unknown): FieldSet {
  const found = new Map<string, readonly string[]>();
  const visit = (value: unknown, path: readonly string[]): void => {
    if (isRecord(value) && Object.keys(value).length > 0) {
      for (const [step, inner] of Object.entries(value)) visit(inner, [...path, step]);
    } else if (path.length > 0) found.set(path.join('\n'), path);
  };
  visit(fields, []);
  return found;
}

function write(fields: FieldSet): JsonRecord {
  const whole: Record<string, unknown> = {};
  for (const path of fields.values()) {
    let place = whole;
    for (const step of path) {
      const inner = (place[step] ?? {}) as Record<string, unknown>;
      place[step] = inner;
      place = inner;
    }
  }
  return whole;
}

/** The value at a path; an item or a map itself counts as there or not. */
function at(object: unknown, path: readonly string[]): unknown {
  let found = object;
  for (const step of path) {
    if (step === '.') return found !== undefined;
    found = inside(found, step);
  }
  return found;
}

function inside(value: unknown, step: string): unknown {
  if (step.startsWith('f:')) return isRecord(value) ? value[step.slice(2)] : undefined;
  if (!isList(value)) return undefined;
  const wanted: unknown = JSON.parse(step.slice(2));
  return value.find((item) => (step.startsWith('v:') ? item === wanted : isRecord(item) && hasKey(item, wanted)));
}

const hasKey = (item: JsonRecord, wanted: unknown): boolean =>
  isRecord(wanted) && Object.entries(wanted).every(([key, value]) => item[key] === value);

function removeAt(object: unknown, path: readonly string[]): unknown {
  const [step = '', ...rest] = path;
  if (step === '.' || step === '') return object;
  const isItem = rest.length === 0 || rest[0] === '.';
  if (isList(object)) {
    const item = inside(object, step);
    if (item === undefined) return object;
    return isItem
      ? object.filter((known) => known !== item)
      : object.map((known) => (known === item ? removeAt(known, rest) : known));
  }
  if (!isRecord(object)) return object;
  const name = step.slice(2);
  if (rest.length === 0) return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
  return name in object ? { ...object, [name]: removeAt(object[name], rest) } : object;
}

function mergeConfiguration(live: unknown, wanted: unknown, names: readonly string[]): unknown {
  const name = names.at(-1) ?? '';
  if (isRecord(wanted) && isRecord(live) && !ATOMIC.has(name)) {
    const merged = Object.entries(wanted).map(([key, value]) => [
      key,
      mergeConfiguration(live[key], value, [...names, key]),
    ]);
    return { ...live, ...Object.fromEntries(merged) };
  }
  const key = listKey(names);
  if (!isList(wanted) || !isList(live) || (key === undefined && !isSet(names))) return wanted;
  if (key === undefined) return [...new Set([...live, ...wanted])];
  const keyOf = (item: unknown): unknown => (isRecord(item) ? item[key] : undefined);
  const merged = live.map((item) => {
    const change = wanted.find((candidate) => keyOf(candidate) === keyOf(item));
    return change === undefined ? item : mergeConfiguration(item, change, names);
  });
  return [...merged, ...wanted.filter((item) => !live.some((known) => keyOf(known) === keyOf(item)))];
}

function conflictName({ manager = '', operation, apiVersion = '' }: ManagedFields): string {
  return operation === 'Apply' ? `"${manager}"` : `"${manager}" using ${apiVersion}`;
}

function fieldName(path: readonly string[]): string {
  return path
    .map((step) => {
      if (step.startsWith('f:')) return `.${step.slice(2)}`;
      const key: unknown = JSON.parse(step.slice(2));
      if (!isRecord(key)) return `[=${JSON.stringify(key)}]`;
      return `[${Object.entries(key)
        .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
        .join(',')}]`;
    })
    .join('');
}
