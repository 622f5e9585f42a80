import { Corruption } from '../bytes/corruption.ts';
import type { ByteSource } from './byte-source.ts';
import { LZ4_MAGIC, unpackLz4 } from './lz4-frames.ts';
import { streamSource } from './stream-source.ts';

const GZIP_MAGIC = 0x8b1f;
const ZIP_MAGIC = 0x04034b50;
const ZIP_HEADER_BYTES = 30;
const ZIP_METHOD = { stored: 0, deflated: 8 } as const;
const READ_BYTES = 1024 * 1024;

/** The recording inside, where the source is a gzip, zip (its first file) or LZ4 archive: told by content, not by name. */
export async function unwrap(source: ByteSource): Promise<ByteSource> {
  const start = await source.read(0, ZIP_HEADER_BYTES);
  if (start.length < 4) return source;
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  const magic = view.getUint32(0, true);
  if ((magic & 0xffff) === GZIP_MAGIC) return unpacked('gzip', source, () => inflated(source, 0, 'gunzip'));
  if (magic === LZ4_MAGIC) return unpacked('lz4', source, () => unpackLz4(source));
  if (magic !== ZIP_MAGIC || start.length < ZIP_HEADER_BYTES) return source;
  const method = view.getUint16(8, true);
  const at = ZIP_HEADER_BYTES + view.getUint16(26, true) + view.getUint16(28, true);
  if (method === ZIP_METHOD.stored) return unpacked('zip', source, () => bytesOf(source, at));
  if (method === ZIP_METHOD.deflated) return unpacked('zip', source, () => inflated(source, at, 'inflateRaw'));
  throw new Corruption(`the zip archive uses method ${String(method)}, which is not known`);
}

function unpacked(
  archive: 'gzip' | 'zip' | 'lz4',
  source: ByteSource,
  open: () => AsyncIterable<Uint8Array>,
): ByteSource {
  const stream = streamSource(open, { repeatable: source.repeatable });
  return {
    ...stream,
    archive,
    async close() {
      await stream.close();
      await source.close();
    },
  };
}

/** What was inflated before an error came out of it too: an archive that was cut off holds a recording that was. */
async function* inflated(
  source: ByteSource,
  from: number,
  method: 'gunzip' | 'inflateRaw',
): AsyncGenerator<Uint8Array> {
  // Loading these takes longer than looking into a recording, and few are packed.
  const [{ Readable }, zlib] = await Promise.all([import('node:stream'), import('node:zlib')]);
  const transform = method === 'gunzip' ? zlib.createGunzip() : zlib.createInflateRaw();
  const input = Readable.from(bytesOf(source, from));
  input.on('error', (error) => transform.destroy(error));
  input.pipe(transform);
  try {
    for await (const part of transform) yield part as Uint8Array;
  } finally {
    input.destroy();
    transform.destroy();
  }
}

async function* bytesOf(source: ByteSource, from: number): AsyncGenerator<Uint8Array> {
  let at = from;
  for (;;) {
    const bytes = await source.read(at, READ_BYTES);
    if (bytes.length === 0) return;
    yield bytes;
    at += bytes.length;
  }
}
