import { describe, expect, it } from 'vitest';

import type { NamespaceRow } from '../../../../../preload/contract/index.ts';
import { orderRows } from '../../../../../renderer/namespaces/layout/order-rows.ts';

const row = (container: string, role: NamespaceRow['role'], target?: string): NamespaceRow => ({
  container,
  role,
  cells: [],
  ...(target === undefined ? {} : { target }),
});

describe('orderRows', () => {
  it('puts debug containers below their targets, and those without one where they were', () => {
    const rows = [
      row('pause', 'sandbox'),
      row('web', 'ordinary'),
      row('cache', 'ordinary'),
      row('alone', 'ephemeral'),
      row('one', 'ephemeral', 'web'),
      row('two', 'ephemeral', 'web'),
      row('lost', 'ephemeral', 'gone'),
    ];
    expect(orderRows(rows).map(({ container }) => container)).toEqual([
      'pause',
      'web',
      'one',
      'two',
      'cache',
      'alone',
      'lost',
    ]);
  });
});
