import { expect, it } from 'vitest';

import { readLimits } from '../../../../../main/jvm/find/container-limits.ts';

it.each([
  ['version 2', { memory: '1073741824\n', processors: '50000 100000\n', period: '' }, 2 ** 30, 0.5],
  ['version 1', { memory: '536870912\n', processors: '200000\n', period: '100000\n' }, 2 ** 29, 2],
])('reads the limits of cgroup %s', (_version, files, memoryLimitBytes, processorLimit) => {
  expect(readLimits(files)).toEqual({ memoryLimitBytes, processorLimit });
});

it('finds no limits where there are none', () => {
  expect(readLimits({ memory: 'max\n', processors: 'max 100000\n', period: '' })).toEqual({});
  expect(readLimits({ memory: '9223372036854771712\n', processors: '-1\n', period: '100000\n' })).toEqual({});
  expect(readLimits({ memory: '', processors: '', period: '' })).toEqual({});
});
