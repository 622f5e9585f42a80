import { describe, expect, it } from 'vitest';

import { readRecording } from '../../../../../../main/jvm/jfr/recording.ts';
import { memorySource } from '../../../../../../main/jvm/jfr/source/memory-source.ts';
import type { ColumnTable } from '../../../../../../main/jvm/jfr/tables/column-table.ts';
import { StoredColumn } from '../../../../../../main/jvm/jfr/tables/stored-column.ts';
import { dice } from '../../../../../fuzz/damage.ts';
import { writeChunk } from '../../../../../support/jfr-writer.ts';

/** More rows than a block has, in two chunks. */
const ROWS = 9000;
const LEAST = 2 ** 41;

async function allocations(weightOf: (row: number) => number): Promise<{ weights: number[]; table: ColumnTable }> {
  const weights = Array.from({ length: 2 * ROWS }, (_, row) => weightOf(row));
  const chunk = (from: number): Uint8Array =>
    writeChunk({
      stacks: [],
      events: weights.slice(from, from + ROWS).map((weight, row) => ({
        type: 'allocation',
        at: row * 3,
        className: `C${String((from + row) % 300)}`,
        weight,
        stack: 0,
      })),
    });
  const { tables } = await readRecording(memorySource(Buffer.concat([chunk(0), chunk(ROWS)])));
  return { weights, table: tables.get('jdk.ObjectAllocationSample')! };
}

describe('StoredColumn', () => {
  it.each([
    ['alike', 1],
    ['in a byte', 256],
    ['in two bytes', 2 ** 16],
    ['in four bytes', 2 ** 32],
    ['in more', 2 ** 33],
  ])('gives back values whose differences are %s', async (_, range) => {
    const roll = dice(range % 1_000_003);
    // Both ends of the range in each block.
    const { weights, table } = await allocations((row) =>
      row % 100 < 2 ? LEAST + (row % 2) * (range - 1) : LEAST + roll(Math.min(range, 2 ** 31)),
    );
    expect(table.size).toBe(2 * ROWS);
    expect([...table.column('weight')]).toEqual(weights);
    expect([...table.column('weight', ROWS - 7)]).toEqual(weights.slice(ROWS - 7));
    for (const row of [0, 8191, 8192, ROWS - 1, ROWS, 2 * ROWS - 1]) {
      expect(table.stored('weight').at(row)).toBe(weights[row]);
    }
    expect(table.stored('weight').at(2 * ROWS)).toBeUndefined();
  });

  it('gives back what lies outside of its memory, and what another module asks for', async () => {
    const { weights, table } = await allocations((row) => row * 7);
    const { memory, size } = table;
    const outside = table.blocks.map(({ bytes, ...block }) => {
      const length = block.starts.at(-1)!;
      const packed = new Uint8Array(memory.module.memory.buffer, bytes.address, length).slice();
      return { ...block, bytes: { address: undefined, outside: packed } };
    });
    const index = table.definition.columns.findIndex(({ name }) => name === 'weight');
    expect([...new StoredColumn({ memory, size, blocks: outside }, index, false).values()]).toEqual(weights);
    const other = memory.moduleFor(Number.POSITIVE_INFINITY);
    expect(other).not.toBe(memory.module);
    const address = other.values_address();
    table.stored('weight').unpack(other, 8190, 8200, { address, asKeys: false });
    expect([...new Float64Array(other.memory.buffer, address, 10)]).toEqual(weights.slice(8190, 8200));
  });

  it('gives back times and names, and nothing of a column that there is not', async () => {
    const { table } = await allocations(() => 1);
    const times = table.column('time');
    expect([0, 1, 8192].map((row) => (times[row] ?? 0) - (times[0] ?? 0))).toEqual([0, 3, 3 * 8192]);
    const classes = table.column('class');
    expect(classes).toBeInstanceOf(Int32Array);
    expect([0, 1, 8191, ROWS].map((row) => classes[row] === classes[row + 300])).toEqual([true, true, true, true]);
    expect(new Set(classes).size).toBe(300);
    expect(table.column('bytes')).toHaveLength(0);
  });
});
