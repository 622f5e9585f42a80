import { describe, expect, it } from 'vitest';

import { activate, EMPTY_LAYOUT, place, reconcile, restoreLayout } from '../../../../renderer/terminals/dock-layout.ts';

describe('reconcile', () => {
  it('gives new terminals tabs of their own and keeps the active one', () => {
    const layout = reconcile(place(EMPTY_LAYOUT, 'a'), ['a', 'b', 'c']);
    expect(layout.groups.map(({ terminals }) => terminals)).toEqual([['a'], ['b'], ['c']]);
    expect(layout.active).toBe('a');
  });

  it('closes a tab with its last terminal and shows the one that moves into its place', () => {
    const layout = activate(reconcile(EMPTY_LAYOUT, ['a', 'b', 'c']), 'b');
    expect(reconcile(layout, ['a', 'c'])).toMatchObject({ active: 'c' });
    expect(reconcile(activate(layout, 'c'), ['a', 'b'])).toMatchObject({ active: 'b' });
    expect(reconcile(layout, [])).toEqual({ groups: [], active: undefined });
  });

  it('is the same object when nothing has changed', () => {
    const layout = reconcile(EMPTY_LAYOUT, ['a']);
    expect(reconcile(layout, ['a'])).toBe(layout);
  });
});

describe('place', () => {
  it('puts a terminal beside another, and takes it from where it was', () => {
    const layout = place(reconcile(EMPTY_LAYOUT, ['a', 'b']), 'b', 'a');
    expect(layout).toEqual({ groups: [{ id: 'a', terminals: ['a', 'b'] }], active: 'a' });
  });

  it('opens a tab when the group it was meant for has gone', () => {
    expect(place(EMPTY_LAYOUT, 'a', 'gone')).toEqual({ groups: [{ id: 'a', terminals: ['a'] }], active: 'a' });
  });
});

describe('restoreLayout', () => {
  it('reads what was stored, and nothing else', () => {
    const layout = place(EMPTY_LAYOUT, 'a');
    expect(restoreLayout(JSON.stringify(layout))).toEqual(layout);
    for (const text of [undefined, '', '{', '{"groups":[{"id":1}]}', 'null'])
      expect(restoreLayout(text)).toEqual(EMPTY_LAYOUT);
  });
});
