export interface TreeSource<Item> {
  readonly itemKey: (item: Item) => string;
  readonly isExpandable: (item: Item) => boolean;
  /** Undefined while they are not loaded. */
  readonly childrenOf: (item: Item) => readonly Item[] | undefined;
}

/** A visible row; one without an item stands for children that are on their way. */
export interface TreeRow<Item> {
  readonly key: string;
  readonly item: Item | undefined;
  /** From 1, as aria-level counts. */
  readonly level: number;
  readonly isExpandable: boolean;
  readonly isExpanded: boolean;
  readonly parent: number | undefined;
}

/** The rows one sees of a tree, top to bottom. An explicit stack: a path can be deeper than calls may nest. */
export function flattenTree<Item>(
  roots: readonly Item[],
  expandedKeys: ReadonlySet<string>,
  source: TreeSource<Item>,
): readonly TreeRow<Item>[] {
  const rows: TreeRow<Item>[] = [];
  const stack: { item: Item; level: number; parent: number | undefined }[] = [];
  for (const item of roots.toReversed()) stack.push({ item, level: 1, parent: undefined });
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { item, level, parent } = next;
    const key = source.itemKey(item);
    const isExpandable = source.isExpandable(item);
    const isExpanded = isExpandable && expandedKeys.has(key);
    const index = rows.push({ key, item, level, isExpandable, isExpanded, parent }) - 1;
    if (!isExpanded) continue;
    const children = source.childrenOf(item);
    if (children === undefined) {
      rows.push({
        key: `${key}/\u2026`,
        item: undefined,
        level: level + 1,
        isExpandable: false,
        isExpanded: false,
        parent: index,
      });
    } else {
      for (const child of children.toReversed()) stack.push({ item: child, level: level + 1, parent: index });
    }
  }
  return rows;
}
