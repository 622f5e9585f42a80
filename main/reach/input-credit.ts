import { cancelled } from '../../preload/contract/errors.ts';
import { FRAME_PAYLOAD_LIMIT } from './frames.ts';

/** What the program takes of a request's input before it has given credit: `window` of its hello, build/reach. */
const INPUT_WINDOW = 512 * 1024;

export interface InputCredit {
  add(bytes: number): void;
  /** Resolves with how many of so many bytes may be sent now, at least one; rejects when the request has ended. */
  take(bytes: number): Promise<number>;
}

export function inputCredit(ended: AbortSignal): InputCredit {
  let available = INPUT_WINDOW;
  let wake: (() => void) | undefined;
  ended.addEventListener('abort', () => wake?.(), { once: true });
  return {
    add: (bytes) => {
      available = Math.min(INPUT_WINDOW, available + bytes);
      wake?.();
    },
    take: async (bytes) => {
      while (available === 0 && !ended.aborted) await new Promise<void>((resolve) => (wake = resolve));
      if (ended.aborted) throw cancelled();
      const taken = Math.min(bytes, available);
      available -= taken;
      return taken;
    },
  };
}

/** Sends all of it, in parts that fit a frame. */
export async function feedInput(
  input: AsyncIterable<Uint8Array>,
  credit: InputCredit,
  send: (bytes: Uint8Array) => Promise<void>,
): Promise<void> {
  for await (const bytes of input) {
    for (let at = 0; at < bytes.length;) {
      const length = await credit.take(Math.min(FRAME_PAYLOAD_LIMIT, bytes.length - at));
      await send(bytes.subarray(at, at + length));
      at += length;
    }
  }
}
