import { InternedText } from './interned-text.ts';
import { InternedTuples } from './interned-tuples.ts';

export interface ThreadName {
  readonly javaName: string;
  readonly osName: string;
  readonly javaThreadId: number;
  readonly osThreadId: number;
  readonly group: string;
  readonly virtual: boolean;
}

/** Parts of a method and of a frame, in their tuples. */
export const METHOD = { type: 0, name: 1, descriptor: 2 } as const;
export const FRAME = { method: 0, line: 1, bytecodeIndex: 2, kind: 3 } as const;

/** The parent of a stack's root frame: no node has it. */
export const NO_NODE = -1;

/**
 * What events of all chunks name, by content: keys mean nothing outside their chunk.
 *
 * Stacks share a tree that grows from their root frames: a node is a pair of its parent and a frame, so a node's number is
 * larger than its parent's, and sums over a tree are one loop from the last node to the first.
 */
export class Names {
  readonly seed: number;
  readonly texts: InternedText;
  readonly methods: InternedTuples;
  readonly frames: InternedTuples;
  readonly nodes: InternedTuples;
  readonly #threads: ThreadName[] = [];
  readonly #threadNumbers = new Map<string, number>();

  constructor(seed: number) {
    this.seed = seed;
    this.texts = new InternedText();
    this.methods = new InternedTuples(4, seed);
    this.frames = new InternedTuples(4, seed);
    this.nodes = new InternedTuples(2, seed);
  }

  get threads(): readonly ThreadName[] {
    return this.#threads;
  }

  /** A thread is its numbers: one renamed between chunks is still the same. */
  thread(thread: ThreadName): number {
    const known = this.knownThread(thread);
    if (known !== undefined) return known;
    this.#threadNumbers.set(threadKey(thread), this.#threads.length);
    return this.#threads.push(thread) - 1;
  }

  knownThread(thread: ThreadName): number | undefined {
    return this.#threadNumbers.get(threadKey(thread));
  }

  /** As people know it; empty where there is no such thread. */
  threadName(thread: number): string {
    const found = this.#threads[thread];
    if (found === undefined) return '';
    const { javaName, osName, javaThreadId, osThreadId, virtual } = found;
    const named = javaName === '' ? osName : javaName;
    if (named !== '') return named;
    return virtual ? `virtual #${String(javaThreadId)}` : `thread ${String(osThreadId)}`;
  }
}

function threadKey({ javaThreadId, osThreadId, osName, virtual }: ThreadName): string {
  const name = javaThreadId > 0 ? `java ${String(javaThreadId)}` : `os ${String(osThreadId)} ${osName}`;
  return virtual ? `virtual ${name}` : `${name} ${String(osThreadId)}`;
}
