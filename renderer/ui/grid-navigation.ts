/** Where the keyboard goes in a list of rows. */
export type GridMove = 'previous' | 'next' | 'first' | 'last' | 'pageBack' | 'pageForward';

const movesByKey: Readonly<Record<string, GridMove>> = {
  ArrowUp: 'previous',
  ArrowDown: 'next',
  Home: 'first',
  End: 'last',
  PageUp: 'pageBack',
  PageDown: 'pageForward',
};

export function gridMove(key: string): GridMove | undefined {
  return Object.hasOwn(movesByKey, key) ? movesByKey[key] : undefined;
}

/** The row after a move; undefined only when there are no rows. */
export function movedIndex(move: GridMove, index: number | undefined, count: number, page: number): number | undefined {
  if (count === 0) return undefined;
  const clamp = (value: number): number => Math.min(Math.max(value, 0), count - 1);
  switch (move) {
    case 'first':
      return 0;
    case 'last':
      return count - 1;
    case 'previous':
      return clamp((index ?? count) - 1);
    case 'next':
      return clamp((index ?? -1) + 1);
    case 'pageBack':
      return clamp((index ?? 0) - page);
    case 'pageForward':
      return clamp((index ?? 0) + page);
  }
}
