import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { formatBytes } from '../../../../renderer/ui/format-bytes.ts';

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1.0 KiB'],
    [246_784, '241 KiB'],
    [1_048_575, '1.0 MiB'],
    [1.5 * 1024 ** 3, '1.5 GiB'],
    [10_200, '10 KiB'],
    [-2048, '−2.0 KiB'],
  ])('reads %d as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  it('never says 1024 of a unit', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (bytes) => {
        const [number, unit] = formatBytes(Math.abs(bytes)).split(' ');
        return unit === 'EiB' || Number(number) < 1024;
      }),
    );
  });
});
