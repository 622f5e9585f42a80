import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

import { tarStream } from './tar-stream.ts';

/**
 * Bytes from a container never become a page of ours: always an attachment, of no type, in a sandbox. The name goes out in
 * RFC 5987 form only, where nothing but percent-encoding can stand, so it cannot end the header.
 */
export async function sendTransfer(
  response: ServerResponse,
  file: { readonly path: string; readonly fileName: string; readonly isFolder: boolean },
): Promise<void> {
  const length = file.isFolder ? {} : { 'content-length': (await stat(file.path)).size };
  const name = file.isFolder ? `${file.fileName}.tar` : file.fileName;
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    ...length,
    'content-disposition': `attachment; filename*=UTF-8''${encodeRfc5987(name)}`,
    'content-security-policy': "sandbox; default-src 'none'",
    'cache-control': 'no-store',
  });
  // A browser that gives up closes the connection; there is nobody left to tell.
  const content = file.isFolder ? tarStream(file.path, file.fileName) : createReadStream(file.path);
  await pipeline(content, response).catch(() => undefined);
}

function encodeRfc5987(text: string): string {
  return encodeURIComponent(text).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
