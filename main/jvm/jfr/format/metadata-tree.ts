import { Corruption } from '../bytes/corruption.ts';
import { Cursor } from '../bytes/cursor.ts';
import { lengthWithin, readText, skipText } from '../bytes/encoded-text.ts';
import { LIMITS } from '../limits.ts';

/** An element of the metadata: a small XML-like tree whose names and values index a table of texts. */
export class MetadataElement {
  readonly name: string;
  readonly children: readonly MetadataElement[];
  readonly #texts: MetadataTexts;
  /** A name, its value, the next name and so on. */
  readonly #attributes: readonly number[];

  constructor(texts: MetadataTexts, name: number, attributes: readonly number[], children: readonly MetadataElement[]) {
    this.name = texts.text(name);
    this.children = children;
    this.#texts = texts;
    this.#attributes = attributes;
  }

  attribute(name: string): string | undefined {
    const attributes = this.#attributes;
    for (let at = 0; at < attributes.length; at += 2) {
      if (this.#texts.text(attributes[at] ?? 0) === name) return this.#texts.text(attributes[at + 1] ?? 0);
    }
    return undefined;
  }

  /** All of them, by name. */
  attributes(): ReadonlyMap<string, string> {
    const values = new Map<string, string>();
    for (let at = 0; at < this.#attributes.length; at += 2) {
      values.set(this.#texts.text(this.#attributes[at] ?? 0), this.#texts.text(this.#attributes[at + 1] ?? 0));
    }
    return values;
  }
}

/** Reads the root element of a metadata event; the cursor stands where its texts begin, and its bytes are kept. */
export function readMetadataTree(cursor: Cursor): MetadataElement {
  return readElement(cursor, new MetadataTexts(cursor), 0);
}

/** Most of them are what HotSpot says of its events to people: each is made a text when somebody asks for it. */
class MetadataTexts {
  readonly #places: Int32Array;
  readonly #texts: (string | undefined)[] = [];
  readonly #cursor: Cursor;

  /** Moves the cursor behind the texts. */
  constructor(cursor: Cursor) {
    this.#cursor = new Cursor(cursor.bytes);
    this.#cursor.end = cursor.end;
    this.#places = new Int32Array(lengthWithin(cursor));
    for (let index = 0; index < this.#places.length; index += 1) {
      this.#places[index] = cursor.at;
      skipText(cursor);
    }
  }

  /** The number of a text that is there. */
  read(cursor: Cursor): number {
    const index = cursor.long();
    if (index >= 0 && index < this.#places.length) return index;
    throw new Corruption(`metadata names text ${String(index)} of ${String(this.#places.length)}`);
  }

  text(index: number): string {
    const known = this.#texts[index];
    if (known !== undefined) return known;
    this.#cursor.at = this.#places[index] ?? 0;
    const text = readText(this.#cursor, () => undefined) ?? '';
    this.#texts[index] = text;
    return text;
  }
}

const NONE: readonly never[] = [];

function readElement(cursor: Cursor, texts: MetadataTexts, depth: number): MetadataElement {
  if (depth > LIMITS.structureDepth) throw new Corruption('metadata elements lie too deep in each other');
  const name = texts.read(cursor);
  const attributes: number[] = [];
  for (let left = 2 * lengthWithin(cursor); left > 0; left -= 1) attributes.push(texts.read(cursor));
  let left = lengthWithin(cursor);
  if (left === 0) return new MetadataElement(texts, name, attributes, NONE);
  const children: MetadataElement[] = [];
  for (; left > 0; left -= 1) children.push(readElement(cursor, texts, depth + 1));
  return new MetadataElement(texts, name, attributes, children);
}
