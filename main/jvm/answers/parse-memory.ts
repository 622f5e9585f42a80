import { AppError } from '../../../preload/contract/errors.ts';
import type { CodeCache, NativeMemory } from '../../../preload/contract/jvm-answers.ts';

const UNITS: Readonly<Record<string, number>> = { '': 1, B: 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 };
const TOTAL = /^Total: reserved=(\d{1,16})KB, committed=(\d{1,16})KB/m;
const CATEGORY = /^- +([A-Za-z][\w /-]{0,63}) \(reserved=(\d{1,16})KB, committed=(\d{1,16})KB/gm;
const CODE_HEAP =
  /^(?:CodeHeap '([^']{1,64})'|(CodeCache)): size=(\d{1,12})Kb,? used=(\d{1,12})Kb,? max_used=(\d{1,12})Kb/gm;
const HEAP_USED = /\bused (\d{1,16})([KMGB]?)\b|\b(\d{1,16})([KMGB]?) used\b/;
/** Beside the heap, though told in the same answer. */
const NOT_THE_HEAP = /^\s*(?:Metaspace|class space)/;

const kib = (text: string | undefined): number => Number(text ?? 0) * 1024;

/** `VM.native_memory summary`, which is off unless the JVM was started to keep it. */
export function parseNativeMemory(text: string): NativeMemory {
  const [, reserved, committed] = TOTAL.exec(text) ?? [];
  if (reserved === undefined) {
    const message =
      'The JVM keeps no account of its native memory. It does when it is started with -XX:NativeMemoryTracking=summary, which costs a few per cent.';
    throw new AppError('JCMD_FAILED', message, { output: text.slice(0, 2000) });
  }
  return {
    reservedBytes: kib(reserved),
    committedBytes: kib(committed),
    categories: [...text.matchAll(CATEGORY)].map(([, name = '', each, used]) => ({
      name,
      reservedBytes: kib(each),
      committedBytes: kib(used),
    })),
  };
}

/** `Compiler.codecache`, in one segment or several. */
export function parseCodeCache(text: string): CodeCache {
  const all = [...text.matchAll(CODE_HEAP)].map(([, segment, whole, size, used, maxUsed]) => ({
    name: segment ?? whole ?? '',
    sizeBytes: kib(size),
    usedBytes: kib(used),
    maxUsedBytes: kib(maxUsed),
  }));
  const number = (pattern: RegExp): number => Number(pattern.exec(text)?.[1] ?? 0);
  const segments = all.filter(({ name }) => name !== 'CodeCache');
  return {
    heaps: segments.length === 0 ? all : segments,
    blobs: number(/total_blobs=(\d{1,12})/),
    methods: number(/nmethods=(\d{1,12})/),
    isCompiling: /compilation: enabled/i.test(text),
    fullCount: number(/full_count=(\d{1,12})/),
  };
}

/** `GC.heap_info` of any collector: the sum of what its parts use; `undefined` if it says nothing of that. */
export function parseHeapUsed(text: string): number | undefined {
  const parts = text.split('\n').flatMap((line) => {
    if (NOT_THE_HEAP.test(line)) return [];
    const [, used, unit, usedFirst, unitFirst] = HEAP_USED.exec(line) ?? [];
    const number = used ?? usedFirst;
    return number === undefined ? [] : [Number(number) * (UNITS[unit ?? unitFirst ?? ''] ?? 1)];
  });
  return parts.length === 0 ? undefined : parts.reduce((sum, part) => sum + part, 0);
}
