import { describe, expect, it } from 'vitest';

import {
  countsText,
  reasonsOf,
  sideText,
  verdictText,
} from '../../../../../renderer/files/compare/comparison-words.ts';
import { compared, FACTS } from './compared.ts';

describe('the words of a comparison', () => {
  it('say what differs, and of each side only that', () => {
    const entry = compared('a', {
      differences: ['mode', 'owner', 'size', 'content'],
      there: { ...FACTS, mode: 0o4755, uid: 7, sizeBytes: 2048 },
      sha256: { here: 'aaaaaaaabbbb', there: 'ccccccccdddd' },
    });
    expect(verdictText(entry)).toBe('differs: mode, owner, size, content');
    expect(sideText(entry, 'here')).toBe('-rw-r--r-- · 0:0 · 5 B · aaaaaaaa…');
    expect(sideText(entry, 'there')).toBe('-rwsr-xr-x · 7:0 · 2.0 KiB · cccccccc…');
  });

  it('show links by their text, and types by their name', () => {
    const link = { ...FACTS, type: 'link' as const, linkTarget: '../x' };
    expect(sideText(compared('a', { differences: ['link'], here: link }), 'here')).toBe('→ ../x');
    expect(sideText(compared('a', { differences: [], here: link }), 'here')).toBe('→ ../x');
    expect(sideText(compared('a', { differences: ['type'], here: link }), 'here')).toBe('link');
    const { there: _there, ...only } = compared('a', { verdict: 'onlyHere', differences: [] });
    expect([sideText(only, 'here'), sideText(only, 'there')]).toEqual(['5 B', '']);
  });

  it('give every reason why something was not compared, with its side', () => {
    const entry = compared('a', {
      notCompared: 'mount',
      problems: [
        { side: 'there', error: { code: 'PATH_DENIED', message: 'It may not be read.', data: { path: '/a' } } },
      ],
    });
    expect(reasonsOf(entry)).toEqual(['Another file system: compare it by itself.', 'There: It may not be read.']);
  });

  it('count', () => {
    const counts = { onlyHere: 1_000, onlyThere: 0, different: 1, unknown: 2, same: 3 };
    expect(countsText(counts)).toBe('1,000 only here, 0 only there, 1 differs, 2 not compared, 3 the same');
    expect(countsText({ ...counts, different: 2 })).toContain('2 differ,');
  });
});
