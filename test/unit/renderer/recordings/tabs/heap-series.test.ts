import { describe, expect, it } from 'vitest';

import type { GarbageCollections } from '../../../../../preload/contract/index.ts';
import { heapSeries } from '../../../../../renderer/recordings/tabs/heap-series.ts';

function collected(times: number): GarbageCollections {
  const heap = Array.from({ length: times }, (_, at) => [
    { at, usedBytes: 40, when: 'Before GC' as const },
    { at: at + 0.5, usedBytes: 4, when: 'After GC' as const },
  ]).flat();
  return { heap, collections: [] } as unknown as GarbageCollections;
}

describe('the heap over time', () => {
  it('goes up and down', () => {
    const [line, ...others] = heapSeries(collected(3));
    expect(line).toMatchObject({ id: 'heap', values: [40, 4, 40, 4, 40, 4] });
    expect(others).toEqual([]);
  });

  it('has two edges where it goes up and down too often to be seen', () => {
    const [after, before] = heapSeries(collected(400));
    expect(new Set(after!.values)).toEqual(new Set([4]));
    expect(new Set(before!.values)).toEqual(new Set([40]));
  });
});
