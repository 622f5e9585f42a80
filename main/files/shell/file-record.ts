import type { FileType } from '../../../preload/contract/files.ts';

/** What `stat` is asked for: numbers first, then the times to the nanosecond where the tool knows them. */
export const RECORD_FORMAT = '%f %u %g %s %Y %i %d %y %z';

export interface FileRecord {
  readonly type: FileType;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly inode: number;
  /** Of the file system that it is on. */
  readonly device: string;
  /** All that tells one state of a file from another: compare as a whole. */
  readonly identity: string;
}

const RECORD = /^([0-9a-f]{1,8}) (\d{1,20}) (\d{1,20}) (\d{1,20}) (-?\d{1,15}) (\d{1,20}) (\d{1,20}) .{1,200}$/;

const TYPES: Readonly<Record<number, FileType>> = {
  0o010: 'fifo',
  0o020: 'character-device',
  0o040: 'directory',
  0o060: 'block-device',
  0o100: 'file',
  0o120: 'link',
  0o140: 'socket',
};

/** `undefined` for a line that is no record. */
export function parseRecord(line: string): FileRecord | undefined {
  const fields = RECORD.exec(line);
  if (fields === null) return undefined;
  const [, mode = '', uid, gid, size, seconds, inode, device = ''] = fields;
  const bits = Number.parseInt(mode, 16);
  return {
    // Without set-uid, set-gid and sticky, which stand right of the type.
    type: TYPES[(bits >> 9) & 0o170] ?? 'unknown',
    mode: bits & 0o7777,
    uid: Number(uid),
    gid: Number(gid),
    sizeBytes: Number(size),
    modifiedMs: Number(seconds) * 1000,
    inode: Number(inode),
    device,
    identity: line,
  };
}
