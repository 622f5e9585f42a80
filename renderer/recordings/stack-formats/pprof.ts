import type { WeightUnit } from '../../../preload/contract/index.ts';
import { fullName } from '../flame-graph/frame-names.ts';
import { ProtobufWriter } from './protobuf.ts';
import { stacksOf, type StackProfile } from './stacks.ts';

/** Fields of pprof's `profile.proto`. */
const PROFILE = {
  sampleType: 1,
  sample: 2,
  location: 4,
  function: 5,
  strings: 6,
  timeNanos: 9,
  durationNanos: 10,
} as const;
const SAMPLE = { locations: 1, values: 2 } as const;
const LOCATION = { id: 1, line: 4 } as const;
const LINE = { function: 1, line: 2 } as const;
const FUNCTION = { id: 1, name: 2, systemName: 3, file: 4 } as const;
const VALUE_TYPE = { type: 1, unit: 2 } as const;

const TYPES: Readonly<Record<WeightUnit, readonly [type: string, unit: string]>> = {
  bytes: ['alloc_space', 'bytes'],
  milliseconds: ['delay', 'nanoseconds'],
  samples: ['samples', 'count'],
  events: ['events', 'count'],
};

/** pprof's `profile.proto`, not yet packed. A location and a function for each frame: 1 is the first, 0 means none. */
export function toPprof({ tree, unit, startedAt, durationMs }: StackProfile): Uint8Array<ArrayBuffer> {
  const strings = new Map<string, number>([['', 0]]);
  const string = (text: string): number => {
    const known = strings.get(text);
    if (known !== undefined) return known;
    strings.set(text, strings.size);
    return strings.size - 1;
  };
  const profile = new ProtobufWriter();
  const [type, unitName] = TYPES[unit];
  profile.message(PROFILE.sampleType, (value) => {
    value.number(VALUE_TYPE.type, string(type));
    value.number(VALUE_TYPE.unit, string(unitName));
  });
  const factor = unit === 'milliseconds' ? 1e6 : 1;
  for (const { frames, weight } of stacksOf(tree)) {
    profile.message(PROFILE.sample, (sample) => {
      // Innermost first.
      sample.packed(SAMPLE.locations, frames.map((frame) => frame + 1).reverse());
      sample.packed(SAMPLE.values, [Math.max(0, Math.round(weight * factor))]);
    });
  }
  tree.frames.forEach((frame, index) => {
    profile.message(PROFILE.location, (location) => {
      location.number(LOCATION.id, index + 1);
      location.message(LOCATION.line, (line) => {
        line.number(LINE.function, index + 1);
        // Where nobody knows the line it is -1.
        line.number(LINE.line, Math.max(0, frame.line));
      });
    });
    profile.message(PROFILE.function, (written) => {
      written.number(FUNCTION.id, index + 1);
      written.number(FUNCTION.name, string(fullName({ ...frame, line: 0 })));
      written.number(FUNCTION.systemName, string(frame.method));
      written.number(FUNCTION.file, string(frame.className));
    });
  });
  for (const text of strings.keys()) profile.text(PROFILE.strings, text);
  profile.number(PROFILE.timeNanos, Math.round(startedAt * 1e6));
  profile.number(PROFILE.durationNanos, Math.round(durationMs * 1e6));
  return profile.finish();
}

export async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}
