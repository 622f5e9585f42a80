import { Corruption } from '../bytes/corruption.ts';
import type { Cursor } from '../bytes/cursor.ts';
import { lengthWithin, readText } from '../bytes/encoded-text.ts';
import { LIMITS } from '../limits.ts';

/** An element of the metadata: a small XML-like tree whose names and values index a table of texts. */
export interface MetadataElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly MetadataElement[];
}

/** Reads the root element of a metadata event; the cursor stands where its texts begin. */
export function readMetadataTree(cursor: Cursor): MetadataElement {
  const texts = Array.from({ length: lengthWithin(cursor) }, () => readText(cursor, () => undefined) ?? '');
  return readElement(cursor, texts, 0);
}

function readElement(cursor: Cursor, texts: readonly string[], depth: number): MetadataElement {
  if (depth > LIMITS.structureDepth) throw new Corruption('metadata elements lie too deep in each other');
  const text = (): string => {
    const index = cursor.long();
    const found = texts[index];
    if (found === undefined) throw new Corruption(`metadata names text ${String(index)} of ${String(texts.length)}`);
    return found;
  };
  const name = text();
  const attributes = new Map<string, string>();
  for (let left = lengthWithin(cursor); left > 0; left -= 1) attributes.set(text(), text());
  const children: MetadataElement[] = [];
  for (let left = lengthWithin(cursor); left > 0; left -= 1) children.push(readElement(cursor, texts, depth + 1));
  return { name, attributes, children };
}
