import { unpackLz4Block } from '../../../streams/index.ts';
import { Corruption } from '../bytes/corruption.ts';
import type { ByteSource } from './byte-source.ts';

export const LZ4_MAGIC = 0x184d2204;
const SKIPPABLE_MAGIC = 0x184d2a50;
/** A block may copy from this far behind itself. */
const HISTORY_BYTES = 65_536;
const BLOCK_BYTES: Readonly<Record<number, number>> = { 4: 65_536, 5: 262_144, 6: 1_048_576, 7: 4_194_304 };
const FLAG = { blockChecksum: 0x10, contentSize: 0x08, contentChecksum: 0x04, dictionary: 0x01 } as const;

/** Unpacks LZ4 frames, which Node cannot: https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md */
export async function* unpackLz4(source: ByteSource): AsyncGenerator<Uint8Array> {
  let at = 0;
  const take = async (length: number): Promise<DataView> => {
    const bytes = await source.read(at, length);
    if (bytes.length < length) throw new Corruption('the LZ4 frame is cut off');
    at += length;
    return new DataView(bytes.buffer, bytes.byteOffset, length);
  };
  for (;;) {
    const beginning = await source.read(at, 4);
    if (beginning.length < 4) return;
    const magic = (await take(4)).getUint32(0, true);
    // Sixteen magic numbers announce content of others.
    if ((magic & ~0xf) === SKIPPABLE_MAGIC) {
      const length = (await take(4)).getUint32(0, true);
      at += length;
      continue;
    }
    if (magic !== LZ4_MAGIC) return;
    const descriptor = await take(2);
    const flags = descriptor.getUint8(0);
    const limit = BLOCK_BYTES[(descriptor.getUint8(1) >> 4) & 7];
    if (limit === undefined || (flags & FLAG.dictionary) !== 0) throw new Corruption('an LZ4 frame of an unknown kind');
    await take((flags & FLAG.contentSize) === 0 ? 1 : 9);
    let history = new Uint8Array(0);
    for (;;) {
      const size = (await take(4)).getUint32(0, true);
      if (size === 0) break;
      const length = size & 0x7fff_ffff;
      if (length > limit) throw new Corruption('an LZ4 block is larger than its frame allows');
      const { buffer, byteOffset } = await take(length);
      const packed = new Uint8Array(buffer, byteOffset, length);
      const block = size > 0x7fff_ffff ? packed.slice() : unpackBlock(packed, history, limit);
      if ((flags & FLAG.blockChecksum) !== 0) await take(4);
      yield block;
      history = Uint8Array.from(Buffer.concat([history, block]).subarray(-HISTORY_BYTES));
    }
    if ((flags & FLAG.contentChecksum) !== 0) await take(4);
  }
}

function unpackBlock(packed: Uint8Array, history: Uint8Array, limit: number): Uint8Array {
  const output = new Uint8Array(history.length + limit);
  output.set(history);
  const end = unpackLz4Block(packed, output, history.length);
  if (end === undefined) throw new Corruption('an LZ4 block is damaged');
  return output.subarray(history.length, end);
}
