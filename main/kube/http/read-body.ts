import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

import { AppError } from '../../../preload/contract/errors.ts';

/** The answer's bytes as the server meant them. */
function decoded(response: IncomingMessage): Readable {
  if (response.headers['content-encoding'] !== 'gzip') return response;
  const gunzip = createGunzip();
  response.on('error', (error) => gunzip.destroy(error));
  response.on('aborted', () => gunzip.destroy(new Error('the connection was cut')));
  return response.pipe(gunzip);
}

/** All of an answer, if it is not longer than `maxBytes`. */
export async function readBody(response: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of decoded(response)) {
      if (!Buffer.isBuffer(chunk)) continue;
      size += chunk.length;
      if (size > maxBytes) {
        const message = `The API server's answer is longer than ${String(maxBytes)} bytes.`;
        throw new AppError('TOO_LARGE', message, { limitBytes: maxBytes });
      }
      chunks.push(chunk);
    }
  } finally {
    // A socket with an unread rest cannot be used again.
    if (!response.complete) response.destroy();
  }
  return Buffer.concat(chunks).toString('utf8');
}
