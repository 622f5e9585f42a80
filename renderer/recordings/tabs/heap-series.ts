/** The heap before and after collections, and their pauses, as lines of a chart. Pure. */
import type { GarbageCollections } from '../../../preload/contract/index.ts';
import { formatBytes } from '../../ui/index.ts';
import type { ChartSeries } from '../chart/chart-data.ts';
import { formatSpan } from '../format-figures.ts';

/** A line that goes up and down more often than this is a filled area on any screen: its two edges say more. */
const MOST_TEETH = 500;

type HeapPoint = GarbageCollections['heap'][number];

export function heapSeries({ heap, collections }: GarbageCollections): readonly ChartSeries[] {
  const used = heap.toSorted((left, right) => left.at - right.at);
  const pauses = collections.toSorted((left, right) => left.at - right.at);
  const after = used.filter(({ when }) => when === 'After GC');
  const heapLines =
    used.length <= MOST_TEETH
      ? [heapLine('heap', 'Heap used', '--color-accent', used)]
      : [
          heapLine('after', 'Heap after', '--color-accent', after),
          heapLine(
            'before',
            'Heap before',
            '--color-text-faint',
            used.filter(({ when }) => when !== 'After GC'),
          ),
        ];
  const pauseDots: ChartSeries = {
    id: 'pauses',
    label: 'Pause',
    unit: 'milliseconds',
    format: formatSpan,
    color: '--color-bad',
    at: pauses.map(({ at }) => at),
    values: pauses.map(({ pauseMs }) => pauseMs),
    kind: 'points',
  };
  return [...heapLines, pauseDots].filter(({ at }) => at.length > 0);
}

function heapLine(id: string, label: string, color: string, points: readonly HeapPoint[]): ChartSeries {
  return {
    id,
    label,
    unit: 'bytes',
    format: formatBytes,
    color,
    at: points.map(({ at }) => at),
    values: points.map(({ usedBytes }) => usedBytes),
    kind: 'line',
  };
}
