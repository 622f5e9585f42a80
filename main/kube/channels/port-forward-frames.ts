/**
 * Port forwarding on the same protocol: channel 0 is the connection's data in both directions, channel 1 an error text.
 * The first message on each begins with the port's number, two bytes little-endian, and carries nothing else.
 */
import type { InboundFrame } from './frames.ts';
import { stdinFrames } from './frames.ts';
import type { ChannelLayout } from './open-channel.ts';

const DATA = 0;
const ERROR = 1;
const PORT_BYTES = 2;
/** The WebSocket close code of a connection that ended in good order. */
const NORMAL_CLOSURE = 1000;

/** Remembers which channels have named their port: one for each connection. */
export function portForwardLayout(): ChannelLayout {
  const named = new Set<number>();

  function payload(channel: number, message: Uint8Array): Uint8Array {
    if (named.has(channel)) return message.subarray(1);
    named.add(channel);
    return message.subarray(1 + PORT_BYTES);
  }

  return {
    decode: (message): InboundFrame => {
      const channel = message[0];
      if (channel === DATA) return { kind: 'stdout', bytes: payload(channel, message) };
      if (channel === ERROR) return { kind: 'status', bytes: payload(channel, message) };
      return { kind: 'unknown' };
    },
    stdin: stdinFrames,
    endWithoutStatus: (closeCode) => (closeCode === NORMAL_CLOSURE ? { reason: 'succeeded' } : undefined),
  };
}
