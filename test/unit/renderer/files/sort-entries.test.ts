import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { FileEntry } from '../../../../preload/contract/index.ts';
import { compareNames, DEFAULT_SORT, wantedEntries } from '../../../../renderer/files/sort-entries.ts';

const entry = (name: string, change: Partial<FileEntry> = {}): FileEntry => ({
  name,
  type: 'file',
  sizeBytes: 0,
  mode: 0o644,
  uid: 0,
  gid: 0,
  modifiedMs: 1_795_651_200_000,
  inode: 1,
  ...change,
});

describe('a directory as a person wants it', () => {
  const names = (entries: readonly FileEntry[]): string => entries.map(({ name }) => name).join(' ');
  const some = [
    entry('b10', { sizeBytes: 5 }),
    entry('B2', { sizeBytes: 7 }),
    entry('.hidden'),
    entry('z', { type: 'directory' }),
    entry('link', { type: 'link', resolved: { type: 'directory' } }),
  ];
  const wish = { sort: DEFAULT_SORT, filter: '', showsHidden: false };

  it('has directories first and counts as people do', () => {
    expect(names(wantedEntries(some, wish))).toBe('link z B2 b10');
    expect(names(wantedEntries(some, { ...wish, sort: { column: 'size', direction: 'descending' } }))).toBe(
      'z link B2 b10',
    );
  });

  it('shows what is hidden, and what a filter or a pattern asks for', () => {
    expect(names(wantedEntries(some, { ...wish, showsHidden: true }))).toBe('link z .hidden B2 b10');
    expect(names(wantedEntries(some, { ...wish, filter: ' B1 ' }))).toBe('b10');
    expect(names(wantedEntries(some, { ...wish, filter: 'b?' }))).toBe('B2');
    expect(names(wantedEntries(some, { ...wish, filter: '*.(x' }))).toBe('');
  });

  it('compares any names in one order', () => {
    const name = fc.stringMatching(/^[a-c0-2é.]{0,8}$/);
    fc.assert(
      fc.property(name, name, name, (a, b, c) => {
        expect(Math.sign(compareNames(a, b))).toBe(-Math.sign(compareNames(b, a)) || 0);
        if (compareNames(a, b) < 0 && compareNames(b, c) < 0) expect(compareNames(a, c)).toBeLessThan(0);
        expect(compareNames(a, b) === 0).toBe(a === b);
      }),
    );
  });

  it('sorts a hundred thousand names without holding up the window', () => {
    const many = Array.from({ length: 100_000 }, (_, index) => entry(`entry-${String((index * 7919) % 100_000)}.log`));
    const startedAt = performance.now();
    const sorted = wantedEntries(many, wish);
    const took = performance.now() - startedAt;
    console.log(`sorted 100,000 names in ${took.toFixed(0)} ms`);
    expect(sorted[99_999]?.name).toBe('entry-99999.log');
    expect(took).toBeLessThan(1_500);
  });
});
