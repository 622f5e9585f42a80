import type { IncomingMessage } from 'node:http';

import { AppError } from '../../../preload/contract/errors.ts';
import { connectionError } from './connection-error.ts';

/** The body of an answer as it comes. Throws STREAM_CUT if it stops short, and ends quietly when the signal aborts. */
export async function* responseBytes(
  open: () => Promise<IncomingMessage>,
  server: string,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const response = await open();
  let receivedBytes = 0;
  try {
    for await (const chunk of response) {
      if (!(chunk instanceof Uint8Array)) continue;
      receivedBytes += chunk.length;
      yield chunk;
    }
  } catch (error) {
    if (signal?.aborted === true) return;
    const { message } = connectionError(error, server);
    throw new AppError('STREAM_CUT', message, { receivedBytes }, { cause: error });
  } finally {
    response.destroy();
  }
}
