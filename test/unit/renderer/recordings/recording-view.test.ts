import fc from 'fast-check';
import { expect, test } from 'vitest';

import { formatView, parseView, type RecordingView } from '../../../../renderer/recordings/recording-view.ts';

test('a selection is read back as it was', () => {
  const number = fc.double({ noNaN: true, min: 0, max: 1e9 });
  const view = fc.record(
    {
      range: fc
        .tuple(number, number)
        .filter(([from, to]) => from < to)
        .map(([from, to]) => ({ from, to })),
      threads: fc.array(fc.nat(), { minLength: 1, maxLength: 5 }),
      of: fc.constantFrom('cpu' as const, 'allocation' as const),
      search: fc.string({ minLength: 1, unit: 'grapheme' }),
      eventType: fc.string({ minLength: 1 }),
      isInverted: fc.constant(true),
      isTable: fc.constant(true),
      other: fc.string({ minLength: 1 }),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(view, (value: RecordingView) => {
      expect(parseView(formatView(value))).toEqual(value);
    }),
  );
});

test('what cannot be read of an address is left out', () => {
  expect(parseView('time=5~2&threads=1~x~-3~2.5&of=nonsense&callees=down')).toEqual({ threads: [1] });
  expect(parseView(undefined)).toEqual({});
});
