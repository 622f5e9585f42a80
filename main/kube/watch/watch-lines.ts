import type { Readable } from 'node:stream';

import { AppError } from '../../../preload/contract/errors.ts';
import { connectionError } from '../http/connection-error.ts';
import type { Timers } from '../timers.ts';

/** etcd holds objects of 1.5 MiB at most; a line is one object in its wrapping. */
const LINE_LIMIT = 4 * 1024 * 1024;
/** The API server sends a bookmark about once a minute: after two missed ones nobody is at the other end. */
const IDLE_LIMIT_MS = 150_000;
const NEWLINE = 0x0a;

/** The lines of a watch. Throws if one is too long, or if nothing comes for too long. */
export async function* watchLines(body: Readable, server: string, timers: Timers): AsyncGenerator<string> {
  let parts: Buffer[] = [];
  let size = 0;
  const expectNews = (): (() => void) =>
    timers.after(IDLE_LIMIT_MS, () => {
      const message = `${server} has been silent for ${String(IDLE_LIMIT_MS / 1000)} s.`;
      body.destroy(new AppError('UNREACHABLE', message, { server }));
    });
  // Only waiting counts: while a line is being worked on, silence is ours.
  let relax = expectNews();
  try {
    for await (const chunk of body) {
      relax();
      if (!Buffer.isBuffer(chunk)) continue;
      let start = 0;
      for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
        const line = Buffer.concat([...parts, chunk.subarray(start, end)]).toString('utf8');
        parts = [];
        size = 0;
        start = end + 1;
        if (line.trim() !== '') yield line;
      }
      parts.push(chunk.subarray(start));
      size += chunk.length - start;
      if (size > LINE_LIMIT) {
        throw new AppError('TOO_LARGE', 'The API server sent an object that is too large.', { limitBytes: LINE_LIMIT });
      }
      relax = expectNews();
    }
  } catch (error) {
    throw connectionError(error, server);
  } finally {
    relax();
    body.destroy();
  }
}
