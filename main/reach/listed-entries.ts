/**
 * What `list --brief` writes, taken apart where it lies: `MODE UID GID INODE SIZE MODIFIED m|-` or `error NUMBER`, the name, and
 * of a link its text and the mode of what it leads to.
 */
import type { FileType } from '../../preload/contract/files.ts';
import { typeAndMode } from './entry-facts.ts';
import { LENGTH_BYTES, malformed, recordEnd } from './records.ts';

/** The same object for each entry, good until the next one. */
export interface ListedEntry {
  /** False if the file system refuses to tell; the numbers then say nothing. */
  isKnown: boolean;
  type: FileType;
  mode: number;
  uid: number;
  gid: number;
  sizeBytes: number;
  modifiedMs: number;
  isMount: boolean;
  /** Where the name stands among the bytes. */
  nameStart: number;
  nameEnd: number;
  linkTarget: Uint8Array | undefined;
  /** What a link leads to; absent if nothing. */
  leadsTo: FileType | undefined;
}

const BLANK = 0x20;
const MINUS = 0x2d;
const ZERO = 0x30;
const LETTER_E = 0x65;
const LETTER_M = 0x6d;
const OCTAL = 8;
const DECIMAL = 10;

/** Each entry of whole records. A record that says nothing of an entry is passed over. */
export function* listedEntries(records: Buffer): Generator<ListedEntry, void, undefined> {
  const entry: ListedEntry = {
    isKnown: false,
    type: 'unknown',
    mode: 0,
    uid: 0,
    gid: 0,
    sizeBytes: 0,
    modifiedMs: 0,
    isMount: false,
    nameStart: 0,
    nameEnd: 0,
    linkTarget: undefined,
    leadsTo: undefined,
  };
  let at = 0;

  /** The end of the field that begins here, which then is what is read next. */
  function enterField(end: number): number {
    if (end - at < LENGTH_BYTES) throw malformed();
    const length = records.readUInt32BE(at);
    at += LENGTH_BYTES;
    if (at + length > end) throw malformed();
    return at + length;
  }

  /** Digits up to a blank, which is passed; NaN if there is none. */
  function number(end: number, base: number): number {
    const isNegative = records[at] === MINUS;
    if (isNegative) at += 1;
    const start = at;
    let value = 0;
    for (; at < end; at += 1) {
      const digit = (records[at] ?? 0) - ZERO;
      if (digit < 0 || digit >= base) break;
      value = value * base + digit;
    }
    if (at === start || records[at] !== BLANK) return Number.NaN;
    at += 1;
    return isNegative ? -value : value;
  }

  function readFacts(end: number): boolean {
    const bits = number(end, OCTAL);
    if (Number.isNaN(bits)) return false;
    const { type, mode } = typeAndMode(bits);
    entry.type = type;
    entry.mode = mode;
    entry.uid = number(end, DECIMAL);
    entry.gid = number(end, DECIMAL);
    const inode = number(end, DECIMAL);
    entry.sizeBytes = number(end, DECIMAL);
    entry.modifiedMs = number(end, DECIMAL);
    entry.isMount = records[at] === LETTER_M;
    // What is no number makes the sum none.
    return !Number.isNaN(entry.uid + entry.gid + inode + entry.sizeBytes + entry.modifiedMs) && at + 1 === end;
  }

  function readLink(end: number): void {
    entry.linkTarget = undefined;
    entry.leadsTo = undefined;
    if (at === end) return;
    const textEnd = enterField(end);
    entry.linkTarget = records.subarray(at, textEnd);
    at = textEnd;
    if (at === end) return;
    const modeEnd = enterField(end);
    const digits = records.toString('latin1', at, modeEnd);
    if (/^[0-7]{1,7}$/.test(digits)) entry.leadsTo = typeAndMode(Number.parseInt(digits, OCTAL)).type;
  }

  for (let next = 0; next < records.length;) {
    at = next + LENGTH_BYTES;
    const end = recordEnd(records, next);
    next = end;
    const factsEnd = enterField(end);
    const isError = records[at] === LETTER_E;
    entry.isKnown = !isError && readFacts(factsEnd);
    if (!entry.isKnown && !isError) continue;
    at = factsEnd;
    if (at === end) continue;
    entry.nameEnd = enterField(end);
    entry.nameStart = at;
    at = entry.nameEnd;
    readLink(end);
    yield entry;
  }
}
