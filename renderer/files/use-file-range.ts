import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';

import type { FileRef } from '../../preload/contract/index.ts';
import { useApi, type Api } from '../bridge/index.ts';

export interface FileRange {
  readonly offset: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Of the whole file, when this was read. */
  readonly sizeBytes: number;
}

/** A part of a file; only while it is looked at, and the part before it stays until it is here. */
export function useFileRange(file: FileRef | undefined, offset: number, length: number): UseQueryResult<FileRange> {
  const api = useApi();
  return useQuery({
    queryKey: ['file-range', file, offset, length],
    queryFn: ({ signal }) => {
      if (file === undefined) throw new Error('There is no file to read.');
      return readRange(api, file, offset, length, signal);
    },
    enabled: file !== undefined,
    placeholderData: keepPreviousData,
    structuralSharing: false,
    // The bytes of a file that was closed are of no use and may be secrets.
    gcTime: 0,
    retry: false,
  });
}

export async function readRange(
  api: Api,
  file: FileRef,
  offset: number,
  length: number,
  signal: AbortSignal,
): Promise<FileRange> {
  const stream = api.files.read({ ...file, offset, length }, { signal });
  const { sizeBytes } = await stream.opened;
  const bytes = new Uint8Array(length);
  let filled = 0;
  for await (const part of stream) {
    bytes.set(part.subarray(0, length - filled), filled);
    filled = Math.min(length, filled + part.length);
  }
  return { offset, bytes: bytes.slice(0, filled), sizeBytes };
}
