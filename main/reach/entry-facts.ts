import type { FileType } from '../../preload/contract/files.ts';
import type { ReachRecord } from './records.ts';

/** What the program tells of a file. Numbers that JavaScript cannot hold exactly are text. */
export interface EntryFacts {
  readonly type: FileType;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly links: number;
  readonly inode: string;
  readonly device: string;
  readonly sizeBytes: number;
  /** What it takes on the disk. */
  readonly diskBytes: number;
  /** Seconds since 1970 with nine decimals, exactly. */
  readonly modified: string;
  readonly accessed: string;
  readonly changed: string;
  readonly born?: string;
  readonly isMount: boolean;
}

/** What a list shows of an entry. */
export interface ListedFacts extends Pick<
  EntryFacts,
  'type' | 'mode' | 'uid' | 'gid' | 'inode' | 'sizeBytes' | 'isMount'
> {
  readonly modifiedMs: number;
}

export interface ReachEntry<Facts = EntryFacts> {
  /** As the file system has it; for a folder that was listed or a file that was asked for, its real path. */
  readonly name: Uint8Array;
  /** Absent if the file system refuses to tell. */
  readonly facts?: Facts;
  readonly errorNumber?: number;
  readonly linkTarget?: Uint8Array;
  /** What a link leads to; absent if nothing. */
  readonly leadsTo?: FileType;
}

const NUMBER = String.raw`(\d{1,20})`;
const TIME = String.raw`(-?\d{1,20}\.\d{9})`;
const FACTS = new RegExp(
  `^([0-7]{1,7}) ${[...Array<string>(7).fill(NUMBER), ...Array<string>(4).fill(TIME)].join(' ')} ([m-])$`,
);
const LISTED = /^([0-7]{1,7}) (\d{1,10}) (\d{1,10}) (\d{1,20}) (\d{1,20}) (-?\d{1,19}) ([m-])$/;
const ERROR = /^error (\d{1,4})$/;
const BLOCK_BYTES = 512;

const TYPES: Readonly<Record<number, FileType>> = {
  0o010: 'fifo',
  0o020: 'character-device',
  0o040: 'directory',
  0o060: 'block-device',
  0o100: 'file',
  0o120: 'link',
  0o140: 'socket',
};

/** From the mode's octal digits. */
function typeAndMode(digits: string): Pick<EntryFacts, 'type' | 'mode'> {
  const bits = Number.parseInt(digits, 8);
  // Without set-uid, set-gid and sticky, which stand right of the type.
  return { type: TYPES[(bits >> 9) & 0o170] ?? 'unknown', mode: bits & 0o7777 };
}

/** `undefined` for what is no such field. */
function parseEntryFacts(field: string): EntryFacts | undefined {
  const values = FACTS.exec(field);
  if (values === null) return undefined;
  const [, mode = '', uid, gid, links, inode = '', device = '', size, blocks] = values;
  const [modified = '', accessed = '', changed = '', born = '', flags] = values.slice(9);
  return {
    ...typeAndMode(mode),
    uid: Number(uid),
    gid: Number(gid),
    links: Number(links),
    inode,
    device,
    sizeBytes: Number(size),
    diskBytes: Number(blocks) * BLOCK_BYTES,
    modified,
    accessed,
    changed,
    ...(Number(born) === 0 ? {} : { born }),
    isMount: flags === 'm',
  };
}

/** `undefined` for what is no such field. */
function parseListedFacts(field: string): ListedFacts | undefined {
  const values = LISTED.exec(field);
  if (values === null) return undefined;
  const [, mode = '', uid, gid, inode = '', size, modified, flags] = values;
  return {
    ...typeAndMode(mode),
    uid: Number(uid),
    gid: Number(gid),
    inode,
    sizeBytes: Number(size),
    modifiedMs: Number(modified),
    isMount: flags === 'm',
  };
}

/** One record of `stat`, `walk` or `watch`, or of `list` without `--brief`; `undefined` if it is none. */
export function parseEntry(record: ReachRecord): ReachEntry | undefined {
  return entryBy(parseEntryFacts, record);
}

/** One record of `list --brief`. */
export function parseListedEntry(record: ReachRecord): ReachEntry<ListedFacts> | undefined {
  return entryBy(parseListedFacts, record);
}

function entryBy<Facts>(
  parseFacts: (field: string) => Facts | undefined,
  [first, name, linkTarget, leadsTo]: ReachRecord,
): ReachEntry<Facts> | undefined {
  if (first === undefined || name === undefined) return undefined;
  const text = latin1(first);
  const facts = parseFacts(text);
  const errorNumber = facts === undefined ? ERROR.exec(text)?.[1] : undefined;
  if (facts === undefined && errorNumber === undefined) return undefined;
  const mode = leadsTo === undefined ? '' : latin1(leadsTo);
  return {
    name,
    ...(facts === undefined ? {} : { facts }),
    ...(errorNumber === undefined ? {} : { errorNumber: Number(errorNumber) }),
    ...(linkTarget === undefined ? {} : { linkTarget }),
    ...(/^[0-7]{1,7}$/.test(mode) ? { leadsTo: typeAndMode(mode).type } : {}),
  };
}

/** Without a copy first. */
function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}
