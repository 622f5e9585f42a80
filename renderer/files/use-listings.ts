import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { toAppError, type AppError, type FilesWay, type ProcessRef } from '../../preload/contract/index.ts';
import { useApi } from '../bridge/index.ts';
import { gatherEntries, type DirectoryEntries } from './directory-entries.ts';

export interface Listing {
  readonly path: string;
  readonly entries: DirectoryEntries;
  /** More is on its way. */
  readonly isPart: boolean;
  /** There is more than can be listed this way. */
  readonly isCut: boolean;
  readonly way: FilesWay;
}

/** What is shown in between is several times what was shown before: drawing takes as long as a part of the rest takes to come. */
const GROWTH = 5;
/** Most directories are all there before: the first rows are followed by all, and nothing is drawn in between. */
const CALM_MS = 1_500;

export interface Listings {
  of(directory: string): Listing | undefined;
  problemOf(directory: string): AppError | undefined;
  readonly isReading: boolean;
  readAgain(): void;
}

/** The directories that are open, each read once and kept for a while; a large one is shown while it comes. */
export function useListings(process: ProcessRef | undefined, directories: readonly string[]): Listings {
  const api = useApi();
  const client = useQueryClient();
  const results = useQueries({
    queries: directories.map((path) => {
      const queryKey = ['files', process, path];
      return {
        queryKey,
        queryFn: async ({ signal }: { readonly signal: AbortSignal }): Promise<Listing> => {
          if (process === undefined) throw new Error('There is no process to look through.');
          // Read again, what is there stays until all of the new has come.
          const isFirst = client.getQueryData(queryKey) === undefined;
          const gathered = gatherEntries();
          let shown = 0;
          let shownAt = 0;
          for await (const page of api.files.list({ ...process, path }, { signal })) {
            gathered.add(page.entries);
            const { path: real, isLast, isCut, way } = page;
            if (isLast) return { path: real, entries: gathered.entries(), isPart: false, isCut, way };
            // Each time several times as many: to show every page would sort the first ones twenty times.
            if (!isFirst || gathered.count < GROWTH * shown || performance.now() - shownAt < CALM_MS) continue;
            shown = gathered.count;
            shownAt = performance.now();
            client.setQueryData<Listing>(queryKey, {
              path: real,
              entries: gathered.entries(),
              isPart: true,
              isCut,
              way,
            });
          }
          throw new Error('The directory was not listed.');
        },
        enabled: process !== undefined,
        staleTime: 10_000,
        // Comparing a hundred thousand entries to the last ones costs more than drawing thirty of them.
        structuralSharing: false,
        retry: false,
      };
    }),
  });
  const key = JSON.stringify(directories);
  const listed = results.map(({ data }) => data);
  const problems = results.map(({ error }) => (error === null ? undefined : toAppError(error)));
  // The same functions as long as the same is known: what is computed from a listing is kept by them.
  const of = useStable((directory: string) => listed[directories.indexOf(directory)], [key, ...listed]);
  const problemOf = useStable(
    (directory: string) => problems[directories.indexOf(directory)],
    [key, ...results.map(({ error }) => error)],
  );
  return {
    of,
    problemOf,
    isReading: results.some(({ isFetching }) => isFetching),
    readAgain: () => {
      for (const { refetch } of results) void refetch();
    },
  };
}

/** The value of the render in which something of `facts`, of any number, was last another. */
function useStable<T>(value: T, facts: readonly unknown[]): T {
  const [kept, keep] = useState({ value, facts });
  const isSame = kept.facts.length === facts.length && kept.facts.every((fact, index) => fact === facts[index]);
  if (isSame) return kept.value;
  keep({ value, facts });
  return value;
}
