// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState, type ReactElement } from 'react';
import { afterEach, describe, expect, it } from 'vitest';

import type { NamespaceRow } from '../../../../preload/contract/index.ts';
import { mapLayout } from '../../../../renderer/namespaces/layout/map-layout.ts';
import { NamespaceMap } from '../../../../renderer/namespaces/namespace-map.tsx';

afterEach(cleanup);

function row(container: string, pid: string): NamespaceRow {
  return {
    container,
    role: 'ordinary',
    cells: [
      { kind: 'net', evidence: 'kernel', inode: 1001, group: 'net', because: '' },
      { kind: 'pid', evidence: 'kernel', group: pid, because: '' },
      { kind: 'mnt', evidence: 'refused', because: '' },
    ],
  };
}

const rows = [row('web', 'p1'), row('helper', 'p2')];

function Map(): ReactElement {
  const [selected, setSelected] = useState({ row: 0, column: 0 });
  return <NamespaceMap rows={rows} layout={mapLayout(rows, 800)} selected={selected} onSelect={setSelected} />;
}

describe('the namespace map', () => {
  it('tells each cell in a sentence to who does not see its colour', () => {
    render(<Map />);
    expect(screen.getByRole('gridcell', { name: 'web, net 1001: shared with helper, from the kernel' })).toBeDefined();
    expect(screen.getByRole('gridcell', { name: 'helper, pid: its own, from the kernel' })).toBeDefined();
    expect(screen.getByRole('gridcell', { name: 'helper, mnt: refused by the kernel' })).toBeDefined();
  });

  it('is one stop of the Tab key, inside which the arrows move', async () => {
    const user = userEvent.setup();
    render(<Map />);
    await user.tab();
    await user.keyboard('{ArrowDown}{ArrowRight}');
    const current = screen.getByRole('gridcell', { name: /^helper, pid/ });
    expect(document.activeElement).toBe(current);
    expect(current.getAttribute('aria-selected')).toBe('true');
    expect(screen.getAllByRole('gridcell').filter(({ tabIndex }) => tabIndex === 0)).toEqual([current]);
  });
});
