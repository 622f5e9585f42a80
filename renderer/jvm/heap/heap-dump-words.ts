/** What a heap dump is doing, in words. Pure. */
import type { HeapDumpPhase, HeapDumpPlan } from '../../../preload/contract/index.ts';
import { formatBytes } from '../../ui/index.ts';

export interface HeapDumpProgress {
  readonly plan: HeapDumpPlan | undefined;
  readonly last: HeapDumpPhase;
}

export function followDump(before: HeapDumpProgress | undefined, last: HeapDumpPhase): HeapDumpProgress {
  return { plan: last.phase === 'planned' ? last.plan : before?.plan, last };
}

export interface DumpWords {
  readonly title: string;
  readonly detail: string;
  /** Of the step under way; absent when nobody can tell. */
  readonly fraction: number | undefined;
  readonly isOver: boolean;
}

export function dumpWords({ plan, last }: HeapDumpProgress): DumpWords {
  const over = { fraction: 1, isOver: true };
  switch (last.phase) {
    case 'planned':
      return { title: 'The JVM begins to write', detail: '', fraction: undefined, isOver: false };
    case 'dumping':
      return {
        title: 'The JVM writes its heap, and stands still meanwhile',
        detail: formatBytes(last.writtenBytes),
        // Compressed, nobody knows how much it will be.
        fraction:
          plan === undefined || plan.isCompressed || plan.usedBytes === 0
            ? undefined
            : Math.min(0.99, last.writtenBytes / plan.usedBytes),
        isOver: false,
      };
    case 'dumped':
      return {
        title: 'Written; the application goes on',
        detail: formatBytes(last.sizeBytes),
        fraction: undefined,
        isOver: false,
      };
    case 'copying':
      return {
        title: 'Copying it to this machine',
        detail: `${formatBytes(last.receivedBytes)} of ${formatBytes(last.sizeBytes)}`,
        fraction: last.sizeBytes === 0 ? undefined : last.receivedBytes / last.sizeBytes,
        isOver: false,
      };
    case 'verified':
      return { title: 'Here, and equal at both ends', detail: 'The file in the container is being deleted.', ...over };
    case 'removed':
      return {
        title: 'Here, and equal at both ends',
        detail: 'The file in the container is deleted. Save it from the transfers.',
        ...over,
      };
    case 'failed':
      return { title: 'It was not copied', detail: last.problem.message, ...over };
  }
}
