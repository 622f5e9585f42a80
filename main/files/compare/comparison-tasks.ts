/** What is still to be done of a comparison, in steps that are worth a question. Pure. */
import type { ComparisonPart } from '../../../preload/contract/file-comparison.ts';
import type { OpenEntry } from './compare-entries.ts';

/** Hashed in one step, so that many small files are not many waits, and a large one does not hold up what others have found. */
const BATCH_FILES = 64;
const BATCH_BYTES = 64 * 1024 ** 2;

export type Task =
  | { readonly what: 'directory'; readonly path: string; readonly entry: OpenEntry }
  /** Files of one directory, by their entries. */
  | {
      readonly what: 'files';
      readonly path: string;
      readonly entries: readonly OpenEntry[];
      readonly sizeBytes: number;
    }
  | { readonly what: 'beginning'; readonly path: ''; readonly entry: OpenEntry };

/** In groups of many small ones, or one large one. */
export function batches(path: string, files: readonly OpenEntry[]): readonly Task[] {
  const groups: { what: 'files'; path: string; entries: OpenEntry[]; sizeBytes: number }[] = [];
  for (const entry of files) {
    const size = sizeOf(entry);
    let group = groups.at(-1);
    if (group === undefined || group.entries.length >= BATCH_FILES || group.sizeBytes + size > BATCH_BYTES) {
      group = { what: 'files', path, entries: [], sizeBytes: 0 };
      groups.push(group);
    }
    group.entries.push(entry);
    group.sizeBytes += size;
  }
  return groups;
}

export function whereIs(task: Task): NonNullable<ComparisonPart['at']> {
  if (task.what !== 'files') return { path: task.path };
  return { path: task.entries[0]?.path ?? task.path, sizeBytes: task.sizeBytes };
}

export function sizeOf({ here }: OpenEntry): number {
  return here?.sizeBytes ?? 0;
}

export function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
