import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decodeFrame, type InboundFrame } from '../../../../../main/kube/channels/frames.ts';
import { inboundFrames } from '../../../../../main/kube/channels/inbound-frames.ts';
import { portForwardLayout } from '../../../../../main/kube/channels/port-forward-frames.ts';

/** Output put together, everything else as it came. */
function whole(frames: readonly InboundFrame[]): string[] {
  const told: string[] = [];
  let last = '';
  for (const frame of frames) {
    const text = frame.kind === 'unknown' ? '' : Buffer.from(frame.bytes).toString('hex');
    if (frame.kind === last && (last === 'stdout' || last === 'stderr')) told.push(`${told.pop() ?? ''}${text}`);
    else told.push(`${frame.kind} ${text}`);
    last = frame.kind;
  }
  return told;
}

function receive(
  decode: (message: Uint8Array) => InboundFrame,
  messages: readonly Uint8Array[],
  step: number,
): string[] {
  const frames: InboundFrame[] = [];
  const push = inboundFrames(decode, (frame) => frames.push(frame));
  for (const message of messages) {
    if (message.length === 0) push(message, true, true);
    for (let at = 0; at < message.length; at += step) {
      push(message.subarray(at, at + step), at === 0, at + step >= message.length);
    }
  }
  return whole(frames);
}

const messages = fc.array(
  fc
    .tuple(fc.constantFrom(0, 1, 2, 3, 9), fc.uint8Array({ maxLength: 40 }))
    .map(([channel, bytes]) => Uint8Array.of(channel, ...bytes)),
  { maxLength: 8 },
);

describe('inboundFrames', () => {
  it.each([
    ['a container', () => decodeFrame],
    ['a forwarded port', () => portForwardLayout().decode],
  ])('gives the same for the pieces of messages as for whole ones, of %s', (_, layout) => {
    fc.assert(
      fc.property(messages, fc.integer({ min: 1, max: 20 }), (sent, step) => {
        expect(receive(layout(), sent, step)).toEqual(receive(layout(), sent, 1_000));
      }),
    );
  });

  it('hands on output as it comes, before its message is whole', () => {
    const frames: InboundFrame[] = [];
    const push = inboundFrames(decodeFrame, (frame) => frames.push(frame));
    push(Buffer.from('\x01out'), true, false);
    expect(frames).toEqual([{ kind: 'stdout', bytes: Buffer.from('out') }]);
  });

  it('keeps no more of a Status than it can be', () => {
    const frames: InboundFrame[] = [];
    const push = inboundFrames(decodeFrame, (frame) => frames.push(frame));
    const piece = Buffer.alloc(256 * 1024, 3);
    for (let count = 0; count < 100; count += 1) push(piece, count === 0, count === 99);
    const [status] = frames;
    expect(status?.kind === 'status' && status.bytes.length).toBeLessThanOrEqual(5 * piece.length);
  });
});
