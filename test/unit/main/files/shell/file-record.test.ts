import { describe, expect, it } from 'vitest';

import { parseRecord } from '../../../../../main/files/shell/file-record.ts';

/** What busybox prints for RECORD_FORMAT, with another mode. */
const line = (mode: string): string =>
  `${mode} 0 999 4096 1764000000 42 2050 2025-11-24 16:00:00.123456789 2025-11-24 16:00:00.123456789`;

describe('parseRecord', () => {
  it.each([
    ['41ed', 'directory', 0o755],
    ['43ff', 'directory', 0o1777],
    ['81a4', 'file', 0o644],
    ['89ed', 'file', 0o4755],
    ['85ed', 'file', 0o2755],
    ['a1ff', 'link', 0o777],
    ['11a4', 'fifo', 0o644],
    ['c1ed', 'socket', 0o755],
    ['2190', 'character-device', 0o620],
    ['61b0', 'block-device', 0o660],
  ] as const)('reads mode %s as a %s with its permission bits', (mode, type, bits) => {
    expect(parseRecord(line(mode))).toMatchObject({ type, mode: bits, uid: 0, gid: 999, sizeBytes: 4096, inode: 42 });
  });

  it.each(['', 'no record', '41ed 0 0', line('xyz'), `${line('41ed')}\n`])('takes %j for no record', (text) => {
    expect(parseRecord(text)).toBeUndefined();
  });
});
