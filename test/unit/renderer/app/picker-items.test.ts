import { describe, expect, it } from 'vitest';

import { pickerItems } from '../../../../renderer/app/picker-items.ts';

const items = ['default', 'kube-system', 'payments'].map((name) => ({ id: name, title: name }));
const ids = (query: string, allowsOther: boolean): readonly string[] =>
  pickerItems(items, query, allowsOther).map(({ id }) => id);

describe('pickerItems', () => {
  it('finds by words in any order', () => {
    expect(ids('system kube', false)).toEqual(['kube-system']);
  });

  it('offers a typed name only where the list may not be read', () => {
    expect(ids('secret', false)).toEqual([]);
    expect(ids('secret', true)).toEqual(['secret']);
  });

  it('does not offer twice what is in the list', () => {
    expect(ids('payments', true)).toEqual(['payments']);
  });

  it('bounds what is drawn', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({ id: `pod-${index}`, title: `pod-${index}` }));
    expect(pickerItems(many, 'pod', false)).toHaveLength(200);
  });
});
