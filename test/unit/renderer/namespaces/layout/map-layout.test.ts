import { describe, expect, it } from 'vitest';

import type { NamespaceCell, NamespaceRow } from '../../../../../preload/contract/index.ts';
import { cellSentence, cellText } from '../../../../../renderer/namespaces/layout/cell-text.ts';
import {
  cellWidth,
  labelWidth,
  MAP,
  mapLayout as layoutIn,
  type MapLayout,
} from '../../../../../renderer/namespaces/layout/map-layout.ts';
import { moveCell } from '../../../../../renderer/namespaces/layout/move-cell.ts';

const ROOM = 1000;

function mapLayout(rows: readonly NamespaceRow[]): MapLayout {
  return layoutIn(rows, ROOM);
}

function cell(kind: NamespaceCell['kind'], group: string, part: Partial<NamespaceCell> = {}): NamespaceCell {
  return { kind, evidence: 'kernel', group, inode: 4_026_532_581, because: '', ...part };
}

function row(container: string, ...cells: readonly NamespaceCell[]): NamespaceRow {
  return { container, role: 'ordinary', cells };
}

describe('mapLayout', () => {
  it('gives one colour to what is shared and none to what is alone', () => {
    const { cells } = mapLayout([
      row('a', cell('net', 'n1'), cell('mnt', 'm1')),
      row('b', cell('net', 'n1'), cell('mnt', 'm2')),
    ]);
    expect(cells.map((line) => line.map(({ color }) => color))).toEqual([
      [0, 'alone'],
      [0, 'alone'],
    ]);
  });

  it('keeps two groups of one column apart', () => {
    const { cells } = mapLayout(['p1', 'p1', 'p2', 'p2'].map((group, index) => row(String(index), cell('pid', group))));
    const colors = cells.map(([only]) => only?.color);
    expect(colors[0]).toBe(colors[1]);
    expect(colors[2]).toBe(colors[3]);
    expect(colors[0]).not.toBe(colors[2]);
  });

  it('joins neighbours down the middle and goes around a row that has another namespace', () => {
    const { joints } = mapLayout([
      row('a', cell('pid', 'p1')),
      row('b', cell('pid', 'p2')),
      row('c', cell('pid', 'p1')),
    ]);
    expect(joints).toHaveLength(1);
    expect(joints[0]).toMatchObject({ from: 0, to: 2, around: true });
    const next = mapLayout([row('a', cell('pid', 'p1')), row('b', cell('pid', 'p1'))]).joints[0];
    expect(next).toMatchObject({
      around: false,
      path: `M${labelWidth(1, ROOM) + cellWidth(1, ROOM) / 2} ${MAP.header + MAP.cellHeight}V${MAP.header + MAP.rowHeight}`,
    });
  });

  it('keeps two groups apart where both go around', () => {
    const groups = ['p1', 'p2', 'p1', 'p2'].map((group, index) => row(String(index), cell('pid', group)));
    const [first, second] = mapLayout(groups).joints;
    expect(first?.path.split('H')[1]).not.toBe(second?.path.split('H')[1]);
  });

  it('says that a joint is certain only when the kernel said so at both ends', () => {
    const inferred = cell('net', 'n1', { evidence: 'inferred' });
    const { joints } = mapLayout([row('a', cell('net', 'n1')), row('b', inferred), row('c', cell('net', 'n1'))]);
    expect(joints.map(({ certain }) => certain)).toEqual([false, false]);
  });

  it('knows the node’s own namespaces by their fixed numbers', () => {
    const own = cell('user', 'u', { inode: 4_026_531_837 });
    const { cells } = mapLayout([row('a', own), row('b', own)]);
    expect(cells[0]?.[0]?.color).toBe('node');
    expect(cells[0]?.[0] && cellText(cells[0][0])).toBe('node’s');
  });

  it('takes what is inferred to be the node’s for the node’s', () => {
    const known = cell('user', 'u', { inode: 4_026_531_837 });
    const { cells } = mapLayout([
      row('a', { kind: 'user', evidence: 'inferred', group: 'u', because: '' }),
      row('b', known),
    ]);
    expect(cells[0]?.[0]?.color).toBe('node');
  });

  it('makes cells as wide as the room allows, within reason', () => {
    expect(cellWidth(8, 400)).toBe(56);
    expect(cellWidth(8, 184 + 8 * 80 - MAP.columnGap)).toBe(72);
    expect(cellWidth(8, 4000)).toBe(92);
  });

  it('shows all eight kinds in a window of 1024 without scrolling', () => {
    const room = 647;
    expect(labelWidth(8, room) + 8 * (cellWidth(8, room) + MAP.columnGap) - MAP.columnGap).toBeLessThanOrEqual(room);
  });

  it('has a column only for kinds that were read', () => {
    const { kinds, width, height } = mapLayout([row('a', cell('net', 'n'), cell('uts', 'u'))]);
    expect(kinds).toEqual(['net', 'uts']);
    expect(width).toBe(labelWidth(2, ROOM) + 2 * cellWidth(2, ROOM) + MAP.columnGap);
    expect(height).toBe(MAP.header + MAP.rowHeight);
  });

  it('does not join cells of which nothing is known', () => {
    const unseen: NamespaceCell = { kind: 'pid', evidence: 'unseen', because: '' };
    expect(mapLayout([row('a', unseen), row('b', unseen)]).joints).toEqual([]);
  });
});

describe('cells in words', () => {
  it('tell in a sentence what the colours show', () => {
    const { cells } = mapLayout([row('a', cell('net', 'n')), row('b', cell('net', 'n'))]);
    const first = cells[0]?.[0];
    expect(first && cellSentence(first, ['a', 'b'])).toBe('a, net 4026532581: shared with b, from the kernel');
    const text = (one: NamespaceCell, sharedBy: readonly number[]): string =>
      cellText({ cell: one, sharedBy, color: 'alone' });
    expect(text(cell('net', 'n'), [0])).toBe('…2581');
    expect(text({ kind: 'net', evidence: 'refused', because: '' }, [0])).toBe('refused');
    expect(text({ kind: 'net', evidence: 'inferred', group: 'n', because: '' }, [0, 1])).toBe('shared');
  });
});

describe('moveCell', () => {
  it('stays inside the grid', () => {
    expect(moveCell({ row: 0, column: 0 }, 'ArrowUp', 3, 7)).toEqual({ row: 0, column: 0 });
    expect(moveCell({ row: 2, column: 6 }, 'ArrowRight', 3, 7)).toEqual({ row: 2, column: 6 });
    expect(moveCell({ row: 1, column: 3 }, 'End', 3, 7)).toEqual({ row: 1, column: 6 });
    expect(moveCell({ row: 1, column: 3 }, 'a', 3, 7)).toBeUndefined();
  });
});
