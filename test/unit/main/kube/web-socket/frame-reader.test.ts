import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { frameReader, OPCODE } from '../../../../../main/kube/web-socket/frame-reader.ts';

/** A frame as a server sends it: not masked. */
function serverFrame(first: number, payload: Uint8Array): Buffer {
  const { length } = payload;
  if (length < 126) return Buffer.concat([Buffer.of(first, length), payload]);
  const header = Buffer.alloc(length < 65_536 ? 4 : 10);
  header[0] = first;
  if (length < 65_536) {
    header[1] = 126;
    header.writeUInt16BE(length, 2);
  } else {
    header[1] = 127;
    header.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([header, payload]);
}

interface Told {
  readonly messages: string[];
  readonly controls: string[];
  texts: number;
  isWhole: boolean;
}

function read(chunks: readonly Uint8Array[]): Told {
  const told: Told = { messages: [], controls: [], texts: 0, isWhole: true };
  let parts: Uint8Array[] = [];
  const reader = frameReader({
    piece: (bytes, isFirst, isLast) => {
      if (isFirst) parts = [];
      parts.push(Buffer.from(bytes));
      if (isLast) told.messages.push(Buffer.concat(parts).toString('hex'));
    },
    text: () => (told.texts += 1),
    control: (opcode, payload) => told.controls.push(`${String(opcode)} ${Buffer.from(payload).toString('hex')}`),
  });
  told.isWhole = chunks.every((chunk) => reader.push(chunk));
  return told;
}

function cut(bytes: Uint8Array, step: number): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += step) chunks.push(bytes.subarray(at, at + step));
  return chunks;
}

const payload = (size: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ maxLength: size });

describe('frameReader', () => {
  it('gives the same messages wherever the chunks are cut, with pings between the fragments', () => {
    const message = fc.record({ fragments: fc.array(payload(300), { minLength: 1, maxLength: 4 }), ping: payload(20) });
    fc.assert(
      fc.property(fc.array(message, { maxLength: 5 }), fc.integer({ min: 1, max: 400 }), (messages, step) => {
        const stream = messages.flatMap(({ fragments, ping }) =>
          fragments.flatMap((fragment, index) => {
            const opcode = index === 0 ? OPCODE.binary : OPCODE.continuation;
            const fin = index === fragments.length - 1 ? 0x80 : 0;
            return [serverFrame(fin | opcode, fragment), serverFrame(0x80 | OPCODE.ping, ping)];
          }),
        );
        const told = read(cut(Buffer.concat(stream), step));
        expect(told.messages).toEqual(messages.map(({ fragments }) => Buffer.concat(fragments).toString('hex')));
        expect(told.controls).toEqual(
          messages.flatMap(({ fragments, ping }) => fragments.map(() => `9 ${Buffer.from(ping).toString('hex')}`)),
        );
        expect(told.isWhole).toBe(true);
      }),
    );
  });

  it.each([125, 126, 65_535, 65_536, 200_000])('reads a message of %i bytes', (length) => {
    const bytes = Buffer.alloc(length, 7);
    expect(read(cut(serverFrame(0x82, bytes), 16_384)).messages).toEqual([bytes.toString('hex')]);
  });

  it('hands on the bytes of the chunk itself, not a copy', () => {
    const chunk = serverFrame(0x82, Buffer.from('content'));
    const pieces: Uint8Array[] = [];
    const ignore = (): void => undefined;
    frameReader({ piece: (bytes) => pieces.push(bytes), text: ignore, control: ignore }).push(chunk);
    expect(pieces[0]?.buffer).toBe(chunk.buffer);
  });

  it('skips a text message, also in fragments', () => {
    const told = read([
      serverFrame(OPCODE.text, Buffer.from('te')),
      serverFrame(0x80, Buffer.from('xt')),
      serverFrame(0x82, Buffer.from('b')),
    ]);
    expect([told.texts, told.messages, told.isWhole]).toEqual([1, ['62'], true]);
  });

  it.each([
    ['a masked frame', Buffer.of(0x82, 0x81, 0, 0, 0, 0, 0)],
    ['a reserved bit', Buffer.of(0xc2, 0)],
    ['an unknown opcode', Buffer.of(0x83, 0)],
    ['a continuation of nothing', Buffer.of(0x80, 0)],
    ['a message within a message', Buffer.of(0x02, 0, 0x82, 0)],
    ['a control frame in fragments', Buffer.of(0x09, 0)],
    ['a control frame of 126 bytes', serverFrame(0x89, Buffer.alloc(126))],
    ['a length beyond 2^53', Buffer.of(0x82, 127, 0xff, 0, 0, 0, 0, 0, 0, 0)],
  ])('refuses %s, and reads nothing afterwards', (_, bytes) => {
    const told = read([bytes, serverFrame(0x82, Buffer.from('later'))]);
    expect([told.isWhole, told.messages]).toEqual([false, []]);
  });

  it('stands any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 1, max: 40 }), (bytes, step) => {
        const { messages } = read(cut(bytes, step));
        expect(messages.join('').length / 2).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });
});
