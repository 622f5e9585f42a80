import { useQueries, useQueryClient } from '@tanstack/react-query';

import {
  toAppError,
  type AppError,
  type FileEntry,
  type FilesWay,
  type ProcessRef,
} from '../../preload/contract/index.ts';
import { useApi } from '../bridge/index.ts';

export interface Listing {
  readonly path: string;
  readonly entries: readonly FileEntry[];
  /** More is on its way. */
  readonly isPart: boolean;
  /** There is more than can be listed this way. */
  readonly isCut: boolean;
  readonly way: FilesWay;
}

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
          const pages: FileEntry[][] = [];
          let latest: Listing | undefined;
          for await (const page of api.files.list({ ...process, path }, { signal })) {
            pages.push([...page.entries]);
            const { path: real, isCut, way } = page;
            latest = { path: real, entries: pages.flat(), isPart: !page.isLast, isCut, way };
            if (isFirst && !page.isLast) client.setQueryData(queryKey, latest);
          }
          if (latest === undefined) throw new Error('The directory was not listed.');
          return latest;
        },
        enabled: process !== undefined,
        staleTime: 10_000,
        // Comparing a hundred thousand entries to the last ones costs more than drawing thirty of them.
        structuralSharing: false,
        retry: false,
      };
    }),
  });
  const at = (directory: string): (typeof results)[number] | undefined => results[directories.indexOf(directory)];
  return {
    of: (directory) => at(directory)?.data,
    problemOf: (directory) => {
      const error = at(directory)?.error;
      return error === null || error === undefined ? undefined : toAppError(error);
    },
    isReading: results.some(({ isFetching }) => isFetching),
    readAgain: () => {
      for (const { refetch } of results) void refetch();
    },
  };
}
