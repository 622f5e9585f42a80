// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';

import type { NamespaceCell, NamespaceRow } from '../../../../preload/contract/index.ts';
import { mapLayout } from '../../../../renderer/namespaces/layout/map-layout.ts';
import { MapLegend } from '../../../../renderer/namespaces/map-legend.tsx';

afterEach(cleanup);

function legendOf(cells: readonly (readonly NamespaceCell[])[], isSupposed = false): string {
  const rows = cells.map((some, index): NamespaceRow => ({ container: `c${index}`, role: 'ordinary', cells: some }));
  render(<MapLegend layout={mapLayout(rows, 800)} isSupposed={isSupposed} />);
  return screen.getByRole('note').textContent;
}

const shared: NamespaceCell = { kind: 'net', evidence: 'kernel', inode: 1001, group: 'net', because: '' };

it('explains the signs that the map has, and no others', () => {
  const refused: NamespaceCell = { kind: 'mnt', evidence: 'refused', because: '' };
  const text = legendOf([[shared, refused], [shared]]);
  expect(text).toContain('equal colour');
  expect(text).toContain('refused by the kernel');
  expect(text).not.toContain('inferred');
  expect(text).not.toContain('unseen');
  expect(text).not.toContain('its own');
});

it('tells unseen from refused, and what is supposed from what is', () => {
  const unseen: NamespaceCell = { kind: 'mnt', evidence: 'unseen', because: '' };
  const text = legendOf([[{ ...shared, evidence: 'inferred' }, unseen]], true);
  expect(text).toContain('inferred');
  expect(text).toContain('unseen');
  expect(text).not.toContain('refused');
  expect(text).toContain('not so now');
});
