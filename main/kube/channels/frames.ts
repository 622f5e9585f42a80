/**
 * The channel protocol: every WebSocket message is binary, its first byte names a channel, the rest is payload.
 *
 *     client → server   [0, …stdin]   [4, …{"Width":120,"Height":40}]   [255, 0] = stdin has ended (v5 only)
 *     server → client   [1, …stdout]  [2, …stderr]                      [3, …Status as JSON], once, at the end
 *
 * The server's first message is an empty frame on a channel it writes to. The server takes each WebSocket frame for a whole
 * message, so a message must never be fragmented.
 */
import type { TerminalSize } from './channel.ts';

export const SUBPROTOCOLS = { v5: 'v5.channel.k8s.io', v4: 'v4.channel.k8s.io' } as const;

const STDIN = 0;
const STDOUT = 1;
const STDERR = 2;
const STATUS = 3;
const RESIZE = 4;
const CLOSE = 255;

/** As kubectl sends it; the server would take up to 32 MiB. */
export const STDIN_FRAME_BYTES = 32 * 1024;
/** No terminal is larger, and the protocol's numbers are 16 bits wide. */
const SIZE_LIMIT = 65_535;

export type InboundFrame =
  { readonly kind: 'stdout' | 'stderr' | 'status'; readonly bytes: Uint8Array } | { readonly kind: 'unknown' };

/** Total: any bytes at all give a frame. */
export function decodeFrame(message: Uint8Array): InboundFrame {
  const bytes = message.subarray(1);
  switch (message[0]) {
    case STDOUT:
      return { kind: 'stdout', bytes };
    case STDERR:
      return { kind: 'stderr', bytes };
    case STATUS:
      return { kind: 'status', bytes };
    default:
      return { kind: 'unknown' };
  }
}

function frame(channel: number, payload: Uint8Array): Uint8Array {
  const message = new Uint8Array(payload.length + 1);
  message[0] = channel;
  message.set(payload, 1);
  return message;
}

/** The bytes cut into frames; nothing for no bytes. */
export function* stdinFrames(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += STDIN_FRAME_BYTES) {
    yield frame(STDIN, bytes.subarray(start, start + STDIN_FRAME_BYTES));
  }
}

export function stdinEndFrame(): Uint8Array {
  return Uint8Array.of(CLOSE, STDIN);
}

/** `undefined` for a size that no terminal has, as a window that is being hidden may ask for. */
export function resizeFrame({ columns, rows }: TerminalSize): Uint8Array | undefined {
  const isSize = (value: number): boolean => Number.isInteger(value) && value > 0 && value <= SIZE_LIMIT;
  if (!isSize(columns) || !isSize(rows)) return undefined;
  return frame(RESIZE, new TextEncoder().encode(JSON.stringify({ Width: columns, Height: rows })));
}
