/** Lists, whole or page by page from one state of the store. */
import { apiVersionOf, type ResourceType } from './resource-types.ts';
import { badRequest, continueExpired, failure, Refusal } from './status.ts';
import type { Store, StoredObject } from './store.ts';
import { selection } from './selectors.ts';
import { listItem } from './watch.ts';

/** Lists that somebody may still ask the rest of. */
const KEPT_PAGES = 64;

interface Rest {
  readonly version: number;
  readonly objects: readonly StoredObject[];
}

export interface ListAnswer {
  readonly kind: string;
  readonly apiVersion: string;
  readonly metadata: {
    readonly resourceVersion: string;
    readonly continue?: string;
    readonly remainingItemCount?: number;
  };
  readonly items: readonly StoredObject[];
}

export interface Lists {
  /** `behind`: as a server that has not seen so many changes yet. */
  answer(type: ResourceType, kubeNamespace: string | undefined, query: URLSearchParams, behind?: number): ListAnswer;
}

export function createLists(store: Store): Lists {
  const pages = new Map<string, Rest>();

  /** What the pages still to come were cut from; kept until the history that it belongs to is forgotten. */
  function restOf(token: string): Rest {
    const rest = pages.get(token);
    if (rest === undefined && !/^\d+-\d+-[a-z]+$/.test(token)) {
      const why = "invalid character 'i' looking for beginning of value";
      throw new Refusal(badRequest(`invalid continue token: continue key is not valid: ${why}`));
    }
    if (rest === undefined || rest.version < store.oldest) throw new Refusal(continueExpired());
    return rest;
  }

  return {
    answer: (type, kubeNamespace, query, behind = 0) => {
      const token = query.get('continue') ?? '';
      const limit = integerOf(query, 'limit') ?? 0;
      mustBeReached(query, store.version);
      const matches = selection(query, type);
      const whole: Rest =
        token === ''
          ? {
              version: Math.max(1, store.version - behind),
              objects: store.listBefore(behind, type, kubeNamespace).filter(matches),
            }
          : restOf(token);
      const size = limit === 0 ? whole.objects.length : limit;
      const rest = whole.objects.slice(size);
      const next = rest.length === 0 ? undefined : `${String(whole.version)}-${String(rest.length)}-${type.resource}`;
      if (next !== undefined) pages.set(next, { version: whole.version, objects: rest });
      if (pages.size > KEPT_PAGES) pages.delete([...pages.keys()][0] ?? '');
      const isSelected = (query.get('labelSelector') ?? '') !== '' || (query.get('fieldSelector') ?? '') !== '';
      return {
        kind: `${type.kind}List`,
        apiVersion: apiVersionOf(type),
        metadata: {
          resourceVersion: String(whole.version),
          ...(next === undefined ? {} : { continue: next }),
          // With a selector a real server does not know how many will match.
          ...(next === undefined || isSelected ? {} : { remainingItemCount: rest.length }),
        },
        items: whole.objects.slice(0, size),
      };
    },
  };
}

export function shownList({ items, ...list }: ListAnswer): object {
  return { ...list, items: items.map(listItem) };
}

/** As Go reads a whole number of a query. */
export function integerOf(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  if (!/^[+-]?\d+$/.test(text))
    throw new Refusal(badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`));
  return Number(text);
}

/** A version is a number to this server, though no client may count on it; one from the future never comes. */
export function versionOf(query: URLSearchParams): number {
  const text = query.get('resourceVersion') ?? '';
  if (text === '') return 0;
  if (!/^\d+$/.test(text)) {
    const why = `strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`;
    throw new Refusal(
      badRequest(`invalid resource version: resourceVersion: Invalid value: ${JSON.stringify(text)}: ${why}`),
    );
  }
  return Number(text);
}

function mustBeReached(query: URLSearchParams, current: number): void {
  const asked = versionOf(query);
  if (asked <= current) return;
  const causes = [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }];
  const message = `Timeout: Too large resource version: ${String(asked)}, current: ${String(current)}`;
  throw new Refusal(failure(504, 'Timeout', message, { causes, retryAfterSeconds: 1 }));
}
