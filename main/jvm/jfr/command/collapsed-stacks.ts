import type { CallTree } from '../../../../preload/contract/index.ts';

/** Stacks as other tools read them: `outermost;…;innermost weight`, in the order of their names. */
export function collapsedStacks({ self, parent, frame, frames }: CallTree): readonly string[] {
  const names = frames.map(({ className, method }) => (className === '' ? method : `${className}.${method}`));
  // A name that has the separator in it would be two.
  const safe = names.map((name) => name.replaceAll(/[;\r\n]/g, '_'));
  const paths: string[] = [];
  const lines: string[] = [];
  for (let node = 0; node < parent.length; node += 1) {
    const above = paths[parent[node] ?? -1];
    const name = safe[frame[node] ?? -1] ?? '';
    const path = above === undefined || above === '' ? name : `${above};${name}`;
    paths.push(path);
    const weight = self[node] ?? 0;
    if (weight > 0 && path !== '') lines.push(`${path} ${String(Math.round(weight))}`);
  }
  return lines.sort();
}
