import { describe, expect, it } from 'vitest';

import { flattenTree, type TreeItems, type TreeRow } from '../../../../renderer/ui/flatten-tree.ts';

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
const rowsOf = (items: TreeItems<Node>, expanded: readonly string[]): readonly TreeRow<Node>[] => {
  const rows = flattenTree(items, new Set(expanded), source);
  return Array.from({ length: rows.length }, (_, index) => rows.at(index)!);
};
const show = (expanded: readonly string[], items: TreeItems<Node> = roots): readonly string[] =>
  rowsOf(items, expanded).map(
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

  it('finds rows by their keys, and gives the same row again', () => {
    const rows = flattenTree(roots, new Set(['etc', 'ssl', 'proc']), source);
    const keys = Array.from({ length: rows.length }, (_, index) => rows.at(index)!.key);
    expect(keys.map((key) => rows.indexOfKey(key))).toEqual(keys.map((_, index) => index));
    expect(rows.indexOfKey('none')).toBe(-1);
    expect(rows.at(2)).toBe(rows.at(2));
    expect(rows.at(rows.length)).toBeUndefined();
    expect(rows.at(-1)).toBeUndefined();
  });

  it('makes only the items that are looked at, of siblings that know their keys', () => {
    const made = new Set<number>();
    const many: TreeItems<Node> = {
      length: 100_000,
      at: (index) => {
        made.add(index);
        return { name: String(index), children: [{ name: `in ${String(index)}` }] };
      },
      indexOfKey: (key) => (/^\d+$/.test(key) ? Number(key) : -1),
    };
    const rows = flattenTree(many, new Set(['70000', '5', 'elsewhere']), source);
    expect(rows.length).toBe(100_002);
    expect([rows.at(6)?.key, rows.at(7)?.key, rows.at(70_002)?.key]).toEqual(['in 5', '6', 'in 70000']);
    expect(['5', 'in 5', '6', '70000', '70001'].map((key) => rows.indexOfKey(key))).toEqual([5, 6, 7, 70_001, 70_003]);
    expect(made.size).toBeLessThan(10);
  });

  it('takes a path deeper than calls may nest', () => {
    const depth = 50_000;
    let node: Node = { name: '0' };
    for (let level = 1; level < depth; level += 1) node = { name: String(level), children: [node] };
    const all = new Set(Array.from({ length: depth }, (_, level) => String(level)));
    expect(flattenTree([node], all, source).length).toBe(depth);
  });
});
