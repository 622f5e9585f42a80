import { expect, it } from 'vitest';

import { parseCodeCache, parseHeapUsed, parseNativeMemory } from '../../../../../main/jvm/answers/parse-memory.ts';
import { answer } from './answer-fixture.ts';

it.each(['17', '25'])('reads the native memory of Java %s', (version) => {
  const { committedBytes, categories } = parseNativeMemory(answer(`native-memory-${version}`));
  expect(committedBytes).toBeGreaterThan(60 * 2 ** 20);
  expect(categories[0]).toEqual({ name: 'Java Heap', reservedBytes: 64 * 2 ** 20, committedBytes: 10 * 2 ** 20 });
  expect(categories.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['Class', 'Thread', 'Code', 'GC', 'Symbol']),
  );
});

it('says how native memory is kept account of when it is not', () => {
  expect(() => parseNativeMemory('Native memory tracking is not enabled')).toThrow(/NativeMemoryTracking=summary/);
});

it.each(['17', '25'])('reads the code cache of Java %s', (version) => {
  const cache = parseCodeCache(answer(`code-cache-${version}`));
  expect(cache.heaps.map(({ name }) => name)).toEqual(['non-profiled nmethods', 'profiled nmethods', 'non-nmethods']);
  expect(cache).toMatchObject({ isCompiling: true, fullCount: 0 });
  expect(cache.methods).toBeGreaterThan(100);
});

it('reads a code cache of one part', () => {
  const [heap] = parseCodeCache('CodeCache: size=49152Kb used=1234Kb max_used=1250Kb free=47918Kb').heaps;
  expect(heap).toMatchObject({ name: 'CodeCache', sizeBytes: 49_152 * 1024 });
});

it('adds up what the parts of a heap use, of every collector', () => {
  expect(parseHeapUsed(answer('heap-info-17'))).toBe(2001 * 1024);
  expect(parseHeapUsed(answer('heap-info-25'))).toBe(2928 * 1024);
  const serial = ` def new generation   total 78656K, used 1000K [0x1, 0x2, 0x3)
  eden space 69952K,   1% used [0x1, 0x2, 0x3)
 tenured generation   total 174784K, used 24K [0x1, 0x2, 0x3)
 Metaspace       used 532K, committed 704K, reserved 1114112K
  class space    used 40K, committed 128K, reserved 1048576K`;
  expect(parseHeapUsed(serial)).toBe(1024 * 1024);
  expect(parseHeapUsed(' ZHeap           used 20M, capacity 64M, max capacity 512M')).toBe(20 * 2 ** 20);
  expect(parseHeapUsed('Shenandoah Heap\n 64M max, 64M soft max, 32M committed, 1000K used')).toBe(1000 * 1024);
  expect(parseHeapUsed('nothing')).toBeUndefined();
});
