import type { WeightUnit } from '../../../preload/contract/index.ts';
import { fullName } from '../flame-graph/frame-names.ts';
import type { StackProfile } from './stacks.ts';

/** Of the processed profile format: later versions of the profiler bring files of this one up to theirs. */
const FORMAT_VERSION = 48;
const GECKO_VERSION = 27;

const WEIGHT_TYPES: Readonly<Record<WeightUnit, string>> = {
  bytes: 'bytes',
  milliseconds: 'tracing-ms',
  samples: 'samples',
  events: 'samples',
};

/**
 * One thread whose stack table is the call tree itself, node for node but the whole; a sample for each stack that weighs
 * something. When a sample was taken is not in a tree, so all stand at the beginning.
 */
export function toFirefoxProfile({ tree, unit, name, startedAt, durationMs }: StackProfile): string {
  const frames = tree.frames.length;
  const stacks = tree.parent.length - 1;
  const strings = tree.frames.map((frame) => fullName({ ...frame, line: 0 }));
  const sampled = Array.from(tree.self.keys()).filter((node) => node > 0 && (tree.self[node] ?? 0) !== 0);
  const each = <Value>(count: number, value: Value): Value[] => Array.from({ length: count }, () => value);
  const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
  return JSON.stringify({
    meta: {
      interval: 1,
      startTime: startedAt,
      processType: 0,
      extensions: { id: [], name: [], baseURL: [], length: 0 },
      categories: [{ name: 'Other', color: 'grey', subcategories: ['Other'] }],
      product: 'Kesako',
      importedFrom: 'JDK Flight Recorder',
      stackwalk: 0,
      version: GECKO_VERSION,
      preprocessedProfileVersion: FORMAT_VERSION,
      symbolicated: true,
      markerSchema: [],
    },
    libs: [],
    pages: [],
    counters: [],
    threads: [
      {
        processType: 'default',
        processStartupTime: 0,
        processShutdownTime: durationMs,
        registerTime: 0,
        unregisterTime: null,
        pausedRanges: [],
        name,
        isMainThread: true,
        pid: '0',
        tid: 0,
        samples: {
          weightType: WEIGHT_TYPES[unit],
          weight: sampled.map((node) => tree.self[node] ?? 0),
          stack: sampled.map((node) => node - 1),
          time: each(sampled.length, 0),
          length: sampled.length,
        },
        markers: { data: [], name: [], startTime: [], endTime: [], phase: [], category: [], length: 0 },
        stackTable: {
          frame: Array.from(tree.frame.subarray(1)),
          prefix: Array.from(tree.parent.subarray(1), (parent) => (parent === 0 ? null : parent - 1)),
          category: each(stacks, 0),
          subcategory: each(stacks, 0),
          length: stacks,
        },
        frameTable: {
          address: each(frames, -1),
          inlineDepth: each(frames, 0),
          category: each(frames, 0),
          subcategory: each(frames, 0),
          func: numbers(frames),
          nativeSymbol: each(frames, null),
          innerWindowID: each(frames, 0),
          implementation: each(frames, null),
          line: tree.frames.map(({ line }) => (line > 0 ? line : null)),
          column: each(frames, null),
          length: frames,
        },
        funcTable: {
          isJS: each(frames, false),
          relevantForJS: each(frames, false),
          name: numbers(frames),
          resource: each(frames, -1),
          fileName: each(frames, null),
          lineNumber: each(frames, null),
          columnNumber: each(frames, null),
          length: frames,
        },
        resourceTable: { lib: [], name: [], host: [], type: [], length: 0 },
        nativeSymbols: { libIndex: [], address: [], name: [], functionSize: [], length: 0 },
        stringArray: strings,
      },
    ],
  });
}
