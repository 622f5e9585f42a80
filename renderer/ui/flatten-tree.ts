/** Siblings in their order. An array is such; a directory of a hundred thousand entries makes an item when it is asked for it. */
export interface TreeItems<Item> {
  readonly length: number;
  at(index: number): Item | undefined;
  /** -1 if there is none. Without it all are looked through. */
  indexOfKey?(key: string): number;
}

export interface TreeSource<Item> {
  readonly itemKey: (item: Item) => string;
  readonly isExpandable: (item: Item) => boolean;
  /** Undefined while they are not loaded. */
  readonly childrenOf: (item: Item) => TreeItems<Item> | undefined;
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

/** The rows one sees of a tree, top to bottom; the same one is the same object whenever it is asked for. */
export interface TreeRows<Item> {
  readonly length: number;
  at(index: number): TreeRow<Item> | undefined;
  /** -1 if no row has it. */
  indexOfKey(key: string): number;
}

/** Siblings between two opened ones, or a row that stands for what is on its way. */
interface Stretch<Item> {
  /** Its first row. */
  readonly start: number;
  readonly items: TreeItems<Item> | undefined;
  /** Which sibling the first row is. */
  readonly from: number;
  readonly count: number;
  readonly level: number;
  readonly parent: number | undefined;
}

interface Siblings<Item> {
  readonly items: TreeItems<Item>;
  readonly level: number;
  readonly parent: number | undefined;
  /** Those that are open, in their order, and how many of them have been gone into. */
  readonly open: readonly number[];
  gone: number;
  next: number;
}

/** An explicit stack: a path can be deeper than calls may nest. */
export function flattenTree<Item>(
  roots: TreeItems<Item>,
  expandedKeys: ReadonlySet<string>,
  source: TreeSource<Item>,
): TreeRows<Item> {
  const stretches: Stretch<Item>[] = [];
  let length = 0;
  const siblings = (items: TreeItems<Item>, level: number, parent: number | undefined): Siblings<Item> => ({
    items,
    level,
    parent,
    open: openAmong(items, expandedKeys, source),
    gone: 0,
    next: 0,
  });
  const add = (stretch: Omit<Stretch<Item>, 'start'>): void => {
    if (stretch.count === 0) return;
    stretches.push({ ...stretch, start: length });
    length += stretch.count;
  };
  const stack = [siblings(roots, 1, undefined)];
  for (let current = stack.at(-1); current !== undefined; current = stack.at(-1)) {
    const { items, level, parent } = current;
    const opened = current.open[current.gone];
    const end = opened === undefined ? items.length : opened + 1;
    add({ items, from: current.next, count: end - current.next, level, parent });
    current.next = end;
    current.gone += 1;
    if (opened === undefined) {
      stack.pop();
      continue;
    }
    const item = items.at(opened);
    const children = item === undefined ? undefined : source.childrenOf(item);
    if (children === undefined) add({ items: undefined, from: 0, count: 1, level: level + 1, parent: length - 1 });
    else stack.push(siblings(children, level + 1, length - 1));
  }
  return treeRows(stretches, length, expandedKeys, source);
}

function openAmong<Item>(
  items: TreeItems<Item>,
  expandedKeys: ReadonlySet<string>,
  { itemKey, isExpandable }: TreeSource<Item>,
): readonly number[] {
  if (expandedKeys.size === 0) return [];
  const isOpen = (index: number): boolean => {
    const item = items.at(index);
    return item !== undefined && isExpandable(item) && expandedKeys.has(itemKey(item));
  };
  if (items.indexOfKey === undefined || expandedKeys.size > items.length) {
    return Array.from({ length: items.length }, (_, index) => index).filter(isOpen);
  }
  const found = Array.from(expandedKeys, (key) => items.indexOfKey?.(key) ?? -1);
  return found.filter((index) => index >= 0 && isOpen(index)).sort((one, other) => one - other);
}

function treeRows<Item>(
  stretches: readonly Stretch<Item>[],
  length: number,
  expandedKeys: ReadonlySet<string>,
  { itemKey, isExpandable: canExpand }: TreeSource<Item>,
): TreeRows<Item> {
  const made = new Map<number, TreeRow<Item>>();
  let indexes: ReadonlyMap<string, number> | undefined;

  function rowAt(index: number): TreeRow<Item> | undefined {
    const stretch = stretches[stretchAt(stretches, index)];
    if (stretch === undefined || index < 0 || index >= length) return undefined;
    const { items, from, start, level, parent } = stretch;
    const item = items?.at(from + index - start);
    if (item === undefined) {
      const key = `${rowKey(parent)}/\u2026`;
      return { key, item, level, isExpandable: false, isExpanded: false, parent };
    }
    const key = itemKey(item);
    const isExpandable = canExpand(item);
    return { key, item, level, isExpandable, isExpanded: isExpandable && expandedKeys.has(key), parent };
  }

  function at(index: number): TreeRow<Item> | undefined {
    const before = made.get(index);
    if (before !== undefined) return before;
    const row = rowAt(index);
    if (row !== undefined) made.set(index, row);
    return row;
  }

  function rowKey(index: number | undefined): string {
    return (index === undefined ? undefined : at(index)?.key) ?? '';
  }

  /** Rows of siblings that do not know themselves where they have a key. */
  function searched(): ReadonlyMap<string, number> {
    const found = new Map<string, number>();
    for (const { start, count, items } of stretches) {
      if (items?.indexOfKey !== undefined) continue;
      for (let index = start; index < start + count; index += 1) found.set(rowKey(index), index);
    }
    return found;
  }

  return {
    length,
    at,
    indexOfKey: (key) => {
      for (const { items, from, count, start } of stretches) {
        const found = items?.indexOfKey?.(key) ?? -1;
        if (found >= from && found < from + count) return start + found - from;
      }
      indexes ??= searched();
      return indexes.get(key) ?? -1;
    },
  };
}

/** The last one that begins no later. */
function stretchAt<Item>(stretches: readonly Stretch<Item>[], index: number): number {
  let [low, high] = [0, stretches.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.start ?? 0) <= index) low = middle;
    else high = middle;
  }
  return low;
}
