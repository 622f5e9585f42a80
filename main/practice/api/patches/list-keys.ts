/** Lists of Kubernetes objects that are merged item by item, and by which field; every other list is replaced whole. */

/** By the field's own name: no two lists of one name in the kinds kept here have different keys but `ports`. */
const KEYS: Readonly<Record<string, string>> = {
  conditions: 'type',
  containers: 'name',
  env: 'name',
  ephemeralContainers: 'name',
  hostAliases: 'ip',
  imagePullSecrets: 'name',
  initContainers: 'name',
  ownerReferences: 'uid',
  secrets: 'name',
  volumeDevices: 'devicePath',
  volumeMounts: 'mountPath',
  volumes: 'name',
};
/** Lists of words that are sets. */
const SETS: ReadonlySet<string> = new Set(['finalizers']);

/** `path` ends with the list's name. */
export function listKey(path: readonly string[]): string | undefined {
  const name = path.at(-1) ?? '';
  if (name === 'ports')
    return path.includes('containers') || path.includes('initContainers') ? 'containerPort' : 'port';
  return KEYS[name];
}

export function isSet(path: readonly string[]): boolean {
  return SETS.has(path.at(-1) ?? '');
}
