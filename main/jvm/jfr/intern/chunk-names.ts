import type { Chunk } from '../format/chunk.ts';
import { CODE, type FieldLayout } from '../format/layout.ts';
import { LIMITS } from '../limits.ts';
import { className } from './class-name.ts';
import { EntryReader } from './entry-reader.ts';
import type { Names } from './names.ts';
import type { StackReferences } from './stack-references.ts';

/** What kind of thing a pool's entry is wanted as. */
export type NameKind = 'text' | 'class' | 'method' | 'thread' | 'stack';

/** What stands for an entry that the pools do not have. */
export function missingNumber(kind: NameKind): number {
  return kind === 'text' || kind === 'class' ? 0 : -1;
}

/** What a chunk's keys stand for, as numbers of `Names`; each entry of a pool is decoded once, when first named. */
export class ChunkNames {
  readonly #chunk: Chunk;
  readonly #number: number;
  readonly #names: Names;
  readonly #stacks: StackReferences;
  /** By the fields that are wanted, and the type. */
  readonly #readers = new Map<readonly string[], Map<number, EntryReader>>();
  readonly #firstFields = new Map<number, readonly string[]>();

  constructor(chunk: Chunk, number: number, names: Names, stacks: StackReferences) {
    this.#chunk = chunk;
    this.#number = number;
    this.#names = names;
    this.#stacks = stacks;
  }

  number(kind: NameKind, typeId: number, key: number, depth = 0): number {
    const { pools } = this.#chunk;
    const entry = pools.entryOf(typeId, key);
    if (entry === 0) return missingNumber(kind);
    const known = pools.numberOf(entry);
    if (known >= 0) return known;
    const number = this.decode(kind, typeId, pools.placeOf(entry), depth);
    pools.remember(entry, number);
    return number;
  }

  /** The number of the entry that begins there, which nobody has asked for yet. */
  decode(kind: NameKind, typeId: number, at: number, depth = 0): number {
    switch (kind) {
      case 'text':
        return this.#text(typeId, at, depth);
      case 'class': {
        const [name = 0] = this.#texts(typeId, NAME, at);
        return this.#names.texts.intern(className(this.#names.texts.text(name)));
      }
      case 'method':
        return this.#method(typeId, at);
      case 'thread':
        return this.#thread(typeId, at);
      // Its frames are not looked at.
      case 'stack':
        return this.#stacks.add(this.#number, at);
    }
  }

  /** A name or an enumeration's word: Symbol, ThreadState, GCName. */
  #text(typeId: number, at: number, depth: number): number {
    const first = this.#chunk.layouts.get(typeId)?.fields[0];
    if (first === undefined) return 0;
    const names = this.#firstFields.get(typeId) ?? [first.field.name];
    this.#firstFields.set(typeId, names);
    return this.#asText(first, this.#read(typeId, names, at)[0] ?? 0, depth);
  }

  #method(typeId: number, at: number): number {
    const values = this.#read(typeId, METHOD_FIELDS, at);
    const { fields } = this.#reader(typeId, METHOD_FIELDS);
    return this.#names.methods.intern(
      fields[0] === undefined ? 0 : this.number('class', fields[0].field.typeId, values[0] ?? 0),
      this.#asText(fields[1], values[1] ?? 0, 0),
      this.#asText(fields[2], values[2] ?? 0, 0),
    );
  }

  #thread(typeId: number, at: number): number {
    const texts = this.#texts(typeId, THREAD_TEXTS, at);
    const [osName = '', javaName = '', group = ''] = texts.map((number) => this.#names.texts.text(number));
    const [osThreadId = 0, javaThreadId = 0, virtual = 0] = this.#read(typeId, THREAD_NUMBERS, at);
    return this.#names.thread({ osName, javaName, group, osThreadId, javaThreadId, virtual: virtual !== 0 });
  }

  /** A group of threads has its name behind its parent. */
  #groupName(typeId: number, key: number): number {
    const { pools } = this.#chunk;
    const entry = pools.entryOf(typeId, key);
    if (entry === 0) return 0;
    const known = pools.numberOf(entry);
    if (known >= 0) return known;
    const number = this.#texts(typeId, NAME, pools.placeOf(entry))[0] ?? 0;
    pools.remember(entry, number);
    return number;
  }

  #texts(typeId: number, names: readonly string[], at: number): readonly number[] {
    const values = this.#read(typeId, names, at);
    const { fields } = this.#reader(typeId, names);
    return fields.map((field, index) => {
      const value = values[index] ?? 0;
      return names[index] === 'group' && field?.code === CODE.key
        ? this.#groupName(field.field.typeId, value)
        : this.#asText(field, value, 0);
    });
  }

  #asText(field: FieldLayout | undefined, value: number, depth: number): number {
    if (field?.code === CODE.text) return value;
    if (field?.code !== CODE.key || depth > LIMITS.referenceDepth) return 0;
    return this.number('text', field.field.typeId, value, depth + 1);
  }

  /** A copy: reading one entry may lead to reading another of its type. */
  #read(typeId: number, names: readonly string[], at: number): Float64Array {
    const reader = this.#reader(typeId, names);
    const { cursor } = this.#chunk;
    const { at: before, end } = cursor;
    cursor.end = this.#chunk.bytes.length;
    reader.read(cursor, at);
    cursor.at = before;
    cursor.end = end;
    return reader.values.slice();
  }

  #reader(typeId: number, names: readonly string[]): EntryReader {
    const readers = this.#readers.get(names) ?? new Map<number, EntryReader>();
    this.#readers.set(names, readers);
    const known = readers.get(typeId);
    if (known !== undefined) return known;
    const reader = new EntryReader(this.#chunk.layouts.get(typeId) ?? NO_LAYOUT, names, this.#names.texts);
    readers.set(typeId, reader);
    return reader;
  }
}

const NAME: readonly string[] = ['name'];
const METHOD_FIELDS: readonly string[] = ['type', 'name', 'descriptor'];
const THREAD_TEXTS: readonly string[] = ['osName', 'javaName', 'group'];
const THREAD_NUMBERS: readonly string[] = ['osThreadId', 'javaThreadId', 'virtual'];

const NO_LAYOUT = {
  type: { id: -1, name: '', superType: undefined, simple: false, fields: [], annotations: [], settings: [] },
  fields: [],
  longs: 0,
  spread: 0,
};
