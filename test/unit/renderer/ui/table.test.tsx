// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { Table, Tree } from '../../../../renderer/ui/index.ts';

beforeEach(() => {
  // The test DOM has no layout: without a height nothing would be in view.
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(280);
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(800);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(280);
});
afterEach(cleanup);

interface Pod {
  readonly name: string;
  readonly restarts: number;
}

const pods: readonly Pod[] = Array.from({ length: 5_000 }, (_, index) => ({
  name: `pod-${index}`,
  restarts: (index * 7) % 5_000,
}));

function Pods(props: { readonly onAction?: (pod: Pod) => void }): ReactElement {
  const [selected, setSelected] = useState<string>();
  return (
    <Table
      label="Pods"
      rows={pods}
      rowKey={({ name }) => name}
      selectedKey={selected}
      onSelect={({ name }) => setSelected(name)}
      rowMenu={({ name }) => [{ id: 'copy', title: `Copy ${name}`, onSelect: () => undefined }]}
      {...props}
      columns={[
        { id: 'name', title: 'Name', cell: ({ name }) => name, sortValue: ({ name }) => name },
        {
          id: 'restarts',
          title: 'Restarts',
          align: 'end',
          cell: ({ restarts }) => restarts,
          sortValue: ({ restarts }) => restarts,
        },
      ]}
    />
  );
}

const selectedRow = (): string | undefined =>
  screen.getAllByRole('row').find((row) => row.getAttribute('aria-selected') === 'true')?.textContent;

describe('Table', () => {
  it('draws only what is in view and tells how many there are', () => {
    render(<Pods />);
    expect(screen.getByRole('grid', { name: 'Pods' }).getAttribute('aria-rowcount')).toBe('5001');
    expect(screen.getAllByRole('row').length).toBeLessThan(60);
  });

  it('is one focus stop, moved in by the arrows, acted on by Enter', async () => {
    const onAction = vi.fn();
    const user = userEvent.setup();
    render(<Pods onAction={onAction} />);
    const grid = screen.getByRole('grid');
    grid.focus();
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(selectedRow()).toBe('pod-17');
    expect(onAction).toHaveBeenCalledWith(pods[1]);
    const active = document.getElementById(grid.getAttribute('aria-activedescendant') ?? '');
    expect(active?.textContent).toBe('pod-17');
    await user.keyboard('{PageDown}{Home}');
    expect(selectedRow()).toBe('pod-00');
  });

  it('sorts by a column, and the other way round', async () => {
    const user = userEvent.setup();
    render(<Pods />);
    const header = screen.getByRole('columnheader', { name: 'Restarts' });
    await user.click(within(header).getByRole('button'));
    expect(header.getAttribute('aria-sort')).toBe('ascending');
    expect(screen.getAllByRole('row')[2]?.textContent).toBe('pod-21431');
    await user.click(within(header).getByRole('button'));
    expect(header.getAttribute('aria-sort')).toBe('descending');
    expect(screen.getAllByRole('row')[1]?.textContent).toMatch(/4999$/);
  });

  it('opens the menu of the row under the pointer', async () => {
    const user = userEvent.setup();
    render(<Pods />);
    await user.pointer({ keys: '[MouseRight]', target: screen.getByText('pod-3') });
    expect(await screen.findByRole('menuitem', { name: 'Copy pod-3' })).toBeDefined();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('menu')).toBeNull();
  });
});

interface File {
  readonly path: string;
  readonly files?: readonly File[] | 'unloaded';
}

const files: readonly File[] = [
  { path: '/app', files: [{ path: '/app/server.py' }] },
  { path: '/proc', files: 'unloaded' },
];

function Files({ onExpand }: { readonly onExpand: (path: string, isExpanded: boolean) => void }): ReactElement {
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const [selected, setSelected] = useState<string>();
  return (
    <Tree
      label="Files"
      roots={files}
      itemKey={({ path }) => path}
      isExpandable={({ files: children }) => children !== undefined}
      childrenOf={({ files: children }) => (children === 'unloaded' ? undefined : children)}
      expandedKeys={expanded}
      onExpand={({ path }, isExpanded) => {
        onExpand(path, isExpanded);
        setExpanded(new Set([...expanded, path].filter((key) => isExpanded || key !== path)));
      }}
      selectedKey={selected}
      onSelect={({ path }) => setSelected(path)}
      columns={[{ id: 'name', title: 'Name', cell: ({ path }) => path }]}
    />
  );
}

describe('Tree', () => {
  it('opens, enters, leaves and closes by the arrows', async () => {
    const onExpand = vi.fn();
    const user = userEvent.setup();
    render(<Files onExpand={onExpand} />);
    screen.getByRole('treegrid').focus();
    await user.keyboard('{ArrowDown}{ArrowRight}{ArrowRight}');
    expect(selectedRow()).toBe('/app/server.py');
    expect(screen.getByText('/app/server.py').closest('[role=row]')?.getAttribute('aria-level')).toBe('2');
    await user.keyboard('{ArrowLeft}');
    expect(selectedRow()).toBe('/app');
    await user.keyboard('{ArrowLeft}');
    expect(screen.queryByText('/app/server.py')).toBeNull();
    expect(onExpand.mock.calls).toEqual([
      ['/app', true],
      ['/app', false],
    ]);
  });

  it('says that children are on their way', async () => {
    const user = userEvent.setup();
    render(<Files onExpand={() => undefined} />);
    screen.getByRole('treegrid').focus();
    await user.keyboard('{End}{Enter}');
    expect(screen.getByText('Loading…')).toBeDefined();
  });
});
