/** Other trees of the same stacks. Each function gives a new tree and leaves the old one as it is. */
import type { CallTree } from '../../../preload/contract/index.ts';
import { TreeBuilder } from './tree-builder.ts';

/** Callees first: under the whole stand the methods that ran, below each who called it. */
export function invertTree(tree: CallTree): CallTree {
  const { parent, frame, self, otherSelf } = tree;
  const builder = new TreeBuilder();
  for (let node = 0; node < parent.length; node += 1) {
    const weight = self[node] ?? 0;
    const other = otherSelf?.[node] ?? 0;
    if (weight === 0 && other === 0) continue;
    let inverse = 0;
    for (let caller = node; caller > 0; caller = parent[caller] ?? -1) {
      inverse = builder.child(inverse, frame[caller] ?? -1);
    }
    builder.add(inverse, weight, other);
  }
  return builder.finish(tree.frames, otherSelf !== undefined);
}

/** A method that calls itself directly is drawn once, with all that any of its turns called. */
export function collapseRecursion(tree: CallTree): CallTree {
  const { parent, frame } = tree;
  return rebuild(tree, (node, above) => (above >= 0 && frame[node] === frame[parent[node] ?? -1] ? 'merge' : 'keep'));
}

/** Only stacks that go through a method, from its topmost call down, all calls merged. `wanted` has 1 for its frames. */
export function focusOnFrames(tree: CallTree, wanted: Uint8Array): CallTree {
  const { frame } = tree;
  return rebuild(tree, (node, above) => (above < 0 && wanted[frame[node] ?? -1] !== 1 ? 'drop' : 'keep'));
}

type Fate = 'keep' | 'merge' | 'drop';

/** `fate` is asked for each node, with the node that its parent became, or -1. */
function rebuild(tree: CallTree, fate: (node: number, above: number) => Fate): CallTree {
  const { parent, frame, self, otherSelf } = tree;
  const builder = new TreeBuilder();
  const moved = new Int32Array(parent.length).fill(-1);
  if (fate(0, -1) === 'keep') builder.add(0, self[0] ?? 0, otherSelf?.[0] ?? 0);
  for (let node = 1; node < parent.length; node += 1) {
    const above = moved[parent[node] ?? 0] ?? -1;
    const decided = fate(node, above);
    if (decided === 'drop') continue;
    const own = decided === 'merge' ? above : builder.child(Math.max(above, 0), frame[node] ?? -1);
    moved[node] = own;
    builder.add(own, self[node] ?? 0, otherSelf?.[node] ?? 0);
  }
  return builder.finish(tree.frames, otherSelf !== undefined);
}
