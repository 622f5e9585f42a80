import type { RuntimeFacts } from '../../../../preload/contract/index.ts';
import { METHOD } from '../intern/interned-methods.ts';
import type { Recording } from '../recording.ts';
import { eachRowOf, grouped, pauseSummary } from './collections.ts';
import { NANOS_PER_MS, scopeLength, type Scope } from './scope.ts';

const LONGEST_SHOWN = 50;

/** What the JVM did for itself: operations at safepoints, compilation, class loading, its code cache. */
export function runtime(recording: Recording, { from, to }: Scope): RuntimeFacts {
  const { tables, names } = recording;
  const scope = { from, to };
  const text = (number: number): string => names.texts.text(number);
  const operations: [string, number][] = [];
  const safepoints: number[] = [];
  eachRowOf(tables.get('jdk.ExecuteVMOperation'), scope, (_, read) => {
    const duration = read('duration') / NANOS_PER_MS;
    operations.push([text(read('operation')), duration]);
    if (read('safepoint') === 1) safepoints.push(duration);
  });
  return {
    operations: grouped(operations),
    safepoints: pauseSummary(safepoints, scopeLength(scope, recording.endNanos)),
    compilation: compilation(recording, scope),
    deoptimizations: deoptimizations(recording, scope),
    classLoading: classLoading(recording, scope),
    codeCache: codeCache(recording, scope),
  };
}

function compilation({ tables, names }: Recording, scope: Scope): RuntimeFacts['compilation'] {
  const all: { readonly method: number; readonly at: number; readonly durationMs: number }[] = [];
  let failed = 0;
  eachRowOf(tables.get('jdk.Compilation'), scope, (_, read) => {
    if (read('succeeded') === 0) failed += 1;
    all.push({ method: read('method'), at: read('time') / NANOS_PER_MS, durationMs: read('duration') / NANOS_PER_MS });
  });
  const part = (method: number, index: number): string => names.texts.text(names.methods.part(method, index));
  return {
    count: all.length,
    totalMs: all.reduce((sum, { durationMs }) => sum + durationMs, 0),
    failed,
    longest: all
      .sort((a, b) => b.durationMs - a.durationMs)
      .slice(0, LONGEST_SHOWN)
      .map(({ method, at, durationMs }) => ({
        method: method < 0 ? '' : `${part(method, METHOD.type)}.${part(method, METHOD.name)}`,
        at,
        durationMs,
      })),
  };
}

function deoptimizations({ tables, names }: Recording, scope: Scope): RuntimeFacts['deoptimizations'] {
  const entries: [string, number][] = [];
  eachRowOf(tables.get('jdk.Deoptimization'), scope, (_, read) => {
    entries.push([names.texts.text(read('reason')), 0]);
  });
  return grouped(entries).map(({ label, count }) => ({ label, count }));
}

function classLoading({ tables }: Recording, scope: Scope): RuntimeFacts['classLoading'] {
  let loads = 0;
  let counts = {};
  eachRowOf(tables.get('jdk.ClassLoad'), scope, () => {
    loads += 1;
  });
  eachRowOf(tables.get('jdk.ClassLoadingStatistics'), scope, (_, read) => {
    counts = { loaded: read('loadedClassCount'), unloaded: read('unloadedClassCount') };
  });
  return { ...counts, loads };
}

/** The newest word about each segment. */
function codeCache({ tables, names }: Recording, scope: Scope): RuntimeFacts['codeCache'] {
  const segments = new Map<string, RuntimeFacts['codeCache'][number]>();
  eachRowOf(tables.get('jdk.CodeCacheStatistics'), scope, (_, read) => {
    const label = names.texts.text(read('codeBlobType'));
    const reservedBytes = read('reservedTopAddress') - read('startAddress');
    segments.set(label, { label, reservedBytes, usedBytes: reservedBytes - read('unallocatedCapacity') });
  });
  return [...segments.values()];
}
