import type { InboundFrame } from './frames.ts';

/** The first byte names the channel, and a forwarded port's number may follow: no layout is told by more. */
const HEAD_BYTES = 3;
/** A Status is a few hundred bytes. What is longer is cut, so that it ends the channel as one that cannot be read. */
const STATUS_LIMIT = 1024 * 1024;

/**
 * Puts pieces of messages together as far as somebody needs it: the head and a Status as a whole, output never. Gives a
 * function for the pieces.
 */
export function inboundFrames(
  decode: (message: Uint8Array) => InboundFrame,
  receive: (frame: InboundFrame) => void,
): (bytes: Uint8Array, isFirst: boolean, isLast: boolean) => void {
  let head: Uint8Array = new Uint8Array();
  let kind: InboundFrame['kind'] | undefined;
  let status: Uint8Array[] = [];
  let statusBytes = 0;

  function pass(bytes: Uint8Array, isLast: boolean): void {
    if (kind === 'stdout' || kind === 'stderr') receive({ kind, bytes });
    if (kind !== 'status') return;
    if (statusBytes < STATUS_LIMIT) status.push(bytes);
    statusBytes += bytes.length;
    if (isLast) receive({ kind, bytes: status.length === 1 ? bytes : Buffer.concat(status) });
  }

  return (bytes, isFirst, isLast) => {
    if (isFirst) {
      kind = undefined;
      head = new Uint8Array();
      status = [];
      statusBytes = 0;
    }
    if (kind !== undefined) {
      pass(bytes, isLast);
      return;
    }
    head = head.length === 0 ? bytes : Buffer.concat([head, bytes]);
    if (head.length < HEAD_BYTES && !isLast) return;
    const frame = decode(head);
    ({ kind } = frame);
    if (frame.kind === 'unknown') receive(frame);
    else pass(frame.bytes, isLast);
  };
}
