import { describe, expect, it } from 'vitest';

import { fileNodes } from '../../../../renderer/files/file-nodes.ts';
import { DEFAULT_SORT, wantedEntries } from '../../../../renderer/files/sort-entries.ts';
import { entry, gathered } from './gathered.ts';

describe('fileNodes', () => {
  const directory = gathered([entry('b'), entry('a'), entry('.c')]);
  const wish = { sort: DEFAULT_SORT, filter: '', showsHidden: false };
  const nodes = fileNodes('/d', directory, wantedEntries(directory, wish));

  it('makes each row once', () => {
    expect(nodes.length).toBe(2);
    expect(nodes.at(0)).toMatchObject({ path: '/d/a', entry: { name: 'a' } });
    expect(nodes.at(0)).toBe(nodes.at(0));
    expect(nodes.at(2)).toBeUndefined();
    expect(nodes.at(-1)).toBeUndefined();
  });

  it('finds a row by its path, and none that is elsewhere or not shown', () => {
    expect(['/d/a', '/d/b', '/d/.c', '/e/a', '/d/a/b', '/d', '/', ''].map(nodes.indexOfKey)).toEqual([
      0, 1, -1, -1, -1, -1, -1, -1,
    ]);
    expect(fileNodes('/', directory, directory.order).indexOfKey('/b')).toBe(2);
  });
});
