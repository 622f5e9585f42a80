import { expect, test } from 'vitest';

import { compareMethods } from '../../../../../renderer/recordings/tabs/compare-methods.ts';

const method = (name: string, self: number) => ({
  className: 'a.A',
  method: name,
  descriptor: '()V',
  self,
  total: self,
});
const methods = (...rows: readonly ReturnType<typeof method>[]) => ({
  unit: 'samples' as const,
  events: 1,
  total: rows.reduce((sum, { self }) => sum + self, 0),
  methods: rows,
  omitted: 0,
});

test('methods of both recordings are there, with what each had', () => {
  const compared = compareMethods(
    methods(method('kept', 4), method('gone', 6)),
    methods(method('kept', 9), method('new', 1)),
  );
  expect(compared).toMatchObject({ total: 10, otherTotal: 10 });
  expect(compared.methods.map((row) => [row.method, row.self, row.otherSelf])).toEqual([
    ['kept', 9, 4],
    ['new', 1, 0],
    ['gone', 0, 6],
  ]);
});
