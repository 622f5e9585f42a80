import type { Cursor } from '../bytes/cursor.ts';
import { readText } from '../bytes/encoded-text.ts';
import { CODE, type FieldLayout, type Layout } from '../format/layout.ts';
import { skipField } from '../format/skip-value.ts';
import type { InternedText } from './interned-text.ts';

/** Reads chosen fields of a pool's entries, by name, as their order and number differ between JDKs. */
export class EntryReader {
  /** What was read last; 0 for a field that the type does not have. */
  readonly values: Float64Array;
  readonly fields: readonly (FieldLayout | undefined)[];
  readonly #steps: readonly { readonly field: FieldLayout; readonly wanted: number }[];
  readonly #texts: InternedText;

  constructor(layout: Layout, names: readonly string[], texts: InternedText) {
    this.values = new Float64Array(names.length);
    this.#texts = texts;
    this.fields = names.map((name) => layout.fields.find(({ field }) => field.name === name && !field.array));
    this.#steps = layout.fields.map((field) => ({ field, wanted: this.fields.indexOf(field) }));
  }

  read(cursor: Cursor, at: number): void {
    cursor.at = at;
    this.values.fill(0);
    for (const { field, wanted } of this.#steps) {
      if (wanted < 0 || field.code === CODE.structure) skipField(cursor, field);
      else this.values[wanted] = this.#readOne(cursor, field.code);
    }
  }

  #readOne(cursor: Cursor, code: number): number {
    switch (code) {
      case CODE.byte:
        return cursor.byte();
      case CODE.key:
        return cursor.key();
      case CODE.float:
        return cursor.float();
      case CODE.double:
        return cursor.double();
      case CODE.text:
        // A text inside a pool that lies in yet another pool: no writer does so, and a name is not worth following it.
        return this.#texts.intern(readText(cursor, () => undefined) ?? '');
      default:
        return cursor.long();
    }
  }
}
