import { gunzipSync } from 'node:zlib';

import { expect, test } from 'vitest';

import { gzip, toPprof } from '../../../../../renderer/recordings/stack-formats/pprof.ts';
import { treeOf } from '../flame-graph/small-tree.ts';

interface Field {
  readonly number: number;
  readonly value: number | Uint8Array;
}

/** A reader of the wire format that knows nothing of the writer. */
function fieldsOf(bytes: Uint8Array): readonly Field[] {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = bytes[at]!;
      at += 1;
      value += (byte % 128) * shift;
      if (byte < 128) return value;
    }
  };
  const fields: Field[] = [];
  while (at < bytes.length) {
    const tag = varint();
    const length = varint();
    if (tag % 8 === 0) fields.push({ number: Math.floor(tag / 8), value: length });
    else {
      fields.push({ number: Math.floor(tag / 8), value: bytes.subarray(at, at + length) });
      at += length;
    }
  }
  return fields;
}

const messages = (bytes: Uint8Array, number: number): readonly Uint8Array[] =>
  fieldsOf(bytes)
    .filter((field) => field.number === number)
    .map(({ value }) => value as Uint8Array);

test('pprof has samples of locations of functions, the innermost first', () => {
  const profile = toPprof({
    tree: treeOf('a.A.main;b.B.run 300', 'a.A.main 2'),
    unit: 'samples',
    name: 'CPU',
    startedAt: 1_700_000_000_000,
    durationMs: 1500,
  });
  const strings = messages(profile, 6).map((bytes) => new TextDecoder().decode(bytes));
  expect(strings[0]).toBe('');
  const nameOf = new Map(
    messages(profile, 5).map((bytes) => {
      const number = (field: number): number => fieldsOf(bytes).find((each) => each.number === field)!.value as number;
      return [number(1), strings[number(2)]];
    }),
  );
  const samples = messages(profile, 2).map((bytes) => ({
    locations: [...messages(bytes, 1)[0]!].map((location) => nameOf.get(location)),
    bytes: [...messages(bytes, 2)[0]!],
  }));
  expect(samples).toEqual([
    { locations: ['a.A.main'], bytes: [2] },
    { locations: ['b.B.run', 'a.A.main'], bytes: [0b1010_1100, 2] },
  ]);
  expect(fieldsOf(profile).find(({ number }) => number === 9)!.value).toBe(1_700_000_000_000_000_000);
  expect(fieldsOf(profile).find(({ number }) => number === 10)!.value).toBe(1_500_000_000);
});

test('a line that nobody knows is none', () => {
  const tree = treeOf('a.A.main 2');
  const profile = { tree, unit: 'samples', name: 'CPU', startedAt: 1, durationMs: 1 } as const;
  const unknown = { ...tree, frames: tree.frames.map((frame) => ({ ...frame, line: -1 })) };
  expect(toPprof({ ...profile, tree: unknown })).toEqual(toPprof(profile));
});

test('packed it is a gzip file', async () => {
  expect([...gunzipSync(await gzip(new Uint8Array([1, 2, 3])))]).toEqual([1, 2, 3]);
});
