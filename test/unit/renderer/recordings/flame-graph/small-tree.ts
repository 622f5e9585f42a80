import type { CallTree } from '../../../../../preload/contract/index.ts';
import { TreeBuilder } from '../../../../../renderer/recordings/flame-graph/tree-builder.ts';

/** From lines such as `a.A.main;b.B.run 3`; a method without a class is written without dots. */
export function treeOf(...lines: readonly string[]): CallTree {
  const builder = new TreeBuilder();
  const names: string[] = [];
  for (const line of lines) {
    const [stack = '', weight = '0', other] = line.split(' ');
    let node = 0;
    for (const name of stack === '' ? [] : stack.split(';')) {
      if (!names.includes(name)) names.push(name);
      node = builder.child(node, names.indexOf(name));
    }
    builder.add(node, Number(weight), Number(other ?? 0));
  }
  const frames = names.map((name) => {
    const dot = name.lastIndexOf('.');
    return { className: name.slice(0, Math.max(dot, 0)), method: name.slice(dot + 1), line: 0, kind: 'JIT compiled' };
  });
  return builder.finish(
    frames,
    lines.some((line) => line.split(' ').length > 2),
  );
}

/** The stacks again, in order. */
export function stacksOf({ parent, frame, self, frames }: CallTree): readonly string[] {
  return Array.from(self, (weight, node) => {
    const names: string[] = [];
    for (let at = node; at > 0; at = parent[at]!) {
      const { className, method } = frames[frame[at]!]!;
      names.push(className === '' ? method : `${className}.${method}`);
    }
    return weight === 0 ? '' : `${names.reverse().join(';')} ${weight}`;
  })
    .filter((line) => line !== '')
    .sort();
}
