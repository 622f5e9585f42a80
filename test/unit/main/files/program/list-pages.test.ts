import { describe, expect, it } from 'vitest';

import { listPages } from '../../../../../main/files/program/list-pages.ts';
import type { EntryPage } from '../../../../../main/files/target-files.ts';
import type { OpenReach } from '../../../../../main/reach/index.ts';
import { entryTable, type FileEntry } from '../../../../../preload/contract/index.ts';
import { lengthOf, recordOf } from '../../reach/record-of.ts';

const SELF = '40755 0 0 2 7 27 4096 8 1.500000000 1.500000000 1.500000000 0.000000000 -';
const BRIEF = '100644 0 999 42 4096 1795651200123 -';

/** One block for each of the parts, as `--pack` writes what it cannot make smaller. */
async function pagesOf(...parts: readonly (readonly Buffer[])[]): Promise<readonly EntryPage[]> {
  async function* output(): AsyncGenerator<Uint8Array, void, undefined> {
    await Promise.resolve();
    for (const part of parts) {
      const content = Buffer.concat(part);
      yield Buffer.concat([lengthOf(content.length), lengthOf(content.length), content]);
    }
  }
  const reach = { request: () => ({ output: output(), result: Promise.resolve() }) } as unknown as OpenReach;
  const pages: EntryPage[] = [];
  for await (const page of listPages(reach, ['1', Buffer.from('/d')], AbortSignal.timeout(5_000))) pages.push(page);
  return pages;
}

function entriesOf(pages: readonly EntryPage[]): readonly FileEntry[] {
  return pages.flatMap(({ entries }) => {
    const table = entryTable(entries);
    return table.names.map((_name, place) => table.entry(place));
  });
}

describe('listPages', () => {
  it('tells of every entry what there is to tell, and of names that are no text their bytes', async () => {
    const pages = await pagesOf([
      recordOf(SELF, '/d'),
      recordOf(BRIEF, 'a.JFR'),
      recordOf(BRIEF, Buffer.of(0x61, 0xff, 0x5c)),
      recordOf(BRIEF, 'é'),
      recordOf('120777 0 0 1 4 5 m', 'l', Buffer.of(0xff), '40755'),
      recordOf('error 13', 'x'),
    ]);
    const file = { type: 'file', sizeBytes: 4096, mode: 0o644, uid: 0, gid: 999, modifiedMs: 1_795_651_200_123 };
    const none = { sizeBytes: 0, mode: 0, uid: 0, gid: 0, modifiedMs: 0 };
    const link = { ...none, type: 'link', sizeBytes: 4, mode: 0o777, modifiedMs: 5 };
    expect(entriesOf(pages)).toEqual([
      { ...file, name: 'a.JFR', role: 'recording' },
      { ...file, name: String.raw`a\xff\\` },
      { ...file, name: 'é' },
      { ...link, name: 'l', isMount: true, linkTarget: String.raw`\xff`, resolved: { type: 'directory' } },
      { ...none, name: 'x', type: 'unknown', isUnknown: true },
    ]);
    expect(pages.at(-1)).toMatchObject({ path: '/d', isLast: true, isCut: false });
  });

  it('shows at once what comes first, and then whole pages', async () => {
    const many = (from: number, count: number): readonly Buffer[] =>
      Array.from({ length: count }, (_, index) => recordOf(BRIEF, `f${String(from + index)}`));
    const parts = Array.from({ length: 12 }, (_, part) => many(part * 1_000, 1_000));
    const pages = await pagesOf([recordOf(SELF, '/d'), ...many(12_000, 3)], ...parts);
    expect(pages.map(({ entries, isLast }) => [entries.count, isLast])).toEqual([
      [3, false],
      [5_000, false],
      [5_000, false],
      [2_000, true],
    ]);
    expect(new Set(entriesOf(pages).map(({ name }) => name)).size).toBe(12_003);
  });

  it('has one page without an entry for an empty directory', async () => {
    const pages = await pagesOf([recordOf(SELF, '/d')]);
    expect(pages).toEqual([expect.objectContaining({ path: '/d', isLast: true })]);
    expect(entriesOf(pages)).toEqual([]);
  });
});
