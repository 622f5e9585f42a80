import { describe, expect, it } from 'vitest';

import { createBlockWriter } from '../../../../../main/files/transfers/block-writer.ts';

/** A disk that takes at most so many bytes in a call. */
function disk(mostBytes: number) {
  const written: number[] = [];
  const calls: number[] = [];
  return {
    written,
    calls,
    write: async (buffer: Uint8Array) => {
      // Not at once: what is given must stay as it is until then.
      await Promise.resolve();
      const taken = buffer.subarray(0, mostBytes);
      written.push(...taken);
      calls.push(taken.length);
      return { bytesWritten: taken.length, buffer };
    },
  };
}

const numbers = (from: number, count: number): Uint8Array => Uint8Array.from({ length: count }, (_, at) => from + at);

describe('createBlockWriter', () => {
  it('writes chunks together, in order', async () => {
    const file = disk(1000);
    const blocks = createBlockWriter(file, 8);
    for (const from of [0, 3, 6, 9, 12]) await blocks.write(numbers(from, 3));
    await blocks.flush();
    expect(file.written).toEqual([...numbers(0, 15)]);
    expect(file.calls).toEqual([8, 7]);
  });

  it.each([1, 2, 3, 4, 5, 7])('goes on where a disk that took %i bytes has stopped', async (mostBytes) => {
    const file = disk(mostBytes);
    const blocks = createBlockWriter(file, 4);
    for (const from of [0, 3, 6, 9, 12]) await blocks.write(numbers(from, 3));
    await blocks.write(new Uint8Array());
    await blocks.flush();
    expect(file.written).toEqual([...numbers(0, 15)]);
  });

  it('tells whoever waits next that the disk is full', async () => {
    const full = { write: () => Promise.reject(new Error('ENOSPC')) };
    const blocks = createBlockWriter(full, 4);
    await blocks.write(numbers(0, 4));
    await expect(blocks.write(numbers(4, 4))).rejects.toThrow('ENOSPC');
  });
});
