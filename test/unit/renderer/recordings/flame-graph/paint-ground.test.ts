import { expect, test } from 'vitest';

import { TreeShape } from '../../../../../renderer/recordings/flame-graph/tree-shape.ts';
import { GROUND, groundOf, paintGround } from '../../../../../renderer/recordings/flame-graph/paint-ground.ts';
import { collectVisible, VisibleFrameList } from '../../../../../renderer/recordings/flame-graph/visible-frames.ts';
import { treeOf } from './small-tree.ts';

const PAGE = 99;
const layout = {
  widthPixels: 10,
  heightPixels: 8,
  ratio: 1,
  rowPixels: 4,
  gapPixels: 1,
  firstRow: 0,
  offset: 0,
};

function lines(offset: number): readonly string[] {
  const shape = new TreeShape(treeOf('a 6', 'b 4'));
  const visible = new VisibleFrameList();
  collectVisible(shape, { left: 0, right: 10, widthPixels: 10, firstRow: 0, endRow: 4 }, visible);
  const pixels = new Uint32Array(80);
  const grounds = Uint32Array.from({ length: 20 }, (_, number) => number);
  const picture = { shape, visible, colors: Uint8Array.of(1, 2), matches: undefined };
  paintGround(pixels, grounds, PAGE, picture, { ...layout, offset });
  return Array.from({ length: 8 }, (_, y) =>
    [...pixels.subarray(y * 10, y * 10 + 10)].map((pixel) => (pixel === PAGE ? '.' : String(pixel))).join(''),
  );
}

test('rows are filled down to the gap between them', () => {
  expect(lines(0)).toEqual([
    '777777777.',
    '777777777.',
    '777777777.',
    '..........',
    '11111.222.',
    '11111.222.',
    '11111.222.',
    '..........',
  ]);
});

test('a row that is half out of view is cut off, not moved', () => {
  expect(lines(2).slice(0, 3)).toEqual(['777777777.', '..........', '11111.222.']);
  expect(lines(3).slice(0, 2)).toEqual(['..........', '11111.222.']);
});

test('a comparison shows how much less and how much more', () => {
  const shape = new TreeShape(treeOf('same 5 5', 'new 5 0', 'less 1 2'));
  const picture = { shape, visible: new VisibleFrameList(), colors: new Uint8Array(3), matches: undefined };
  expect([1, 2, 3].map((node) => groundOf(picture, node))).toEqual([GROUND.faded, GROUND.more + 4, GROUND.less + 2]);
});
