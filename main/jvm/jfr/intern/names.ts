import { InternedText } from './interned-text.ts';
import { InternedMethods } from './interned-methods.ts';
import type { RecordingMemory } from '../reader/recording-memory.ts';
import { StackTree } from './stack-tree.ts';

export interface ThreadName {
  readonly javaName: string;
  readonly osName: string;
  readonly javaThreadId: number;
  readonly osThreadId: number;
  readonly group: string;
  readonly virtual: boolean;
}

/** What events of all chunks name, by content: keys mean nothing outside their chunk. */
export class Names {
  readonly seed: number;
  readonly texts: InternedText;
  readonly methods: InternedMethods;
  readonly stacks: StackTree;
  readonly #threads: ThreadName[] = [];
  readonly #threadNumbers = new Map<string, number>();

  constructor(seed: number, memory: RecordingMemory) {
    this.seed = seed;
    this.texts = new InternedText();
    this.methods = new InternedMethods();
    this.stacks = new StackTree(memory);
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
