import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { unpackBlocks } from '../../../../main/reach/unpack-blocks.ts';
import { AppError } from '../../../../preload/contract/errors.ts';

async function* chunks(bytes: Uint8Array, step: number): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
}

async function unpack(bytes: Uint8Array, step = bytes.length): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of unpackBlocks(chunks(bytes, Math.max(1, step)))) parts.push(Uint8Array.from(part));
  return Buffer.concat(parts);
}

describe('unpackBlocks', () => {
  const hello = Buffer.from('000000050000000568656c6c6f', 'hex');
  // Ten literals, then nine bytes from ten back, then five literals.
  const packed = Buffer.from('80000018000000120000', 'hex');

  it('takes blocks as they are and packed ones, wherever the stream is cut', async () => {
    const body = Buffer.concat([
      Buffer.of(0xa5),
      Buffer.from('abcdefghij'),
      Buffer.of(10, 0),
      Buffer.of(0x50),
      Buffer.from('vwxyz'),
    ]);
    const block = Buffer.concat([Buffer.alloc(8), body]);
    block.writeUInt32BE(0x8000_0000 + 24, 0);
    block.writeUInt32BE(body.length, 4);
    const stream = Buffer.concat([hello, block, hello]);
    for (let step = 1; step <= stream.length; step += 1) {
      expect((await unpack(stream, step)).toString()).toBe('helloabcdefghijabcdefghivwxyzhello');
    }
  });

  it('either unpacks or refuses, whatever comes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 80 }), fc.integer({ min: 1, max: 20 }), async (bytes, step) => {
        const input = Buffer.concat([hello, bytes, packed]);
        const out = await unpack(input, step).catch((error: unknown) => {
          expect(error).toBeInstanceOf(AppError);
          return Buffer.from('hello');
        });
        expect(out.subarray(0, 5).toString()).toBe('hello');
      }),
      { numRuns: 500 },
    );
  });
});
