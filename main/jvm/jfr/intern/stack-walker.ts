import { Corruption, unlessCorrupt } from '../bytes/corruption.ts';
import { lengthWithin } from '../bytes/encoded-text.ts';
import type { Chunk } from '../format/chunk.ts';
import { CODE, type FieldLayout, type Layout } from '../format/layout.ts';
import { skipField } from '../format/skip-value.ts';
import { LIMITS } from '../limits.ts';
import { missingNumber, type ChunkNames } from './chunk-names.ts';
import type { Names } from './names.ts';
import { NO_NODE, WORDS_OF_FRAME } from './stack-tree.ts';

/** The frame under which stacks hang that lost their outermost frames to the limit of the recording's `stackdepth`. */
export const TRUNCATED = '[truncated]';

const FRAME_FIELDS: readonly string[] = ['method', 'lineNumber', 'bytecodeIndex', 'type'];
const NOT_WANTED = 4;
/** As many fields of a frame as the module looks at; no JVM has more than four. */
const MOST_FIELDS = 16;
const RESOLVER = { method: 0, kind: 1 } as const;

/** Turns a chunk's stacks into nodes of the tree of all stacks. */
export class StackWalker {
  readonly #chunk: Chunk;
  readonly #names: Names;
  readonly #stack: Layout | undefined;
  readonly #frame: Layout | undefined;
  #frames = new Int32Array(256 * WORDS_OF_FRAME);

  constructor(chunk: Chunk, names: Names, chunkNames: ChunkNames) {
    this.#chunk = chunk;
    this.#names = names;
    const typeNamed = (name: string): Layout | undefined => {
      const type = chunk.schema.typesByName.get(name);
      return type === undefined ? undefined : chunk.layouts.get(type.id);
    };
    this.#stack = typeNamed('jdk.types.StackTrace');
    const frames = this.#stack?.fields.find(({ field }) => field.name === 'frames' && field.array);
    this.#frame = frames?.code === CODE.structure ? frames.layout : undefined;
    tellModule(chunk, this.#frame?.fields ?? [], chunkNames);
  }

  /** The node of the innermost frame of the stack that begins there; -1 where it has none. */
  walk(offset: number): number {
    const { cursor, bytes } = this.#chunk;
    const stack = this.#stack;
    if (stack === undefined || this.#frame === undefined || !isReadable(this.#frame)) return NO_NODE;
    cursor.at = offset;
    cursor.end = bytes.length;
    let truncated = false;
    let count = 0;
    for (const field of stack.fields) {
      if (field.layout === this.#frame) count = this.#readFrames();
      else if (field.field.name === 'truncated' && field.code === CODE.byte) truncated = cursor.byte() !== 0;
      else skipField(cursor, field);
    }
    const below = truncated ? this.#truncatedNode() : NO_NODE;
    return this.#names.stacks.add(this.#frames.subarray(0, count * WORDS_OF_FRAME), below);
  }

  /** Fills `#frames`, innermost first, and gives how many there are. */
  #readFrames(): number {
    const { cursor } = this.#chunk;
    const count = lengthWithin(cursor);
    if (count > LIMITS.framesOfStack) throw new Corruption(`a stack of ${String(count)} frames`);
    const needed = count * WORDS_OF_FRAME;
    if (needed > this.#frames.length) this.#frames = new Int32Array(needed * 2);
    const { memory } = this.#chunk;
    for (let done = 0; done < count;) {
      const some = memory.module.read_frames(cursor.at, count - done);
      if (some === 0) throw new Corruption('a stack ends behind its chunk');
      cursor.at = memory.module.frames_end();
      const words = memory.integersAt(memory.module.frames_address(), some * WORDS_OF_FRAME);
      this.#frames.set(words, done * WORDS_OF_FRAME);
      done += some;
    }
    return count;
  }

  #truncatedNode(): number {
    const { texts, methods, stacks } = this.#names;
    return stacks.add(Int32Array.of(methods.intern(0, texts.intern(TRUNCATED), 0), 0, 0, 0), NO_NODE);
  }
}

function isReadable({ longs }: Layout): boolean {
  return longs >= 0 && longs <= MOST_FIELDS;
}

/** Which of a frame's integers is what, in which pools its keys lie, and who knows what they stand for. */
function tellModule({ memory, pools }: Chunk, fields: readonly FieldLayout[], names: ChunkNames): void {
  const order = fields.slice(0, MOST_FIELDS).map(({ field }) => {
    const wanted = FRAME_FIELDS.indexOf(field.name);
    return wanted < 0 ? NOT_WANTED : wanted;
  });
  const [methodType = -1, kindType = -1] = [0, 3].map((wanted) => fields[order.indexOf(wanted)]?.field.typeId);
  const told = [pools.indexOf(methodType), pools.indexOf(kindType), RESOLVER.method, RESOLVER.kind, order.length];
  memory.integersAt(memory.module.frame_layout_address(), told.length + order.length).set([...told, ...order]);
  memory.questions.resolve = (resolver, at) => {
    const [kind, type] =
      resolver === RESOLVER.method ? (['method', methodType] as const) : (['text', kindType] as const);
    return unlessCorrupt(() => names.decode(kind, type, at)) ?? missingNumber(kind);
  };
}
