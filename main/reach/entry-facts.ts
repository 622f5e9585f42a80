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

export interface ReachEntry {
  /** As the file system has it; for a folder that was listed or a file that was asked for, its real path. */
  readonly name: Uint8Array;
  /** Absent if the file system refuses to tell. */
  readonly facts?: EntryFacts;
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

export function typeAndMode(bits: number): Pick<EntryFacts, 'type' | 'mode'> {
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
    ...typeAndMode(Number.parseInt(mode, 8)),
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

/** One record of `stat`, `walk` or `watch`, or of `list` without `--brief`; `undefined` if it is none. */
export function parseEntry([first, name, linkTarget, leadsTo]: ReachRecord): ReachEntry | undefined {
  if (first === undefined || name === undefined) return undefined;
  const text = latin1(first);
  const facts = parseEntryFacts(text);
  const errorNumber = facts === undefined ? ERROR.exec(text)?.[1] : undefined;
  if (facts === undefined && errorNumber === undefined) return undefined;
  const mode = leadsTo === undefined ? '' : latin1(leadsTo);
  return {
    name,
    ...(facts === undefined ? {} : { facts }),
    ...(errorNumber === undefined ? {} : { errorNumber: Number(errorNumber) }),
    ...(linkTarget === undefined ? {} : { linkTarget }),
    ...(/^[0-7]{1,7}$/.test(mode) ? { leadsTo: typeAndMode(Number.parseInt(mode, 8)).type } : {}),
  };
}

/** Without a copy first. */
function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}
