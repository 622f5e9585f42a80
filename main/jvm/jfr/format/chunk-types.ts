import { unlessCorrupt } from '../bytes/corruption.ts';
import { Cursor } from '../bytes/cursor.ts';
import { WideKeys } from '../bytes/wide-keys.ts';
import type { RecordingMemory } from '../reader/recording-memory.ts';
import { describeTypes, type TypeDescriptions } from '../reader/type-descriptions.ts';
import type { ByteSource } from '../source/byte-source.ts';
import type { FoundChunk } from '../source/walk-chunks.ts';
import { HEADER_BYTES } from './chunk-header.ts';
import { layoutsOf, type Layout } from './layout.ts';
import { readMetadataTree } from './metadata-tree.ts';
import { readSchema, type Schema } from './schema.ts';

/** What a chunk's metadata says, and how values are read by it. */
export interface ChunkTypes {
  readonly schema: Schema;
  readonly layouts: ReadonlyMap<number, Layout>;
  readonly descriptions: TypeDescriptions;
}

/** HotSpot describes its types in 100 KB. */
const MOST_FORESEEN_BYTES = 1024 ** 2;

/** Reads metadata. Chunks of one JVM mostly describe the same types in the same bytes, which are read once. */
export class ChunkTypesReader {
  readonly #memory: RecordingMemory;
  #written: Buffer = Buffer.alloc(0);
  #types: ChunkTypes | undefined;

  constructor(memory: RecordingMemory) {
    this.#memory = memory;
  }

  /** Reads what a chunk names as its description while the chunk itself is still on its way. */
  async foresee(source: ByteSource, { offset, length, header: { metadataAt } }: FoundChunk): Promise<void> {
    if (metadataAt < HEADER_BYTES || metadataAt >= length) return;
    const bytes = await source.read(offset + metadataAt, Math.min(MOST_FORESEEN_BYTES, length - metadataAt));
    const cursor = new Cursor(bytes);
    unlessCorrupt(() => {
      cursor.enterEvent(0);
      if (cursor.end <= bytes.length) this.read(cursor, new WideKeys());
    });
  }

  /** The cursor stands behind the metadata event's size and type, its `end` where the event ends. */
  read(cursor: Cursor, keys: WideKeys): ChunkTypes {
    // Start, duration and number of the metadata: only a stream's reader needs them.
    cursor.skipLongs(3);
    const { bytes, at, end } = cursor;
    const written = Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.max(0, end - at));
    if (this.#types !== undefined && written.equals(this.#written)) return this.#types;
    // The chunk's memory is soon another's.
    const kept = Buffer.from(written);
    const wideIds: bigint[] = [];
    const schema = readSchema(readMetadataTree(this.#memory, kept), (id) => {
      wideIds.push(id);
      return keys.ofBig(id);
    });
    const layouts = layoutsOf(schema);
    const types = { schema, layouts, descriptions: describeTypes(layouts) };
    // Numbers of 64 bits are known by others in each chunk.
    this.#types = wideIds.length > 0 ? undefined : types;
    this.#written = kept;
    return types;
  }
}
