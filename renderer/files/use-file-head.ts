import { useQuery, type UseQueryResult } from '@tanstack/react-query';

import type { FileRef } from '../../preload/contract/index.ts';
import { useApi } from '../bridge/index.ts';

/** Enough to read a configuration or look at a picture; more is for a download. */
const HEAD_BYTES = 512 * 1024;

export interface FileHead {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sizeBytes: number;
}

/** The beginning of a file; only while it is looked at. */
export function useFileHead(file: FileRef | undefined): UseQueryResult<FileHead> {
  const api = useApi();
  return useQuery({
    queryKey: ['file-head', file],
    queryFn: async ({ signal }): Promise<FileHead> => {
      if (file === undefined) throw new Error('There is no file to read.');
      const stream = api.files.read({ ...file, offset: 0, length: HEAD_BYTES }, { signal });
      const { sizeBytes } = await stream.opened;
      const bytes = new Uint8Array(Math.min(HEAD_BYTES, Math.max(sizeBytes, 64 * 1024)));
      let length = 0;
      for await (const part of stream) {
        const room = bytes.length - length;
        bytes.set(part.subarray(0, room), length);
        length += Math.min(part.length, room);
      }
      return { bytes: bytes.slice(0, length), sizeBytes };
    },
    enabled: file !== undefined,
    // The bytes of a file that was closed are of no use and may be secrets.
    gcTime: 0,
    retry: false,
  });
}
