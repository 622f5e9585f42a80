import { expect, it } from 'vitest';

import { describeSpace, largestMaxSize } from '../../../../../main/jvm/recordings/space.ts';

const MIB = 2 ** 20;
const at = (freeBytes: number) =>
  describeSpace({ path: '/tmp', freeBytes, inMemory: false, isReadOnly: false }, { takesOptions: true });

it('leaves room for the copy and for the application', () => {
  expect(largestMaxSize(264 * MIB)).toBe(100 * MIB);
  expect(largestMaxSize(10 * MIB)).toBe(0);
  expect(at(10_000 * MIB)).toMatchObject({ suggestedMaxSizeBytes: 100 * MIB, largestMaxSizeBytes: 4968 * MIB });
  expect(at(164 * MIB)).toMatchObject({ suggestedMaxSizeBytes: 50 * MIB });
  expect(at(70 * MIB)).toMatchObject({ largestMaxSizeBytes: 0, suggestedMaxSizeBytes: 12 * MIB });
});
