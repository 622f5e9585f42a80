import { useQueries } from '@tanstack/react-query';

import { toAppError, type AppError, type DirectoryListing, type ProcessRef } from '../../preload/contract/index.ts';
import { useApi } from '../bridge/index.ts';

export interface Listings {
  of(directory: string): DirectoryListing | undefined;
  problemOf(directory: string): AppError | undefined;
  readonly isReading: boolean;
  readAgain(): void;
}

/** The directories that are open, each read once and kept for a while. */
export function useListings(process: ProcessRef | undefined, directories: readonly string[]): Listings {
  const api = useApi();
  const results = useQueries({
    queries: directories.map((path) => ({
      queryKey: ['files', process, path],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => {
        if (process === undefined) throw new Error('There is no process to look through.');
        return api.files.list({ ...process, path }, { signal });
      },
      enabled: process !== undefined,
      staleTime: 10_000,
      retry: false,
    })),
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
