/** Which rows are chosen after one more step. Pure. */
export interface MarkStep {
  /** A plain click, one with Ctrl, one with Shift. */
  readonly how: 'only' | 'toggle' | 'range';
  readonly index: number;
  /** Where a range begins. */
  readonly anchor: number;
  readonly keyAt: (index: number) => string;
}

export function markedAfter(marked: ReadonlySet<string>, { how, index, anchor, keyAt }: MarkStep): ReadonlySet<string> {
  const key = keyAt(index);
  switch (how) {
    case 'only':
      return new Set([key]);
    case 'toggle': {
      const next = new Set(marked);
      if (!next.delete(key)) next.add(key);
      return next;
    }
    case 'range': {
      const [first, last] = anchor < index ? [anchor, index] : [index, anchor];
      return new Set(Array.from({ length: last - first + 1 }, (_, step) => keyAt(first + step)));
    }
  }
}
