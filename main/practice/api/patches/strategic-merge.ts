/** Kubernetes' strategic merge: as a merge patch, but lists of things with names are merged by name. Pure. */
import { isList, isRecord, type JsonRecord } from '../json-value.ts';
import { isSet, listKey } from './list-keys.ts';

const DIRECTIVE = '$patch';
const ORDER = '$setElementOrder/';
const DELETE_WORDS = '$deleteFromPrimitiveList/';
const RETAIN = '$retainKeys';

export function strategicMerge(target: unknown, patch: unknown, path: readonly string[] = []): unknown {
  if (isList(patch)) return mergeLists(isList(target) ? target : [], patch, path);
  if (!isRecord(patch)) return patch;
  if (patch[DIRECTIVE] === 'replace') return withoutDirectives(patch);
  if (patch[DIRECTIVE] === 'delete') return {};
  const merged: Record<string, unknown> = isRecord(target) ? { ...target } : {};
  const retained = patch[RETAIN];
  if (isList(retained)) {
    for (const key of Object.keys(merged)) if (!retained.includes(key)) Reflect.deleteProperty(merged, key);
  }
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith(DELETE_WORDS)) {
      const list = key.slice(DELETE_WORDS.length);
      const gone: readonly unknown[] = isList(value) ? value : [];
      const known = merged[list];
      if (isList(known)) merged[list] = known.filter((word) => !gone.includes(word));
    } else if (key.startsWith('$')) continue;
    else if (value === null) Reflect.deleteProperty(merged, key);
    else merged[key] = strategicMerge(merged[key], value, [...path, key]);
  }
  for (const [key, order] of Object.entries(patch)) {
    if (key.startsWith(ORDER)) reorder(merged, key.slice(ORDER.length), order, path);
  }
  return merged;
}

function mergeLists(target: readonly unknown[], patch: readonly unknown[], path: readonly string[]): unknown {
  if (isSet(path)) return [...new Set([...target, ...patch])];
  const key = listKey(path);
  if (key === undefined) return patch.map(withoutDirectives);
  if (patch.some((item) => isRecord(item) && item[DIRECTIVE] === 'replace')) {
    return patch.filter((item) => !(isRecord(item) && item[DIRECTIVE] === 'replace')).map(withoutDirectives);
  }
  const items = patch.filter(isRecord);
  const keyOf = (item: unknown): unknown => (isRecord(item) ? item[key] : undefined);
  const deleted = new Set(items.filter((item) => item[DIRECTIVE] === 'delete').map(keyOf));
  const kept = target.filter((item) => !deleted.has(keyOf(item)));
  const known = new Set(kept.map(keyOf));
  const patched = kept.map((item) => {
    const change = items.find((candidate) => candidate[key] === keyOf(item));
    return change === undefined ? item : strategicMerge(item, change, path);
  });
  // As the real one without an order: what is new comes first.
  const added = items.filter((item) => item[DIRECTIVE] !== 'delete' && !known.has(item[key])).map(withoutDirectives);
  return [...added, ...patched];
}

function reorder(merged: Record<string, unknown>, list: string, order: unknown, path: readonly string[]): void {
  const items = merged[list];
  const key = listKey([...path, list]);
  if (!isList(items) || !isList(order)) return;
  const keyOf = (item: unknown): unknown => (key !== undefined && isRecord(item) ? item[key] : item);
  const places = order.map(keyOf);
  const placed = places.flatMap((place) => items.filter((item) => keyOf(item) === place));
  merged[list] = [...placed, ...items.filter((item) => !places.includes(keyOf(item)))];
}

function withoutDirectives(value: unknown): unknown {
  if (isList(value)) return value.map(withoutDirectives);
  if (!isRecord(value)) return value;
  const kept: JsonRecord = Object.fromEntries(
    Object.entries(value)
      .filter(([key, field]) => !key.startsWith('$') && field !== null)
      .map(([key, field]) => [key, withoutDirectives(field)]),
  );
  return kept;
}
