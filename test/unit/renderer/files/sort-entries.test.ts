import { describe, expect, it } from 'vitest';

import type { FileEntry } from '../../../../preload/contract/index.ts';
import { DEFAULT_SORT, wantedEntries, type EntryWish } from '../../../../renderer/files/sort-entries.ts';
import { entry, gathered } from './gathered.ts';

describe('a directory as a person wants it', () => {
  const names = (entries: readonly FileEntry[], wanted: EntryWish): string => {
    const directory = gathered(entries);
    return Array.from(wantedEntries(directory, wanted), (place) => directory.nameOf(place)).join(' ');
  };
  const some = [
    entry('b10', { sizeBytes: 5 }),
    entry('B2', { sizeBytes: 7 }),
    entry('.hidden'),
    entry('z', { type: 'directory' }),
    entry('link', { type: 'link', resolved: { type: 'directory' } }),
  ];
  const wish = { sort: DEFAULT_SORT, filter: '', showsHidden: false };

  it('has directories first and counts as people do', () => {
    expect(names(some, wish)).toBe('link z B2 b10');
    expect(names(some, { ...wish, sort: { column: 'name', direction: 'descending' } })).toBe('z link b10 B2');
    expect(names(some, { ...wish, sort: { column: 'size', direction: 'ascending' } })).toBe('link z b10 B2');
    expect(names(some, { ...wish, sort: { column: 'size', direction: 'descending' } })).toBe('z link B2 b10');
    expect(names(some, { ...wish, sort: { column: 'owner', direction: 'descending' } })).toBe('z link b10 B2');
    // What is shown next must not have been turned round with it.
    expect(names(some, wish)).toBe('link z B2 b10');
  });

  it('shows what is hidden, and what a filter or a pattern asks for', () => {
    expect(names(some, { ...wish, showsHidden: true })).toBe('link z .hidden B2 b10');
    expect(names(some, { ...wish, filter: ' B1 ' })).toBe('b10');
    expect(names(some, { ...wish, filter: 'b?' })).toBe('B2');
    expect(names(some, { ...wish, filter: '*.(x' })).toBe('');
  });

  it('sorts a hundred thousand names without holding up the window', () => {
    const many = Array.from({ length: 100_000 }, (_, index) => entry(`entry-${String((index * 7919) % 100_000)}.log`));
    const startedAt = process.cpuUsage();
    const directory = gathered(
      ...Array.from({ length: 20 }, (_, page) => many.slice(page * 5_000, (page + 1) * 5_000)),
    );
    const sorted = wantedEntries(directory, wish);
    const { user, system } = process.cpuUsage(startedAt);
    const took = (user + system) / 1000;
    console.log(`sorted 100,000 names in ${took.toFixed(0)} ms of a processor`);
    expect(directory.nameOf(sorted[99_999] ?? 0)).toBe('entry-99999.log');
    expect(took).toBeLessThan(1_000);
  });
});
