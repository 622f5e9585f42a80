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

interface Siblings<Item> {
  readonly items: readonly Item[];
  next: number;
  readonly level: number;
  readonly parent: number | undefined;
}

/** The rows one sees of a tree, top to bottom. An explicit stack: a path can be deeper than calls may nest. */
export function flattenTree<Item>(
  roots: readonly Item[],
  expandedKeys: ReadonlySet<string>,
  source: TreeSource<Item>,
): readonly TreeRow<Item>[] {
  const rows: TreeRow<Item>[] = [];
  const stack: Siblings<Item>[] = [{ items: roots, next: 0, level: 1, parent: undefined }];
  for (let siblings = stack.at(-1); siblings !== undefined; siblings = stack.at(-1)) {
    const children = takeUntilExpanded(siblings, rows, expandedKeys, source);
    if (children === undefined) stack.pop();
    else stack.push(children);
  }
  return rows;
}

/** Siblings up to the first whose children come next; `undefined` if there is none any more. */
function takeUntilExpanded<Item>(
  siblings: Siblings<Item>,
  rows: TreeRow<Item>[],
  expandedKeys: ReadonlySet<string>,
  { itemKey, isExpandable: canExpand, childrenOf }: TreeSource<Item>,
): Siblings<Item> | undefined {
  const { items, level, parent } = siblings;
  while (siblings.next < items.length) {
    const item = items[siblings.next];
    siblings.next += 1;
    if (item === undefined) continue;
    const key = itemKey(item);
    const isExpandable = canExpand(item);
    const isExpanded = isExpandable && expandedKeys.has(key);
    const index = rows.push({ key, item, level, isExpandable, isExpanded, parent }) - 1;
    if (!isExpanded) continue;
    const children = childrenOf(item);
    if (children !== undefined) return { items: children, next: 0, level: level + 1, parent: index };
    const waiting = { item: undefined, isExpandable: false, isExpanded: false, parent: index };
    rows.push({ key: `${key}/\u2026`, level: level + 1, ...waiting });
  }
  return undefined;
}
