import type { CallTree, CallTreeFrame } from '../../../preload/contract/index.ts';
import { fullName } from './frame-names.ts';
import { TreeBuilder } from './tree-builder.ts';

/**
 * Both recordings in one tree: `self` is of `after`, `otherSelf` of `before`, scaled to the same whole, so that a longer
 * recording does not look like a slower program.
 */
export function compareTrees(before: CallTree, after: CallTree): CallTree {
  const frames: CallTreeFrame[] = [];
  const known = new Map<string, number>();
  const number = (frame: CallTreeFrame): number => {
    const name = fullName(frame);
    const found = known.get(name);
    if (found !== undefined) return found;
    known.set(name, frames.length);
    return frames.push(frame) - 1;
  };
  const whole = sum(before.self);
  const scale = whole === 0 ? 0 : sum(after.self) / whole;
  const builder = new TreeBuilder();
  for (const [tree, isAfter] of [
    [before, false],
    [after, true],
  ] as const) {
    const numbers = tree.frames.map(number);
    const moved = new Int32Array(tree.parent.length);
    for (let node = 0; node < tree.parent.length; node += 1) {
      const weight = tree.self[node] ?? 0;
      if (node > 0) {
        const above = moved[tree.parent[node] ?? 0] ?? 0;
        moved[node] = builder.child(above, numbers[tree.frame[node] ?? -1] ?? -1);
      }
      builder.add(moved[node] ?? 0, isAfter ? weight : 0, isAfter ? 0 : weight * scale);
    }
  }
  return builder.finish(frames, true);
}

function sum(weights: Float64Array): number {
  let total = 0;
  for (const weight of weights) total += weight;
  return total;
}
