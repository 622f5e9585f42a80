import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decodeFrame, encodeFrame } from '../../../../preload/wire/codec.ts';

describe('encodeFrame and decodeFrame', () => {
  it('put data behind a four-byte id', () => {
    const message = encodeFrame({ type: 'data', id: 2, bytes: new TextEncoder().encode('hi') });
    expect(message).toEqual(new Uint8Array([0, 0, 0, 2, 0x68, 0x69]));
  });

  it('give back the bytes and ids they were given', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 0xffff_ffff }), fc.uint8Array({ maxLength: 4096 }), (id, bytes) => {
        expect(decodeFrame(encodeFrame({ type: 'data', id, bytes }))).toEqual({ type: 'data', id, bytes });
      }),
    );
  });

  it('read a message that lies inside a larger buffer', () => {
    const buffer = new Uint8Array([9, 9, 0, 0, 0, 7, 1, 2, 9]);
    expect(decodeFrame(buffer.subarray(2, 8))).toEqual({ type: 'data', id: 7, bytes: new Uint8Array([1, 2]) });
  });

  it('never throw, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.uint8Array()), (message) => {
        decodeFrame(message);
      }),
    );
    expect(decodeFrame('{')).toBeUndefined();
    expect(decodeFrame(new Uint8Array(3))).toBeUndefined();
  });
});
