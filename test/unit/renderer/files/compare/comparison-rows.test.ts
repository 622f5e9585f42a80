import { describe, expect, it } from 'vitest';

import { shownEntries } from '../../../../../renderer/files/compare/comparison-rows.ts';
import { compared } from './compared.ts';

const paths = (entries: ReturnType<typeof shownEntries>): readonly string[] => entries.map(({ path }) => path);

describe('what of a comparison is shown', () => {
  const all = [
    compared('a b/c'),
    compared(''),
    compared('a/z'),
    compared('a', { verdict: 'same', differences: [] }),
    compared('a-b'),
    compared('a b', { verdict: 'unknown', differences: [], notCompared: 'mount' }),
  ];

  it('comes in the order of a walk: what is in a directory before its next neighbour', () => {
    expect(paths(shownEntries(all, { onlyDifferences: false, filter: '' }))).toEqual([
      '',
      'a',
      'a/z',
      'a b',
      'a b/c',
      'a-b',
    ]);
  });

  it('leaves out what is the same, and never what was not compared', () => {
    const shown = paths(shownEntries(all, { onlyDifferences: true, filter: '' }));
    expect(shown).toEqual(['', 'a/z', 'a b', 'a b/c', 'a-b']);
  });

  it('is filtered by the whole path', () => {
    expect(paths(shownEntries(all, { onlyDifferences: false, filter: 'A/' }))).toEqual(['a/z']);
    expect(paths(shownEntries(all, { onlyDifferences: false, filter: 'a?b*' }))).toEqual(['a b', 'a b/c', 'a-b']);
  });
});
