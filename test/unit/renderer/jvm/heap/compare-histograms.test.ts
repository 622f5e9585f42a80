import { expect, it } from 'vitest';

import type { ClassHistogram } from '../../../../../preload/contract/index.ts';
import { classRows } from '../../../../../renderer/jvm/heap/compare-histograms.ts';

const histogram = (...classes: ClassHistogram['classes']): ClassHistogram => ({
  at: '',
  classes,
  instances: 0,
  bytes: 0,
  truncated: false,
});

it('shows what there is, and how it has grown', () => {
  const before = histogram({ name: 'A', instances: 1, bytes: 16 }, { name: 'gone', instances: 2, bytes: 32 });
  const after = histogram({ name: 'A', instances: 5, bytes: 80 }, { name: 'A', module: 'm', instances: 1, bytes: 8 });
  expect(classRows(after, undefined)[0]).not.toHaveProperty('bytesGrown');
  expect(classRows(after, before)).toMatchObject([
    { name: 'A', instancesGrown: 4, bytesGrown: 64 },
    { name: 'A', module: 'm', instancesGrown: 1, bytesGrown: 8 },
    { name: 'gone', instances: 0, instancesGrown: -2, bytesGrown: -32 },
  ]);
});
