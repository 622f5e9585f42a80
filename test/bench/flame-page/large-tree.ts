import type { CallTree } from '../../../preload/contract/index.ts';
import { TreeBuilder } from '../../../renderer/recordings/flame-graph/tree-builder.ts';

const PACKAGES = [
  'java.util',
  'java.lang',
  'org.springframework.web',
  'com.example.clinic',
  'io.netty.channel',
  'org.hibernate',
];
const METHODS = 5000;
const SHORTEST = 12;
const LONGEST = 90;
const BRANCHES = 7;

/**
 * A tree of so many nodes, the same each time, made as a profiler makes one: stack by stack, each choosing at every call among a
 * few callees, the first ones more often. So there are broad frames, and under each of them ever more narrow ones.
 */
export function largeTree(nodes: number): CallTree {
  let state = 1;
  const random = (): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x80000000;
  };
  const builder = new TreeBuilder();
  for (let newest = 0; newest < nodes - 1;) {
    const length = SHORTEST + Math.floor(random() ** 2 * (LONGEST - SHORTEST));
    let node = 0;
    let frame = 0;
    for (let depth = 0; depth < length && newest < nodes - 1; depth += 1) {
      const choice = Math.floor(random() ** 4 * BRANCHES);
      frame = (Math.imul(frame + 1, 31) + Math.imul(choice, 977) + depth) % METHODS;
      node = builder.child(node, Math.abs(frame));
      newest = Math.max(newest, node);
    }
    builder.add(node, 1);
  }
  const frames = Array.from({ length: METHODS }, (_, number) => ({
    className: `${PACKAGES[number % PACKAGES.length] ?? ''}.Type${number % 400}`,
    method: `method${number}`,
    line: 0,
    kind: 'JIT compiled',
  }));
  return builder.finish(frames, false);
}
