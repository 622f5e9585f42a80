import { AppError } from '../../../preload/contract/errors.ts';
import type { WebSocketClient } from '../web-socket/web-socket.ts';

/** Above this a writer waits: enough to keep a fast link busy, and little memory for a slow one. */
const BUFFERED_LIMIT = 1024 * 1024;

export interface Outbound {
  /** Sends in order; resolves when there is room again. */
  send(frames: Iterable<Uint8Array>): Promise<void>;
  /** Sent at once, past the ones that wait. */
  sendNow(frame: Uint8Array): void;
  stop(): void;
}

export function outbound(
  socket: Pick<WebSocketClient, 'send' | 'bufferedBytes'>,
  onSent: (bytes: number) => void,
): Outbound {
  let isStopped = false;
  let last: Promise<void> = Promise.resolve();
  let wake: (() => void) | undefined;

  function notify(): void {
    wake?.();
    wake = undefined;
  }

  function sendNow(frame: Uint8Array): void {
    if (isStopped) return;
    onSent(frame.length);
    socket.send(frame, notify);
  }

  async function sendAll(frames: Iterable<Uint8Array>): Promise<void> {
    for (const frame of frames) {
      while (!isStopped && socket.bufferedBytes > BUFFERED_LIMIT) {
        await new Promise<void>((resolve) => (wake = resolve));
      }
      if (isStopped) throw new AppError('DISCONNECTED', 'The connection to the container has ended.', {});
      sendNow(frame);
    }
  }

  return {
    send: (frames) => {
      // One caller after the other, so that the chunks of two writes never mix.
      const sent = last.then(() => sendAll(frames));
      last = sent.catch(() => undefined);
      return sent;
    },
    sendNow,
    stop: () => {
      isStopped = true;
      notify();
    },
  };
}
