/** Who added which ephemeral container and when: nothing but `managedFields` remembers it. */
import type { ContainerDetail } from '../../preload/contract/workloads.ts';
import type { ObjectMeta } from '../kube/index.ts';

export type Addition = NonNullable<ContainerDetail['addedBy']>;

/** Keys of list items by name: `k:{"name":"debugger"}`. */
const NAMED_ITEM = /^k:(\{.*\})$/;

/** The entry's time is that of the manager's last change, so it is exact for the newest container of each manager only. */
export function ephemeralAdditions(entries: NonNullable<ObjectMeta['managedFields']>): ReadonlyMap<string, Addition> {
  const additions = new Map<string, Addition>();
  for (const { subresource, manager, time, fieldsV1 } of entries) {
    // The kubelet's entry is for the subresource `status`.
    if (subresource !== 'ephemeralcontainers') continue;
    const owned = child(child(fieldsV1, 'f:spec'), 'f:ephemeralContainers');
    for (const key of Object.keys(owned ?? {})) {
      const name = nameOf(key);
      if (name !== undefined) additions.set(name, { manager: manager ?? '', at: time ?? '' });
    }
  }
  return additions;
}

function child(value: unknown, key: string): object | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found: unknown = Object.entries(value).find(([name]) => name === key)?.[1];
  return typeof found === 'object' && found !== null ? found : undefined;
}

function nameOf(key: string): string | undefined {
  const json = NAMED_ITEM.exec(key)?.[1];
  if (json === undefined) return undefined;
  try {
    const parsed: unknown = JSON.parse(json);
    if (typeof parsed !== 'object' || parsed === null || !('name' in parsed)) return undefined;
    return typeof parsed.name === 'string' ? parsed.name : undefined;
  } catch {
    return undefined;
  }
}
