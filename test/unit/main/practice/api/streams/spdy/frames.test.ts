import { expect, it } from 'vitest';

import {
  createFrameReader,
  dataFrame,
  pingFrame,
  resetFrame,
} from '../../../../../../../main/practice/api/streams/spdy/frames.ts';

/** Type 1, no flags, 14 bytes: stream 3, no other stream, no priority, four bytes of headers. */
const OPEN = Buffer.from([0x80, 3, 0, 1, 0, 0, 0, 14, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4]);

it('reads frames however they are cut', () => {
  const bytes = Buffer.concat([OPEN, dataFrame(3, Buffer.from('hello'), true), pingFrame(7), resetFrame(3)]);
  const whole = createFrameReader()(bytes);
  expect(whole).toEqual([
    { kind: 'open', stream: 3, headers: Buffer.from([1, 2, 3, 4]), isLast: false },
    { kind: 'data', stream: 3, bytes: Buffer.from('hello'), isLast: true },
    { kind: 'ping', id: 7 },
    { kind: 'reset', stream: 3 },
  ]);
  const read = createFrameReader();
  expect([...bytes].flatMap((byte) => read(Buffer.from([byte])))).toEqual(whole);
});

it('passes over frames that concern nobody, and ends at what is no frame', () => {
  const settings = Buffer.from([0x80, 3, 0, 4, 0, 0, 0, 4, 0, 0, 0, 0]);
  expect(createFrameReader()(settings)).toEqual([{ kind: 'other' }]);
  expect(() => createFrameReader()(Buffer.from([0x80, 2, 0, 1, 0, 0, 0, 0]))).toThrow('another version');
  expect(() => createFrameReader()(Buffer.from([0, 0, 0, 1, 0, 0xff, 0xff, 0xff]))).toThrow('16777215 bytes');
  expect(() => createFrameReader()(Buffer.from([0x80, 3, 0, 1, 0, 0, 0, 0]))).toThrow('without a number');
});
