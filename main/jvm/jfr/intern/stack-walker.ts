import { Corruption } from '../bytes/corruption.ts';
import { lengthWithin } from '../bytes/encoded-text.ts';
import type { Chunk } from '../format/chunk.ts';
import { CODE, type Layout } from '../format/layout.ts';
import { skipField } from '../format/skip-value.ts';
import { LIMITS } from '../limits.ts';
import type { ChunkNames } from './chunk-names.ts';
import { NO_NODE, type Names } from './names.ts';

/** The frame under which stacks hang that lost their outermost frames to the limit of the recording's `stackdepth`. */
export const TRUNCATED = '[truncated]';

const FRAME_FIELDS = ['method', 'lineNumber', 'bytecodeIndex', 'type'];
const NOT_WANTED = 4;

/** Turns a chunk's stacks into nodes of the tree of all stacks. */
export class StackWalker {
  readonly #chunk: Chunk;
  readonly #names: Names;
  readonly #chunkNames: ChunkNames;
  readonly #stack: Layout | undefined;
  readonly #frame: Layout | undefined;
  /** For each integer of a frame, which of the four wanted ones it is. */
  readonly #order: readonly number[];
  readonly #methodType: number;
  readonly #kindType: number;
  readonly #values = new Float64Array(NOT_WANTED + 1);
  #frames = new Int32Array(256);

  constructor(chunk: Chunk, names: Names, chunkNames: ChunkNames) {
    this.#chunk = chunk;
    this.#names = names;
    this.#chunkNames = chunkNames;
    const typeNamed = (name: string): Layout | undefined => {
      const type = chunk.schema.typesByName.get(name);
      return type === undefined ? undefined : chunk.layouts.get(type.id);
    };
    this.#stack = typeNamed('jdk.types.StackTrace');
    const frames = this.#stack?.fields.find(({ field }) => field.name === 'frames' && field.array);
    this.#frame = frames?.code === CODE.structure ? frames.layout : undefined;
    const fields = this.#frame?.fields ?? [];
    this.#order = fields.map(({ field }) => {
      const wanted = FRAME_FIELDS.indexOf(field.name);
      return wanted < 0 ? NOT_WANTED : wanted;
    });
    this.#methodType = fields[this.#order.indexOf(0)]?.field.typeId ?? -1;
    this.#kindType = fields[this.#order.indexOf(3)]?.field.typeId ?? -1;
  }

  /** The node of the innermost frame of the stack that begins there; -1 where it has none. */
  walk(offset: number): number {
    const { cursor, bytes } = this.#chunk;
    const stack = this.#stack;
    if (stack === undefined || this.#frame === undefined || this.#frame.longs < 0) return NO_NODE;
    cursor.at = offset;
    cursor.end = bytes.length;
    let truncated = false;
    let count = 0;
    for (const field of stack.fields) {
      if (field.layout === this.#frame) count = this.#readFrames();
      else if (field.field.name === 'truncated' && field.code === CODE.byte) truncated = cursor.byte() !== 0;
      else skipField(cursor, field);
    }
    let node = truncated ? this.#truncatedNode() : NO_NODE;
    const { nodes } = this.#names;
    for (let index = count - 1; index >= 0; index -= 1) node = nodes.pair(node, this.#frames[index] ?? 0);
    return node;
  }

  /** Fills `#frames`, innermost first, and gives how many there are. */
  #readFrames(): number {
    const { cursor } = this.#chunk;
    const count = lengthWithin(cursor);
    if (count > LIMITS.framesOfStack) throw new Corruption(`a stack of ${String(count)} frames`);
    if (count > this.#frames.length) this.#frames = new Int32Array(count * 2);
    const order = this.#order;
    const values = this.#values;
    const { frames } = this.#names;
    for (let index = 0; index < count; index += 1) {
      for (const wanted of order) {
        values[wanted] = wanted === 0 || wanted === 3 ? cursor.key() : cursor.long();
      }
      this.#frames[index] = frames.quad(
        this.#chunkNames.number('method', this.#methodType, values[0] ?? 0),
        (values[1] ?? 0) | 0,
        (values[2] ?? 0) | 0,
        this.#chunkNames.number('text', this.#kindType, values[3] ?? 0),
      );
    }
    return count;
  }

  #truncatedNode(): number {
    const { texts, methods, frames, nodes } = this.#names;
    return nodes.pair(NO_NODE, frames.quad(methods.quad(0, texts.intern(TRUNCATED), 0, 0), 0, 0, 0));
  }
}
