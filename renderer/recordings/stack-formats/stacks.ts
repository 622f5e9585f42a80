import type { CallTree, WeightUnit } from '../../../preload/contract/index.ts';

/** What a file of stacks is made of. */
export interface StackProfile {
  readonly tree: CallTree;
  readonly unit: WeightUnit;
  /** `CPU`, `Allocation`. */
  readonly name: string;
  readonly startedAt: number;
  readonly durationMs: number;
}

/** Each stack that something weighs, outermost call first, as numbers of frames. */
export function* stacksOf({
  parent,
  frame,
  self,
}: CallTree): Generator<{ readonly frames: readonly number[]; readonly weight: number }> {
  for (let node = 1; node < parent.length; node += 1) {
    const weight = self[node] ?? 0;
    if (weight === 0) continue;
    const frames: number[] = [];
    for (let at = node; at > 0; at = parent[at] ?? -1) frames.push(frame[at] ?? -1);
    yield { frames: frames.reverse(), weight };
  }
}
