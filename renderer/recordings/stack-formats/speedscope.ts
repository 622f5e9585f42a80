import type { WeightUnit } from '../../../preload/contract/index.ts';
import { fullName } from '../flame-graph/frame-names.ts';
import { stacksOf, type StackProfile } from './stacks.ts';

const UNITS: Readonly<Record<WeightUnit, string>> = {
  bytes: 'bytes',
  milliseconds: 'milliseconds',
  samples: 'none',
  events: 'none',
};

/** speedscope's file format: a sampled profile whose samples are the stacks, heaviest order left to its views. */
export function toSpeedscope({ tree, unit, name }: StackProfile): string {
  const samples: (readonly number[])[] = [];
  const weights: number[] = [];
  let endValue = 0;
  for (const { frames, weight } of stacksOf(tree)) {
    samples.push(frames);
    weights.push(weight);
    endValue += weight;
  }
  return JSON.stringify({
    $schema: 'https://www.speedscope.app/file-format-schema.json',
    exporter: 'Kesako',
    name,
    activeProfileIndex: 0,
    shared: {
      frames: tree.frames.map((frame) => ({ name: fullName(frame), ...(frame.line > 0 ? { line: frame.line } : {}) })),
    },
    profiles: [{ type: 'sampled', name, unit: UNITS[unit], startValue: 0, endValue, samples, weights }],
  });
}
