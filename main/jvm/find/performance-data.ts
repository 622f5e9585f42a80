import { visibleText } from '../../kube/index.ts';
import { describeRelease, type Release } from './release-file.ts';

/**
 * HotSpot's own statistics file. A header (magic, byte order, version, `entry_offset` at 24, `num_entries` at 28), then
 * entries: length, where its name is, how many elements, their type (`J` one 64-bit number, `B` a text), and where they are.
 */
const MAGIC = 0xcafec0c0;
const LITTLE_ENDIAN = 1;
const ENTRY_BYTES = 20;
const ENTRY_LIMIT = 2_000;
const VALUE_LIMIT = 4_096;

export interface PerformanceData {
  readonly release: Release;
  /** With those of `JAVA_TOOL_OPTIONS`, which the command line does not show. */
  readonly arguments?: string;
  readonly collector?: string;
  readonly heap?: { readonly usedBytes: number; readonly committedBytes: number; readonly maxBytes?: number };
}

/** Says nothing about a file of another kind or byte order. */
export function readPerformanceData(bytes: Uint8Array): PerformanceData {
  const entries = readEntries(Buffer.from(bytes));
  const text = (name: string): string | undefined => {
    const value = entries.get(name);
    return typeof value === 'string' && value !== '' ? visibleText(value, VALUE_LIMIT) : undefined;
  };
  const collector = collectorName(text('sun.gc.policy.name'), text('java.rt.vmFlags'), text('sun.gc.collector.0.name'));
  const args = text('java.rt.vmArgs');
  const heap = readHeap(entries);
  return {
    release: describeRelease(text('java.property.java.vm.version'), text('java.property.java.vm.vendor')),
    ...(args === undefined ? {} : { arguments: args }),
    ...(collector === undefined ? {} : { collector }),
    ...(heap === undefined ? {} : { heap }),
  };
}

type Entries = ReadonlyMap<string, string | number>;

function readEntries(data: Buffer): Entries {
  const entries = new Map<string, string | number>();
  if (data.length < 32 || data.readUInt32BE(0) !== MAGIC || data[4] !== LITTLE_ENDIAN) return entries;
  let at = data.readUInt32LE(24);
  const count = Math.min(data.readUInt32LE(28), ENTRY_LIMIT);
  for (let index = 0; index < count && at + ENTRY_BYTES <= data.length; index += 1) {
    const length = data.readUInt32LE(at);
    if (length < ENTRY_BYTES || at + length > data.length) break;
    const entry = data.subarray(at, at + length);
    const name = textAt(entry, entry.readUInt32LE(4));
    const elements = entry.readUInt32LE(8);
    const value = entry.readUInt32LE(16);
    const type = String.fromCharCode(entry[12] ?? 0);
    if (type === 'B' && elements > 0) entries.set(name, textAt(entry, value, elements));
    else if (type === 'J' && elements === 0 && value + 8 <= entry.length) {
      entries.set(name, Number(entry.readBigInt64LE(value)));
    }
    at += length;
  }
  return entries;
}

function textAt(entry: Buffer, from: number, limit = 256): string {
  const end = entry.indexOf(0, from);
  return entry.subarray(from, Math.min(end < 0 ? entry.length : end, from + limit)).toString('latin1');
}

function readHeap(entries: Entries): PerformanceData['heap'] {
  let usedBytes = 0;
  let committedBytes = 0;
  let maxBytes = 0;
  let isKnown = false;
  for (const [name, value] of entries) {
    if (typeof value !== 'number') continue;
    if (/^sun\.gc\.generation\.\d\.space\.\d\.used$/.test(name)) {
      usedBytes += value;
      isKnown = true;
    } else if (/^sun\.gc\.generation\.\d\.capacity$/.test(name)) committedBytes += value;
    // G1 counts the whole heap in each generation.
    else if (/^sun\.gc\.generation\.\d\.maxCapacity$/.test(name)) maxBytes = Math.max(maxBytes, value);
  }
  return isKnown ? { usedBytes, committedBytes, ...(maxBytes > 0 ? { maxBytes } : {}) } : undefined;
}

const COLLECTORS: readonly (readonly [RegExp, string])[] = [
  [/UseSerialGC|Copy:MSC/, 'Serial'],
  [/UseParallelGC|ParScav/, 'Parallel'],
  [/UseG1GC|GarbageFirst|^G1 /, 'G1'],
  [/UseZGC|^Z/, 'ZGC'],
  [/UseShenandoahGC|Shenandoah/, 'Shenandoah'],
  [/UseEpsilonGC|Epsilon/, 'Epsilon'],
  [/UseConcMarkSweepGC|CMS/, 'CMS'],
];

function collectorName(...told: readonly (string | undefined)[]): string | undefined {
  const said = told.filter((text) => text !== undefined);
  return COLLECTORS.find(([pattern]) => said.some((text) => pattern.test(text)))?.[1];
}
