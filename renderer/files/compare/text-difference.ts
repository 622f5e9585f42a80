/** How the contents of two files differ, as far as their beginnings were read. Pure. */
import type { DiffLine } from '../../ui/index.ts';
import { guessEncoding } from '../encodings.ts';
import { BYTES_PER_LINE, contentKind, hexLines } from '../file-content.ts';

export interface FileBeginning {
  readonly bytes: Uint8Array;
  /** Of the whole file. */
  readonly sizeBytes: number;
}

export type ContentDifference =
  | { readonly kind: 'same' }
  | { readonly kind: 'text'; readonly here: string; readonly there: string }
  /** The same text, written in other bytes: another encoding, a byte order mark, the newline at the end. */
  | { readonly kind: 'bytesOfText'; readonly offset: number }
  | {
      readonly kind: 'bytes';
      /** Of the first byte that differs. */
      readonly offset: number;
      readonly here: readonly string[];
      readonly there: readonly string[];
    };

/** Around the first byte that differs. */
const LINES_BEFORE = 2;
const LINES_SHOWN = 8;

export function contentDifference(here: FileBeginning, there: FileBeginning): ContentDifference {
  const offset = firstDifference(here.bytes, there.bytes);
  if (offset === undefined) return { kind: 'same' };
  if (isText(here.bytes) && isText(there.bytes)) {
    const [text, otherText] = [textOf(here.bytes), textOf(there.bytes)];
    return lines(text) === lines(otherText)
      ? { kind: 'bytesOfText', offset }
      : { kind: 'text', here: text, there: otherText };
  }
  const start = Math.max(0, Math.floor(offset / BYTES_PER_LINE) - LINES_BEFORE) * BYTES_PER_LINE;
  const part = ({ bytes }: FileBeginning): readonly string[] =>
    hexLines(bytes.subarray(start, start + LINES_SHOWN * BYTES_PER_LINE), start);
  return { kind: 'bytes', offset, here: part(here), there: part(there) };
}

/** `undefined` where both are equal; of a file that only goes on further it is the other one's end. */
function firstDifference(here: Uint8Array, there: Uint8Array): number | undefined {
  const shorter = Math.min(here.length, there.length);
  for (let at = 0; at < shorter; at += 1) if (here[at] !== there[at]) return at;
  return here.length === there.length ? undefined : shorter;
}

function isText(bytes: Uint8Array): boolean {
  return contentKind(bytes).kind === 'text';
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder(guessEncoding(bytes)).decode(bytes, { stream: true });
}

function lines(text: string): string {
  return text.replace(/\n$/, '');
}

/** Up to so many changed lines, for a page that must stay quick; and whether that is all. */
export function firstChanges(
  all: readonly DiffLine[],
  limit: number,
): { readonly lines: readonly DiffLine[]; readonly isCut: boolean } {
  let changed = 0;
  const end = all.findIndex(({ sign }) => {
    if (sign !== ' ') changed += 1;
    return changed > limit;
  });
  return end < 0 ? { lines: all, isCut: false } : { lines: all.slice(0, end), isCut: true };
}
