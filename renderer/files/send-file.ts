import type { FileRef } from '../../preload/contract/index.ts';
import type { Api } from '../bridge/index.ts';

/** As base64 this fits the contract's part. */
const PART_BYTES = 48 * 1024;

export interface SendFile {
  readonly target: FileRef;
  readonly file: Blob;
  readonly replace: boolean;
  readonly signal: AbortSignal;
  readonly onSent: (bytes: number) => void;
}

/** Reads it twice: once for its hash, which the container's end is compared with, and once to send it. */
export async function sendFile(api: Api, { target, file, replace, signal, onSent }: SendFile): Promise<void> {
  const sha256 = await hashOf(file);
  const stream = api.files.upload({ ...target, sizeBytes: file.size, replace, ...(sha256 && { sha256 }) }, { signal });
  const sending = (async () => {
    await stream.opened;
    for (let at = 0; at < file.size; at += PART_BYTES) {
      signal.throwIfAborted();
      const bytes = new Uint8Array(await file.slice(at, at + PART_BYTES).arrayBuffer());
      await stream.send({ base64: toBase64(bytes) });
      onSent(Math.min(file.size, at + PART_BYTES));
    }
  })();
  // A refusal ends the stream, and then there is nobody left to send to.
  sending.catch(() => undefined);
  for await (const _ of stream);
  await sending;
}

/** Browsers hash no stream. Beyond this the core does, of what it is given: only the way from here to it is then not covered. */
const HASH_LIMIT = 512 * 1024 * 1024;

async function hashOf(file: Blob): Promise<string | undefined> {
  // Only there on a secure page, which loopback is.
  const subtle = globalThis.crypto.subtle as SubtleCrypto | undefined;
  if (subtle === undefined || file.size > HASH_LIMIT) return undefined;
  const digest = new Uint8Array(await subtle.digest('SHA-256', await file.arrayBuffer()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}
