import { open } from 'node:fs/promises';

import { AppError } from '../../preload/contract/index.ts';

export interface FilePart {
  readonly base64: string;
}

/** Writes what a page sends until it is `sizeBytes`; throws where more comes, or the page stops before. */
export async function receiveFile(path: string, sizeBytes: number, parts: AsyncIterable<FilePart>): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  let receivedBytes = 0;
  try {
    if (sizeBytes === 0) return;
    for await (const { base64 } of parts) {
      const bytes = Buffer.from(base64, 'base64');
      receivedBytes += bytes.length;
      if (receivedBytes > sizeBytes) {
        throw new AppError('BAD_REQUEST', 'The file is larger than was said.', { issues: ['sizeBytes'] });
      }
      await file.appendFile(bytes);
      if (receivedBytes === sizeBytes) return;
    }
  } finally {
    await file.close();
  }
  throw new AppError('STREAM_CUT', 'The file did not come to its end.', { receivedBytes });
}
