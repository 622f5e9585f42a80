import type { ReactNode } from 'react';

export interface PickerItem {
  readonly id: string;
  readonly title: string;
  readonly detail?: string;
  /** Before the title. */
  readonly mark?: ReactNode;
}

/** More than anyone scrolls through; typing narrows it down. */
const SHOWN_LIMIT = 200;

/** What matches the typed words; and, where other names are allowed, the typed name itself. */
export function pickerItems(items: readonly PickerItem[], query: string, allowsOther: boolean): readonly PickerItem[] {
  const typed = query.trim();
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const matching = items.filter(({ title, detail = '' }) => {
    const text = `${title} ${detail}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const other = allowsOther && typed !== '' && !items.some(({ id }) => id === typed);
  return [
    ...matching.slice(0, SHOWN_LIMIT),
    ...(other ? [{ id: typed, title: typed, detail: 'not in the list' }] : []),
  ];
}
