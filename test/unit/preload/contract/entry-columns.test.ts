import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { columnsOf, entryTable, type EntryColumns, type FileEntry } from '../../../../preload/contract/index.ts';

const natural = fc.integer({ min: 0, max: 2 ** 40 });
const type = fc.constantFrom('file', 'directory', 'link', 'fifo', 'socket', 'block-device', 'unknown');
const entry = fc.record<FileEntry, 'name' | 'type' | 'sizeBytes' | 'mode' | 'uid' | 'gid' | 'modifiedMs'>(
  {
    name: fc.string({ minLength: 1 }).map((name) => name.replaceAll('/', '|')),
    type,
    sizeBytes: natural,
    mode: natural,
    uid: natural,
    gid: natural,
    modifiedMs: fc.integer(),
    linkTarget: fc.string(),
    resolved: fc.record({ type, path: fc.string() }),
    isMount: fc.constant(true),
    isUnknown: fc.constant(true),
    role: fc.constantFrom('recording', 'heapDump'),
  },
  { requiredKeys: ['name', 'type', 'sizeBytes', 'mode', 'uid', 'gid', 'modifiedMs'] },
);

describe('columnsOf', () => {
  it('says the same as the entries, over any transport', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 12 }), (entries) => {
        const table = entryTable(JSON.parse(JSON.stringify(columnsOf(entries))) as EntryColumns);
        expect(table.names.map((_name, place) => table.entry(place))).toEqual(JSON.parse(JSON.stringify(entries)));
        expect(table.names.map((_name, place) => table.endType(place))).toEqual(
          entries.map(({ type, resolved }) => (type === 'link' ? resolved?.type : type)),
        );
      }),
    );
  });

  it('says once what all have in common', () => {
    const one = {
      name: 'a',
      type: 'file',
      sizeBytes: 1,
      mode: 0o644,
      uid: 0,
      gid: 0,
      modifiedMs: 5,
    } as const;
    const columns = columnsOf([one, { ...one, name: 'b', uid: 2 }]);
    expect(columns).toMatchObject({ names: 'a/b', sizes: [1], modes: [0o644], uids: [0, 2], rest: [] });
  });

  it('refuses names that would move the others', () => {
    expect(() => entryTable({ ...columnsOf([]), count: 1, names: 'a/b' })).toThrow(RangeError);
  });
});
