/** A strategic merge patch with the schema of a container, as kubectl applies its custom file. Pure. */
import { isMap, type Fields } from './parse-custom.ts';

/** Lists whose items are merged by a key; every other list is replaced. */
const MERGE_KEYS: Readonly<Record<string, string>> = {
  env: 'name',
  ports: 'containerPort',
  volumeMounts: 'mountPath',
  volumeDevices: 'devicePath',
};

export function mergeContainer<Container extends object>(container: Container, partial: Fields): Container {
  const merged = mergeMaps(Object.fromEntries(Object.entries(container)), partial);
  // What the partial adds are fields of a container, checked by name before.
  return merged as Container;
}

function mergeMaps(original: Fields, partial: Fields): Fields {
  const merged: Record<string, unknown> = { ...original };
  for (const [field, value] of Object.entries(partial)) {
    const key = MERGE_KEYS[field];
    const before = merged[field];
    if (isMap(value) && isMap(before)) merged[field] = mergeMaps(before, value);
    else if (key !== undefined && Array.isArray(value) && Array.isArray(before))
      merged[field] = mergeLists(before, value, key);
    else merged[field] = value;
  }
  return merged;
}

/** What was there keeps its place; what is new comes after it. */
function mergeLists(original: readonly unknown[], partial: readonly unknown[], key: string): readonly unknown[] {
  const keyOf = (item: unknown): unknown => (isMap(item) ? item[key] : undefined);
  const changes = new Map(partial.map((item) => [keyOf(item), item]));
  const kept = original.map((item) => {
    const change = changes.get(keyOf(item));
    changes.delete(keyOf(item));
    return isMap(item) && isMap(change) ? mergeMaps(item, change) : item;
  });
  return [...kept, ...changes.values()];
}
