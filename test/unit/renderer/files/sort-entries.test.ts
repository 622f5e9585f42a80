import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { FileEntry } from '../../../../preload/contract/index.ts';
import {
  compareNames,
  DEFAULT_SORT,
  gatherEntries,
  wantedEntries,
  type EntryWish,
} from '../../../../renderer/files/sort-entries.ts';

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
  const gathered = (...pages: readonly (readonly FileEntry[])[]): readonly FileEntry[] => {
    const gathering = gatherEntries();
    for (const page of pages) gathering.add(page);
    return gathering.entries();
  };
  const namesOf = (entries: readonly FileEntry[]): string => entries.map(({ name }) => name).join(' ');
  const names = (entries: readonly FileEntry[], wanted: EntryWish): string =>
    namesOf(wantedEntries(gathered(entries), wanted));
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
    expect(names(some, { ...wish, sort: { column: 'size', direction: 'descending' } })).toBe('z link B2 b10');
  });

  it('shows what is hidden, and what a filter or a pattern asks for', () => {
    expect(names(some, { ...wish, showsHidden: true })).toBe('link z .hidden B2 b10');
    expect(names(some, { ...wish, filter: ' B1 ' })).toBe('b10');
    expect(names(some, { ...wish, filter: 'b?' })).toBe('B2');
    expect(names(some, { ...wish, filter: '*.(x' })).toBe('');
  });

  it('has the same order whatever pages the entries come in', () => {
    const some = fc.array(
      fc
        .tuple(fc.stringMatching(/^[abA0-2.]{1,4}$/), fc.boolean())
        .map(([name, isFolder]) => entry(name, isFolder ? { type: 'directory' } : {})),
    );
    fc.assert(
      fc.property(some, fc.nat({ max: 20 }), (entries, at) => {
        const pages = gathered(entries.slice(0, at), entries.slice(at));
        expect(pages.map(({ name }) => name.toLowerCase())).toEqual(
          gathered(entries).map(({ name }) => name.toLowerCase()),
        );
        expect(pages.findIndex(({ type }) => type === 'file')).toBe(
          pages.every(({ type }) => type !== 'file') ? -1 : pages.filter(({ type }) => type !== 'file').length,
        );
      }),
    );
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
    const startedAt = process.cpuUsage();
    const sorted = wantedEntries(gathered(many), wish);
    const { user, system } = process.cpuUsage(startedAt);
    const took = (user + system) / 1000;
    console.log(`sorted 100,000 names in ${took.toFixed(0)} ms of a processor`);
    expect(sorted[99_999]?.name).toBe('entry-99999.log');
    expect(took).toBeLessThan(1_500);
  });
});
