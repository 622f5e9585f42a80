import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { fuzzyScore } from '../../../../renderer/commands/fuzzy-score.ts';
import type { PaletteEntry } from '../../../../renderer/commands/palette-entries.ts';
import { actionEntries, paletteSections } from '../../../../renderer/commands/palette-entries.ts';

const best = (query: string, texts: readonly string[]): string | undefined =>
  texts
    .flatMap((text) => {
      const score = fuzzyScore(query, text);
      return score === undefined ? [] : [{ text, score }];
    })
    .toSorted((left, right) => right.score - left.score)[0]?.text;

describe('fuzzyScore', () => {
  it('finds letters in their order only', () => {
    expect(fuzzyScore('hsvr', 'http-server')).toBeDefined();
    expect(fuzzyScore('revres', 'http-server')).toBeUndefined();
    expect(fuzzyScore('', 'anything')).toBeDefined();
  });

  it('prefers the beginning, then starts of words, then runs', () => {
    expect(best('pod', ['Share pod', 'Pod list', 'spring-old'])).toBe('Pod list');
    expect(best('td', ['standard', 'Thread dump'])).toBe('Thread dump');
    expect(best('serv', ['some-extra-raven', 'http-server'])).toBe('http-server');
  });

  it('takes several words in any order', () => {
    expect(fuzzyScore('dump thread', 'Thread dump')).toBeDefined();
    expect(fuzzyScore('dump nothing', 'Thread dump')).toBeUndefined();
  });

  it('finds every part of a text in it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9-]{1,30}$/), fc.nat(29), fc.nat(29), (text, from, to) => {
        return fuzzyScore(text.slice(Math.min(from, to), Math.max(from, to) + 1), text) !== undefined;
      }),
    );
  });
});

function entry(title: string, section: string, more: Partial<PaletteEntry> = {}): PaletteEntry {
  return { id: `${section}:${title}`, title, section, perform: () => undefined, ...more };
}

describe('paletteSections', () => {
  const entries = [
    entry('http-server-1', 'Pods', { detail: 'default' }),
    entry('spring-petclinic', 'Pods', { keywords: ['java'] }),
    entry('Thread dump', 'Java'),
  ];

  it('keeps the order without a query', () => {
    expect(paletteSections(entries, '').map(({ title }) => title)).toEqual(['Pods', 'Java']);
  });

  it('puts the section with the best entry first', () => {
    expect(paletteSections(entries, 'thread')[0]?.title).toBe('Java');
  });

  it('finds by what stands around the title, after titles', () => {
    const found = paletteSections([...entries, entry('java options', 'Settings')], 'java');
    expect(found.flatMap(({ entries: inside }) => inside.map(({ title }) => title))).toEqual([
      'java options',
      'Thread dump',
      'spring-petclinic',
    ]);
  });

  it('shows a bounded number of each kind while searching', () => {
    const many = Array.from({ length: 500 }, (_, index) => entry(`pod-${index}`, 'Pods'));
    expect(paletteSections(many, 'pod')[0]?.entries.length).toBe(12);
  });
});

describe('actionEntries', () => {
  it('leaves out what makes no sense and gives the reason of what cannot be done', () => {
    const action = { id: 'a', title: 'A', section: 'Test', perform: () => undefined };
    const found = actionEntries([
      { ...action, when: () => false },
      { ...action, id: 'b', when: () => ({ disabledReason: 'No pod is selected.' }) },
    ]);
    expect(found.map(({ id, disabledReason }) => [id, disabledReason])).toEqual([['action:b', 'No pod is selected.']]);
  });
});
