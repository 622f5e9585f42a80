import { describe, expect, it } from 'vitest';

import {
  compareEntries,
  differencesOf,
  pairEntries,
  verdictOf,
  type EntryRules,
} from '../../../../../main/files/compare/compare-entries.ts';
import type { FileEntry } from '../../../../../preload/contract/files.ts';

const RULES: EntryRules = { isCutHere: false, isCutThere: false, isDeepest: false, isKernel: false };

function entry(facts: Partial<FileEntry> = {}): FileEntry {
  return { name: 'a', type: 'file', sizeBytes: 5, mode: 0o644, uid: 0, gid: 0, modifiedMs: 0, ...facts };
}

describe('entries of two directories', () => {
  it('meet by their names, whatever the order they come in', () => {
    const pairs = pairEntries(
      ['b', 'a', 'é'].map((name) => entry({ name })),
      ['c', 'b'].map((name) => entry({ name })),
    );
    expect(pairs.map(({ name, here, there }) => [name, here?.name, there?.name])).toEqual([
      ['a', 'a', undefined],
      ['b', 'b', 'b'],
      ['c', undefined, 'c'],
      ['é', 'é', undefined],
    ]);
  });

  it.each([
    ['nothing but their times', {}, { modifiedMs: 1 }, []],
    ['the mode', {}, { mode: 0o600 }, ['mode']],
    ['the owner and its group', { uid: 1 }, { gid: 1 }, ['owner']],
    ['the size', {}, { sizeBytes: 6 }, ['size']],
    ['the type, and all that only follows from it', {}, { type: 'directory', mode: 0o755, sizeBytes: 4096 }, ['type']],
    ['a directory’s size, which says nothing', { type: 'directory' }, { type: 'directory', sizeBytes: 9 }, []],
    ['where a link leads', { type: 'link', linkTarget: '/a' }, { type: 'link', linkTarget: '/b', mode: 1 }, ['link']],
  ] as const)('differ by %s', (_what, here, there, expected) => {
    expect(differencesOf(entry(here), entry(there))).toEqual(expected);
  });

  it.each([
    ['files of one size need their content', {}, {}, 'content', undefined],
    ['files of two sizes do not', {}, { sizeBytes: 6 }, 'nothing', undefined],
    ['empty ones do not', { sizeBytes: 0 }, { sizeBytes: 0 }, 'nothing', undefined],
    [
      'unless one is mounted, maybe by the kernel',
      { sizeBytes: 0 },
      { sizeBytes: 0, isMount: true },
      'nothing',
      'mount',
    ],
    ['directories are entered', { type: 'directory' }, { type: 'directory' }, 'directory', undefined],
    ['but no other file system', { type: 'directory' }, { type: 'directory', isMount: true }, 'nothing', 'mount'],
    [
      'links are never followed',
      { type: 'link', linkTarget: 'x' },
      { type: 'link', linkTarget: 'x' },
      'nothing',
      undefined,
    ],
    ['devices are not read', { type: 'block-device' }, { type: 'block-device' }, 'nothing', 'device'],
  ] as const)('%s', (_what, here, there, next, notCompared) => {
    const answer = compareEntries('a', { name: 'a', here: entry(here), there: entry(there) }, RULES);
    expect([answer.next, answer.entry.notCompared]).toEqual([next, notCompared]);
  });

  it('are not entered beyond the depth, and not read where the kernel makes them', () => {
    const directory = entry({ type: 'directory' });
    const deep = compareEntries('a', { name: 'a', here: directory, there: directory }, { ...RULES, isDeepest: true });
    expect([deep.next, verdictOf(deep.entry)]).toEqual(['nothing', 'unknown']);
    const kernel = compareEntries('a', { name: 'a', here: entry(), there: entry() }, { ...RULES, isKernel: true });
    expect([kernel.next, kernel.entry.notCompared]).toEqual(['nothing', 'kernel']);
  });

  it('are only on one side where the other one is known as a whole', () => {
    const pair = { name: 'a', here: entry() };
    const verdict = (rules: EntryRules): string => verdictOf(compareEntries('a', pair, rules).entry);
    expect(verdict(RULES)).toBe('onlyHere');
    expect(verdict({ ...RULES, isCutHere: true })).toBe('onlyHere');
    expect(verdict({ ...RULES, isCutThere: true })).toBe('unknown');
    expect(verdictOf(compareEntries('a', { name: 'a', there: entry() }, RULES).entry)).toBe('onlyThere');
  });

  it('of which no more than the name is told are not judged', () => {
    const { entry: open, next } = compareEntries(
      'a',
      { name: 'a', here: entry({ isUnknown: true, type: 'unknown' }), there: entry() },
      RULES,
    );
    expect([verdictOf(open), next, open.problems?.map(({ side }) => side)]).toEqual(['unknown', 'nothing', ['here']]);
  });

  it('differ although something of them could not be compared', () => {
    expect(verdictOf({ path: 'a', differences: ['mode'], notCompared: 'mount' })).toBe('different');
  });
});
