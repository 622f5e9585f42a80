import type { FileEntry } from '../../preload/contract/files.ts';

/** What a name promises; the content is looked at by whoever opens it. */
export function roleOf(name: string): FileEntry['role'] {
  if (/\.jfr$/i.test(name)) return 'recording';
  return /\.hprof$/i.test(name) ? 'heapDump' : undefined;
}
