// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState, type ReactElement } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { FlameGraph } from '../../../../../renderer/recordings/flame-graph/flame-graph.tsx';
import { nodeName } from '../../../../../renderer/recordings/flame-graph/frame-names.ts';
import { TreeShape } from '../../../../../renderer/recordings/flame-graph/tree-shape.ts';
import { treeOf } from './small-tree.ts';

const shape = new TreeShape(treeOf('a;b 5', 'a;c 3', 'd 1'));

function Shown(): ReactElement {
  const [selected, setSelected] = useState(-1);
  return (
    <FlameGraph
      label="CPU"
      shape={shape}
      colorBy="package"
      matches={undefined}
      selected={selected}
      onSelect={setSelected}
      describe={(node) => `selected ${nodeName(shape.tree, node)}`}
      tooltip={() => ''}
      menu={() => []}
    />
  );
}

afterEach(cleanup);

beforeEach(() => {
  const context = {
    measureText: () => ({ width: 7 }),
    createImageData: (width: number, height: number) => ({
      width,
      height,
      data: new Uint8ClampedArray(width * height * 4),
    }),
    getImageData: (_x: number, _y: number, width: number) => ({ data: new Uint8ClampedArray(width * 4) }),
    putImageData: vi.fn(),
    setTransform: vi.fn(),
    fillRect: vi.fn(),
    fillText: vi.fn(),
    strokeRect: vi.fn(),
  };
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(context as unknown as null);
});

test('every frame is reached by the keyboard, and told', () => {
  render(<Shown />);
  const graph = screen.getByRole('application', { name: 'CPU' });
  const press = (key: string): void => {
    fireEvent.keyDown(graph, { key });
  };
  const told = (): string | null => screen.getByRole('status').textContent;
  press('ArrowDown');
  expect(told()).toBe('selected all');
  press('ArrowDown');
  expect(told()).toBe('selected a');
  press('ArrowDown');
  press('ArrowRight');
  expect(told()).toBe('selected c');
  press('ArrowUp');
  press('ArrowRight');
  expect(told()).toBe('selected d');
  press('Escape');
  expect(told()).toBe('');
});

test('shortcuts of the window are left to it', () => {
  render(<Shown />);
  const graph = screen.getByRole('application', { name: 'CPU' });
  expect(fireEvent.keyDown(graph, { key: 'ArrowDown', ctrlKey: true })).toBe(true);
  expect(fireEvent.keyDown(graph, { key: 'k' })).toBe(true);
  expect(fireEvent.keyDown(graph, { key: 'ArrowDown' })).toBe(false);
});
