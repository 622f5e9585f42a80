import type { CallTreeFrame } from '../../../preload/contract/index.ts';
import { fullName, isGroup } from './frame-names.ts';
import type { TreeShape } from './tree-shape.ts';

export interface FrameMatches {
  /** 1 for each frame that matches. */
  readonly frames: Uint8Array;
  /** Nodes that match. */
  readonly nodes: number;
  /** The weight of all stacks with at least one of them: a method below itself counts once. */
  readonly weight: number;
}

/** Which frames a search means: text anywhere in the full name, whatever its case; between slashes a regular expression. */
export function matchFrames(frames: readonly CallTreeFrame[], query: string): Uint8Array | undefined {
  const text = query.trim();
  if (text === '') return undefined;
  const test = matcher(text);
  return Uint8Array.from(frames, (frame) => (!isGroup(frame) && test(fullName(frame)) ? 1 : 0));
}

function matcher(text: string): (name: string) => boolean {
  if (text.length > 2 && text.startsWith('/') && text.endsWith('/')) {
    try {
      const pattern = new RegExp(text.slice(1, -1), 'i');
      return (name) => pattern.test(name);
    } catch {
      // Half typed: it is looked for as it stands.
    }
  }
  const lower = text.toLowerCase();
  return (name) => name.toLowerCase().includes(lower);
}

export function countMatches(shape: TreeShape, frames: Uint8Array): FrameMatches {
  const { parent, frame } = shape.tree;
  const isInside = new Uint8Array(parent.length);
  let nodes = 0;
  let weight = 0;
  for (let node = 0; node < parent.length; node += 1) {
    const above = isInside[parent[node] ?? -1] ?? 0;
    const matches = frames[frame[node] ?? -1] === 1;
    if (matches) nodes += 1;
    if (matches && above === 0) weight += shape.totalOf(node);
    isInside[node] = matches || above === 1 ? 1 : 0;
  }
  return { frames, nodes, weight };
}
