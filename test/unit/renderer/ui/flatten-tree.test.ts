import { describe, expect, it } from 'vitest';

import { flattenTree } from '../../../../renderer/ui/flatten-tree.ts';

interface Node {
  readonly name: string;
  readonly children?: readonly Node[] | 'unloaded';
}

const source = {
  itemKey: ({ name }: Node) => name,
  isExpandable: ({ children }: Node) => children !== undefined,
  childrenOf: ({ children }: Node) => (children === 'unloaded' ? undefined : children),
};
const roots: readonly Node[] = [
  { name: 'etc', children: [{ name: 'passwd' }, { name: 'ssl', children: [{ name: 'certs' }] }] },
  { name: 'proc', children: 'unloaded' },
];
const show = (expanded: readonly string[]): readonly string[] =>
  flattenTree(roots, new Set(expanded), source).map(
    ({ item, level, parent }) => `${'  '.repeat(level - 1)}${item?.name ?? '…'} <${parent ?? '-'}`,
  );

describe('flattenTree', () => {
  it('shows only the roots while closed', () => {
    expect(show([])).toEqual(['etc <-', 'proc <-']);
  });

  it('goes depth first and knows each row’s parent', () => {
    expect(show(['etc', 'ssl'])).toEqual(['etc <-', '  passwd <0', '  ssl <0', '    certs <2', 'proc <-']);
  });

  it('stands a row in for children that are not there yet', () => {
    expect(show(['proc'])).toEqual(['etc <-', 'proc <-', '  … <1']);
  });

  it('does not open what is inside a closed folder', () => {
    expect(show(['ssl'])).toEqual(['etc <-', 'proc <-']);
  });

  it('takes a path deeper than calls may nest', () => {
    const depth = 50_000;
    let node: Node = { name: '0' };
    for (let level = 1; level < depth; level += 1) node = { name: String(level), children: [node] };
    const all = new Set(Array.from({ length: depth }, (_, level) => String(level)));
    expect(flattenTree([node], all, source)).toHaveLength(depth);
  });
});
