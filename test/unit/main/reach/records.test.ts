import { describe, expect, it } from 'vitest';

import { parseEntry } from '../../../../main/reach/entry-facts.ts';
import { firstRecord, type ReachRecord, readRecords, readStretches } from '../../../../main/reach/records.ts';
import { lengthOf, recordOf } from './record-of.ts';

const FACTS =
  '120777 0 999 1 18446744073709551615 65024 9 0 1795480546.899571843 1.000000000 2.000000000 0.000000000 m';

async function* inSteps(bytes: Buffer, step: number): AsyncGenerator<Uint8Array, void, undefined> {
  await Promise.resolve();
  for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
}

async function all(bytes: Buffer, step = 3): Promise<readonly ReachRecord[]> {
  const records: ReachRecord[] = [];
  for await (const record of readRecords(inSteps(bytes, step))) records.push(record);
  return records;
}

describe('records', () => {
  it('are whole wherever the stream is cut', async () => {
    const stream = Buffer.concat([
      recordOf('ab', ''),
      recordOf(FACTS, 'n\0\n', '/etc', '40755'),
      recordOf('error 13', 'x'),
    ]);
    for (const step of [1, 7, 1000]) {
      const [first, second, third] = await all(stream, step);
      expect(first!.map(String)).toHaveLength(2);
      expect(parseEntry(first!)).toBeUndefined();
      expect(parseEntry(second!)).toMatchObject({
        facts: { type: 'link', mode: 0o777, gid: 999, inode: '18446744073709551615', isMount: true },
        leadsTo: 'directory',
      });
      expect(parseEntry(third!)).toMatchObject({ errorNumber: 13 });
    }
  });

  it('come in stretches of whole ones, the first of which can be taken off', async () => {
    const stream = Buffer.concat([recordOf('ab', ''), recordOf('c'), recordOf('d')]);
    for (const step of [1, 7, 1000]) {
      const stretches: Buffer[] = [];
      for await (const stretch of readStretches(inSteps(stream, step))) stretches.push(stretch);
      expect(Buffer.concat(stretches)).toEqual(stream);
      const { record, others } = firstRecord(stretches[0]!);
      expect(record.map(String)).toEqual(['ab', '']);
      expect(others.length).toBe(stretches[0]!.length - recordOf('ab', '').length);
    }
  });

  it.each([
    ['cut', recordOf('ab').subarray(0, 7)],
    ['a field beyond its record', Buffer.concat([lengthOf(6), lengthOf(9), Buffer.from('ab')])],
    ['too long', lengthOf(2 ** 31)],
  ])('are refused: %s', async (_case, bytes) => {
    await expect(all(bytes)).rejects.toMatchObject({ code: 'INTERNAL' });
  });
});
