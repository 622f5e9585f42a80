import { describe, expect, it } from 'vitest';

import { parseListing } from '../../../../../main/files/shell/list-directory.ts';

const RECORD =
  '81a4 0 999 12 1795478862 1065394 27 2026-11-23 23:27:42.000000000 +0000 2026-11-23 23:27:42.000000000 +0000';
const fields = (...parts: readonly string[]): Uint8Array =>
  Buffer.from(parts.map((part) => `${part}\0`).join(''), 'latin1');

describe('a listing', () => {
  it('is read field by field', () => {
    expect(parseListing(fields('/tmp', '27\n', 'a.jfr', '', '0', `${RECORD}\n`))).toEqual({
      path: '/tmp',
      truncated: false,
      entries: [
        {
          name: 'a.jfr',
          type: 'file',
          mode: 0o644,
          uid: 0,
          gid: 999,
          sizeBytes: 12,
          modifiedMs: 1_795_478_862_000,
          role: 'recording',
        },
      ],
    });
  });

  it('cannot be added to by a name', () => {
    const name = `x\n${RECORD}\n../y`;
    const listing = parseListing(fields('/', '27\n', name, '', '0', `${RECORD}\n`));
    expect(listing?.entries.map((entry) => entry.name)).toEqual([name]);
  });

  it('may be empty, or the first part of a longer one', () => {
    expect(parseListing(fields('/', '27\n', '', '0', ''))).toEqual({ path: '/', entries: [], truncated: false });
    expect(parseListing(fields('/', '27\n', 'a', '', '1', `${RECORD}\n`))).toMatchObject({ truncated: true });
  });

  it('tells where another file system begins, by the devices of directories only', () => {
    const record = (mode: string, device: number): string =>
      RECORD.replace('81a4', mode).replace(' 27 ', ` ${String(device)} `);
    const records = [record('41ed', 27), record('41ed', 45), record('81a4', 46)].map((line) => `${line}\n`).join('');
    const listing = parseListing(fields('/', '27\n', 'bin', 'dev', 'file', '', '0', records));
    expect(listing?.entries.map(({ isMount }) => isMount)).toEqual([undefined, true, undefined]);
  });

  it('is not taken when an entry vanished between its name and its record', () => {
    expect(parseListing(fields('/', '27\n', 'a', 'b', '', '0', `${RECORD}\n`))).toBeUndefined();
    expect(parseListing(fields('/', '27\n', 'a', `${RECORD}\n`))).toBeUndefined();
    expect(parseListing(fields('/', '27\n', 'a', '', '0', 'nonsense\n'))).toBeUndefined();
  });
});
