import type { Cursor } from '../bytes/cursor.ts';
import type { WideKeys } from '../bytes/wide-keys.ts';
import { describeTypes, type TypeDescriptions } from '../reader/type-descriptions.ts';
import { layoutsOf, type Layout } from './layout.ts';
import { readMetadataTree } from './metadata-tree.ts';
import { readSchema, type Schema } from './schema.ts';

/** What a chunk's metadata says, and how values are read by it. */
export interface ChunkTypes {
  readonly schema: Schema;
  readonly layouts: ReadonlyMap<number, Layout>;
  readonly descriptions: TypeDescriptions;
}

/** Reads metadata. Chunks of one JVM mostly describe the same types in the same bytes, which are read once. */
export class ChunkTypesReader {
  #written: Buffer = Buffer.alloc(0);
  #types: ChunkTypes | undefined;

  /** The cursor stands behind the metadata event's size and type, its `end` where the event ends. */
  read(cursor: Cursor, keys: WideKeys): ChunkTypes {
    // Start, duration and number of the metadata: only a stream's reader needs them.
    cursor.skipLongs(3);
    const { bytes, at, end } = cursor;
    const written = Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.max(0, end - at));
    if (this.#types !== undefined && written.equals(this.#written)) return this.#types;
    const wideIds: bigint[] = [];
    const schema = readSchema(readMetadataTree(cursor), (id) => {
      wideIds.push(id);
      return keys.ofBig(id);
    });
    const layouts = layoutsOf(schema);
    const types = { schema, layouts, descriptions: describeTypes(layouts) };
    // Numbers of 64 bits are known by others in each chunk.
    this.#types = wideIds.length > 0 ? undefined : types;
    this.#written = Buffer.from(written);
    return types;
  }
}
