import { Corruption, unlessCorrupt } from '../bytes/corruption.ts';
import { CODE, type FieldLayout, type Layout } from '../format/layout.ts';
import type { JfrType } from '../format/schema.ts';
import { checked } from '../format/skip-value.ts';
import { LIMITS } from '../limits.ts';

/** How values are passed over: pairs of a code and an amount, as `build/jfr/source/skip.h` has them. */
const SKIP = { integers: 0, bytes: 1, text: 2, arrayOfIntegers: 3, arrayOfBytes: 4, array: 5 } as const;

/** A value that cannot be passed over: it is longer than any chunk. */
const IMPASSABLE: readonly number[] = [SKIP.bytes, LIMITS.chunkBytes];
const WORDS_OF_HEAD = 3;

/** The types of a chunk as the module is told of them. */
export interface TypeDescriptions {
  readonly words: Int32Array<ArrayBuffer>;
  /** Which of them has this id. */
  readonly indexes: ReadonlyMap<number, number>;
}

export function describeTypes(layouts: ReadonlyMap<number, Layout>): TypeDescriptions {
  const heads: number[] = [];
  const programs: number[] = [];
  const indexes = new Map<number, number>();
  for (const [id, layout] of layouts) {
    const program = isEvent(layout.type) ? IMPASSABLE : programOf(layout, LIMITS.skipWords - programs.length);
    const isSmall = id >= 0 && id < 2 ** 31;
    indexes.set(id, indexes.size);
    heads.push(isSmall ? id : -1, layouts.size * WORDS_OF_HEAD + programs.length, program.length);
    for (const word of program) programs.push(word);
  }
  return { words: Int32Array.from([...heads, ...programs]), indexes };
}

/** Of an event: nothing that is in a pool. */
function isEvent({ superType }: JfrType): boolean {
  return superType === 'jdk.jfr.Event';
}

/** Ten thousand types that each hold the same large one would be spread out ten thousand times: `left` words are left for all. */
function programOf(layout: Layout, left: number): readonly number[] {
  if (2 * layout.spread > left) return IMPASSABLE;
  return unlessCorrupt(() => skipProgram(layout.fields)) ?? IMPASSABLE;
}

/** What these fields are made of, one after the other, in the module's words. */
export function skipProgram(fields: readonly FieldLayout[]): readonly number[] {
  return wordsOf(partsOf(fields, 0));
}

interface Part {
  readonly code: number;
  amount: number;
  /** Of an array, what each of its elements is made of. */
  readonly element: readonly Part[];
}

function partsOf(fields: readonly FieldLayout[], depth: number): readonly Part[] {
  if (depth > LIMITS.structureDepth) throw new Corruption('structures lie too deep in each other');
  const parts: Part[] = [];
  for (const { field, code, layout } of fields) {
    const element = code === CODE.structure ? partsOf(checked(layout).fields, depth + 1) : [primitive(code)];
    for (const part of field.array ? [arrayOf(element)] : element) append(parts, part);
  }
  return parts;
}

/** Neighbouring integers are passed over together, and so are bytes. */
function append(parts: Part[], { code, amount, element }: Part): void {
  const last = parts.at(-1);
  if (last?.code === code && (code === SKIP.integers || code === SKIP.bytes)) last.amount += amount;
  else parts.push({ code, amount, element });
}

function arrayOf(element: readonly Part[]): Part {
  const [first] = element;
  // Elements of nothing: whatever their number, no bytes are theirs.
  if (first === undefined) return { code: SKIP.arrayOfBytes, amount: 0, element };
  if (element.length === 1 && first.code === SKIP.integers) return { ...first, code: SKIP.arrayOfIntegers };
  if (element.length === 1 && first.code === SKIP.bytes) return { ...first, code: SKIP.arrayOfBytes };
  return { code: SKIP.array, amount: 0, element };
}

function primitive(code: number): Part {
  const part = (skip: number, amount: number): Part => ({ code: skip, amount, element: [] });
  switch (code) {
    case CODE.byte:
      return part(SKIP.bytes, 1);
    case CODE.float:
      return part(SKIP.bytes, 4);
    case CODE.double:
      return part(SKIP.bytes, 8);
    case CODE.text:
      return part(SKIP.text, 0);
    default:
      return part(SKIP.integers, 1);
  }
}

function wordsOf(parts: readonly Part[]): readonly number[] {
  return parts.flatMap(({ code, amount, element }) => {
    if (code !== SKIP.array) return [code, amount];
    const words = wordsOf(element);
    return [code, words.length, ...words];
  });
}
