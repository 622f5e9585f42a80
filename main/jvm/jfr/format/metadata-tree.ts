import { Corruption } from '../bytes/corruption.ts';
import { Cursor } from '../bytes/cursor.ts';
import { readText } from '../bytes/encoded-text.ts';
import type { RecordingMemory } from '../reader/recording-memory.ts';

/** An element's words, as `build/jfr/source/elements.c` has them: the attributes stand behind these, then the children. */
const WORD = { name: 0, attributes: 1, children: 2, end: 3 } as const;
const WORDS_OF_HEAD = 4;

/** An element of the metadata: a small XML-like tree whose names and values index a table of texts. */
export class MetadataElement {
  readonly #tree: MetadataTree;
  readonly #at: number;

  constructor(tree: MetadataTree, at: number) {
    this.#tree = tree;
    this.#at = at;
  }

  attribute(name: string): string | undefined {
    for (let left = this.#word(WORD.attributes), at = WORDS_OF_HEAD; left > 0; left -= 1, at += 2) {
      if (this.#text(at) === name) return this.#text(at + 1);
    }
    return undefined;
  }

  /** All of them, by name. */
  attributes(): ReadonlyMap<string, string> {
    const values = new Map<string, string>();
    for (let left = this.#word(WORD.attributes), at = WORDS_OF_HEAD; left > 0; left -= 1, at += 2) {
      values.set(this.#text(at), this.#text(at + 1));
    }
    return values;
  }

  /** Those of its children that have this name. */
  children(name: string): readonly MetadataElement[] {
    const { words } = this.#tree;
    const found: MetadataElement[] = [];
    let at = this.#at + WORDS_OF_HEAD + 2 * this.#word(WORD.attributes);
    for (let left = this.#word(WORD.children); left > 0; left -= 1) {
      if (this.#tree.text(words[at] ?? 0) === name) found.push(new MetadataElement(this.#tree, at));
      at = words[at + WORD.end] ?? at;
    }
    return found;
  }

  #word(index: number): number {
    return this.#tree.words[this.#at + index] ?? 0;
  }

  #text(index: number): string {
    return this.#tree.text(this.#word(index));
  }
}

/** Reads the root element of a metadata event, of which these are the bytes from its texts on; they are kept. */
export function readMetadataTree({ module }: RecordingMemory, bytes: Uint8Array): MetadataElement {
  const address = module.metadata_room(bytes.length) >>> 0;
  if (address === 0) throw new Corruption('there is no memory for the description of its events');
  new Uint8Array(module.memory.buffer, address, bytes.length).set(bytes);
  const count = module.read_elements();
  if (count === 0) throw new Corruption('the description of its events contradicts itself');
  const { buffer } = module.memory;
  const words = new Int32Array(buffer, module.element_words_address() >>> 0, count).slice();
  const places = new Int32Array(buffer, module.text_places_address() >>> 0, module.text_place_count()).slice();
  return new MetadataElement(new MetadataTree(words, places, bytes), 0);
}

/** All elements, and the texts, most of which are what HotSpot says of its events to people: each is made when asked for. */
class MetadataTree {
  readonly words: Int32Array;
  readonly #places: Int32Array;
  readonly #texts: (string | undefined)[] = [];
  readonly #cursor: Cursor;

  constructor(words: Int32Array, places: Int32Array, bytes: Uint8Array) {
    this.words = words;
    this.#places = places;
    this.#cursor = new Cursor(bytes);
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
