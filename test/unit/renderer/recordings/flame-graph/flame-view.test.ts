import { expect, test } from 'vitest';

import {
  blendRange,
  clampRange,
  panRange,
  zoomRange,
} from '../../../../../renderer/recordings/flame-graph/flame-view.ts';

test('what is under the pointer stays there while zooming', () => {
  const range = zoomRange({ left: 0, right: 100 }, 0.5, 0.25, 100);
  expect(range).toEqual({ left: 12.5, right: 62.5 });
  expect(range.left + (range.right - range.left) * 0.25).toBe(25);
});

test('the picture never leaves the window', () => {
  expect(zoomRange({ left: 0, right: 100 }, 4, 0.9, 100)).toEqual({ left: 0, right: 100 });
  expect(panRange({ left: 80, right: 100 }, 3, 100)).toEqual({ left: 80, right: 100 });
  expect(clampRange({ left: -5, right: 5 }, 100)).toEqual({ left: 0, right: 10 });
});

test('zooming ends before numbers lose their meaning', () => {
  let range = { left: 0, right: 1e6 };
  for (let step = 0; step < 200; step += 1) range = zoomRange(range, 0.5, 0.3, 1e6);
  expect(range.right).toBeGreaterThan(range.left);
});

test('a motion ends exactly where it leads', () => {
  const to = { left: 1 / 3, right: 2 / 3 };
  expect(blendRange({ left: 0, right: 1 }, to, 1)).toBe(to);
  expect(blendRange({ left: 0, right: 1 }, to, 0)).toEqual({ left: 0, right: 1 });
});
