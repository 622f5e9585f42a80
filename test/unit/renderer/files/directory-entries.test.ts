import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { columnsOf } from '../../../../preload/contract/index.ts';
import { gatherEntries, type DirectoryEntries } from '../../../../renderer/files/directory-entries.ts';
import { entry, gathered } from './gathered.ts';

const namesOf = ({ order, nameOf }: DirectoryEntries): readonly string[] => Array.from(order, nameOf);

describe('gatherEntries', () => {
  it('has the same order whatever pages the entries come in, directories first', () => {
    const name = fc.stringMatching(/^[abA0-2.]{1,4}$/);
    const some = fc.uniqueArray(fc.tuple(name, fc.boolean()), { selector: ([one]) => one, maxLength: 30 });
    const sizes = fc.array(fc.nat({ max: 8 }), { maxLength: 10 });
    fc.assert(
      fc.property(some, sizes, (kinds, cuts) => {
        const entries = kinds.map(([one, isFolder]) => entry(one, isFolder ? { type: 'directory' } : {}));
        const pages = cuts.map((size) => entries.splice(0, size));
        const all = [...pages.flat(), ...entries];
        const directory = gathered(...pages, entries);
        expect(namesOf(directory)).toEqual(namesOf(gathered(all)));
        const found = Array.from(directory.order, directory.entryOf);
        expect(found.toSorted((one, other) => all.indexOf(one) - all.indexOf(other))).toHaveLength(all.length);
        expect(found.slice(0, directory.directories).every(({ type }) => type === 'directory')).toBe(true);
        expect(found.slice(directory.directories).every(({ type }) => type === 'file')).toBe(true);
        expect(new Set(found.map((one) => one.name))).toEqual(new Set(all.map((one) => one.name)));
      }),
    );
  });

  it('counts a link to a directory among them', () => {
    const { directories } = gathered([
      entry('l', { type: 'link', resolved: { type: 'directory' } }),
      entry('m', { type: 'link' }),
    ]);
    expect(directories).toBe(1);
  });

  it('shows a part as it was when more has come', () => {
    const gathering = gatherEntries();
    gathering.add(columnsOf([entry('b', { sizeBytes: 2 }), entry('d', { type: 'directory' })]));
    const part = gathering.entries();
    gathering.add(columnsOf([entry('a', { sizeBytes: 1 }), entry('c', { sizeBytes: 3 })]));
    expect(namesOf(part)).toEqual(['d', 'b']);
    const all = gathering.entries();
    expect(namesOf(all)).toEqual(['d', 'a', 'b', 'c']);
    expect(all.entryOf(3)).toEqual(entry('c', { sizeBytes: 3 }));
    expect(() => all.entryOf(-1)).toThrow(RangeError);
  });
});
