/** Lists, whole or page by page from one state of the store. */
import { apiVersionOf, type ResourceType } from './resource-types.ts';
import { continueExpired, Refusal } from './status.ts';
import type { Store, StoredObject } from './store.ts';
import { selection } from './selectors.ts';
import { listItem } from './watch.ts';

interface Rest {
  readonly version: number;
  readonly objects: readonly StoredObject[];
}

export interface Lists {
  answer(type: ResourceType, kubeNamespace: string | undefined, query: URLSearchParams): object;
}

export function createLists(store: Store): Lists {
  const pages = new Map<string, Rest>();

  /** What the pages still to come were cut from; kept until the history that it belongs to is forgotten. */
  function restOf(token: string): Rest {
    const rest = pages.get(token);
    if (rest === undefined || rest.version < store.oldest) throw new Refusal(continueExpired());
    return rest;
  }

  return {
    answer: (type, kubeNamespace, query) => {
      const token = query.get('continue') ?? '';
      const limit = Number(query.get('limit') ?? 0);
      const matches = selection(query);
      const whole: Rest =
        token === ''
          ? { version: store.version, objects: store.list(type, kubeNamespace).filter(matches) }
          : restOf(token);
      const size = limit === 0 ? whole.objects.length : limit;
      const rest = whole.objects.slice(size);
      const next = rest.length === 0 ? undefined : `${String(whole.version)}-${String(rest.length)}-${type.resource}`;
      if (next !== undefined) pages.set(next, { version: whole.version, objects: rest });
      return {
        kind: `${type.kind}List`,
        apiVersion: apiVersionOf(type),
        metadata: {
          resourceVersion: String(whole.version),
          ...(next === undefined ? {} : { continue: next, remainingItemCount: rest.length }),
        },
        items: whole.objects.slice(0, size).map(listItem),
      };
    },
  };
}
