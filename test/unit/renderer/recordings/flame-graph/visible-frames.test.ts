import { expect, test } from 'vitest';
import fc from 'fast-check';

import { nodeName } from '../../../../../renderer/recordings/flame-graph/frame-names.ts';
import { TreeShape } from '../../../../../renderer/recordings/flame-graph/tree-shape.ts';
import {
  collectVisible,
  frameAt,
  VisibleFrameList,
  type FrameView,
} from '../../../../../renderer/recordings/flame-graph/visible-frames.ts';
import { treeOf } from './small-tree.ts';

function drawn(shape: TreeShape, view: FrameView): readonly string[] {
  const list = new VisibleFrameList();
  collectVisible(shape, view, list);
  return Array.from({ length: list.count }, (_, at) => {
    const node = list.node[at]!;
    return `${list.row[at]!} ${node < 0 ? '…' : nodeName(shape.tree, node)} ${list.x[at]!}+${list.width[at]!}`;
  }).sort();
}

const shape = new TreeShape(treeOf('a;b 60', 'a;c 39', 'a;d 1'));
const view = { left: 0, right: 100, widthPixels: 100, firstRow: 0, endRow: 9 };

test('each frame is as wide as its weight', () => {
  expect(drawn(shape, view)).toEqual(['0 all 0+100', '1 a 0+100', '2 b 0+60', '2 c 60+39', '2 d 99+1']);
});

test('only what is in view is drawn, cut off at the edges', () => {
  expect(drawn(shape, { ...view, left: 50, right: 70, firstRow: 2 })).toEqual(['2 b 0+50', '2 c 50+50']);
  expect(drawn(shape, { ...view, endRow: 1 })).toEqual(['0 all 0+100']);
});

test('what is under a pixel wide becomes one block with the narrow ones beside it', () => {
  const many = new TreeShape(treeOf('a;big 900', ...Array.from({ length: 100 }, (_, number) => `a;n${number} 1`)));
  expect(drawn(many, { ...view, right: 1000, widthPixels: 200 })).toContain('2 … 180+20');
});

test('a point finds the frame that is drawn there', () => {
  expect(nodeName(shape.tree, frameAt(shape, view, 61, 2))).toBe('c');
  expect(frameAt(shape, view, 61, 3)).toBe(-1);
  expect(frameAt(shape, view, 101, 0)).toBe(-1);
});

const weights = fc.array(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 }), fc.integer({ min: 1, max: 50 })), {
  minLength: 1,
  maxLength: 40,
});

test('whatever is drawn is found again at its middle', () => {
  fc.assert(
    fc.property(weights, fc.double({ min: 0, max: 0.4, noNaN: true }), (lines, cut) => {
      const tree = new TreeShape(treeOf(...lines.map(([first, second, weight]) => `a${first};b${second};c ${weight}`)));
      const part = { left: tree.whole * cut, right: tree.whole, widthPixels: 300, firstRow: 0, endRow: 9 };
      const list = new VisibleFrameList();
      collectVisible(tree, part, list);
      for (let at = 0; at < list.count; at += 1) {
        if (list.node[at]! < 0) continue;
        expect(frameAt(tree, part, list.x[at]! + list.width[at]! / 2, list.row[at]!)).toBe(list.node[at]!);
      }
    }),
  );
});
