import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';

import type { Cell, EventPage, RecordingScope } from '../../../preload/contract/index.ts';
import { useApi } from '../../bridge/index.ts';
import type { Sort } from '../../ui/index.ts';
import type { EventFilter } from './event-filter.ts';

const PAGE_ROWS = 200;

export interface EventQuestion {
  readonly scope: RecordingScope;
  readonly type: string;
  readonly filters: readonly EventFilter[];
  readonly sort: Sort | undefined;
}

export interface EventPages {
  readonly first: EventPage | undefined;
  readonly error: Error | null;
  readonly isFetching: boolean;
  /** `undefined` while it is on its way. */
  rowAt(index: number): { readonly event: number; readonly cells: readonly Cell[] } | undefined;
  readonly onVisible: (first: number, last: number) => void;
}

/** A table of millions of rows of which only what is looked at is fetched, page by page. */
export function useEventPages({ scope, type, filters, sort }: EventQuestion): EventPages {
  const api = useApi();
  const [wanted, setWanted] = useState<readonly number[]>([0]);
  const question = useMemo(() => ({ ...scope, type, filters: [...filters] }), [scope, type, filters]);
  const pages = useQueries({
    queries: [...new Set([0, ...wanted])].map((page) => ({
      queryKey: ['recording', 'events', question, sort, page],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        api.recordings.events(
          {
            ...question,
            offset: page * PAGE_ROWS,
            limit: PAGE_ROWS,
            ...(sort === undefined
              ? {}
              : { sort: { column: sort.column, descending: sort.direction === 'descending' } }),
          },
          { signal },
        ),
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
    })),
    combine: (results) => ({
      byPage: new Map([...new Set([0, ...wanted])].map((page, at) => [page, results[at]?.data])),
      error: results.find(({ error }) => error !== null)?.error ?? null,
      isFetching: results.some(({ isFetching }) => isFetching),
    }),
  });
  const onVisible = useCallback((first: number, last: number) => {
    const from = Math.floor(first / PAGE_ROWS);
    const to = Math.floor(last / PAGE_ROWS);
    setWanted((old) =>
      old[0] === from && old.at(-1) === to ? old : Array.from({ length: to - from + 1 }, (_, index) => from + index),
    );
  }, []);
  return {
    first: pages.byPage.get(0),
    error: pages.error,
    isFetching: pages.isFetching,
    rowAt: (index) => {
      const page = pages.byPage.get(Math.floor(index / PAGE_ROWS));
      const cells = page?.rows[index % PAGE_ROWS];
      const event = page?.events[index % PAGE_ROWS];
      return cells === undefined || event === undefined ? undefined : { event, cells };
    },
    onVisible,
  };
}
