import { expect, it } from 'vitest';

import { BOX, layOutDeadlock } from '../../../../../renderer/jvm/threads/deadlock-layout.ts';

it.each([2, 3, 4, 8])('draws %i threads apart and inside, with an arrow from each to the next', (count) => {
  const { width, height, threads, arrows } = layOutDeadlock(count);
  expect(arrows).toHaveLength(count);
  expect(new Set(arrows.map(({ path }) => path)).size).toBe(count);
  for (const [index, { x, y }] of threads.entries()) {
    expect(x).toBeGreaterThanOrEqual(BOX.width / 2);
    expect(x).toBeLessThanOrEqual(width - BOX.width / 2);
    expect(y).toBeGreaterThanOrEqual(BOX.height / 2);
    expect(y).toBeLessThanOrEqual(height - BOX.height / 2);
    for (const other of threads.slice(index + 1)) {
      expect(Math.abs(x - other.x) >= BOX.width || Math.abs(y - other.y) >= BOX.height).toBe(true);
    }
  }
  for (const { labelX, labelY } of arrows) {
    expect(labelX).toBeGreaterThan(0);
    expect(labelX).toBeLessThan(width);
    expect(labelY).toBeGreaterThan(0);
    expect(labelY).toBeLessThan(height);
  }
});
