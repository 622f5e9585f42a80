import type { QueryValue } from '../cluster.ts';
import { ResourceExpired } from '../errors.ts';
import type { HttpClient } from '../http/http-client.ts';
import type { KubeList, KubeObject } from '../objects.ts';

export interface Listed<Item> {
  readonly items: readonly Item[];
  readonly resourceVersion: string;
}

export interface ListRequest {
  readonly path: string;
  readonly query: Readonly<Record<string, QueryValue>>;
  readonly pageSize: number;
  readonly signal: AbortSignal;
}

/** A whole collection, page by page; all at once if the server forgot the state that the pages were cut from. */
export async function listPages<Item extends KubeObject>(
  http: Pick<HttpClient, 'request'>,
  { path, query, pageSize, signal }: ListRequest,
): Promise<Listed<Item>> {
  const items: Item[] = [];
  let limit: number | undefined = pageSize;
  let next: string | undefined;
  for (;;) {
    try {
      const { body }: { body: KubeList<Item> } = await http.request<KubeList<Item>>({
        method: 'GET',
        path,
        query: { ...query, limit, continue: next },
        signal,
      });
      for (const item of body.items ?? []) items.push(item);
      next = body.metadata?.continue;
      if (next === undefined || next === '') return { items, resourceVersion: body.metadata?.resourceVersion ?? '' };
    } catch (error) {
      if (!(error instanceof ResourceExpired) || next === undefined) throw error;
      items.length = 0;
      next = undefined;
      limit = undefined;
    }
  }
}
