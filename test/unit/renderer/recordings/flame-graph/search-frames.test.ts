import { expect, test } from 'vitest';

import { countMatches, matchFrames } from '../../../../../renderer/recordings/flame-graph/search-frames.ts';
import { TreeShape } from '../../../../../renderer/recordings/flame-graph/tree-shape.ts';
import { treeOf } from './small-tree.ts';

const tree = treeOf('x.A.run;x.B.go;x.A.run 3', 'x.B.go 2', 'y.C.stop 5');
const shape = new TreeShape(tree);

test('a stack counts once, however often it matches', () => {
  expect(countMatches(shape, matchFrames(tree.frames, 'x.')!)).toMatchObject({ nodes: 4, weight: 5 });
  expect(countMatches(shape, matchFrames(tree.frames, 'a.RUN')!)).toMatchObject({ nodes: 2, weight: 3 });
});

test('between slashes it is a regular expression, unless it is none yet', () => {
  expect([...matchFrames(tree.frames, '/(A|C)\\./')!]).toEqual([1, 0, 1]);
  expect([...matchFrames(tree.frames, '/(A/')!]).toEqual([0, 0, 0]);
});

test('nothing typed is no search', () => {
  expect(matchFrames(tree.frames, '  ')).toBeUndefined();
});
