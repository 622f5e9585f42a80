import { describe, expect, it } from 'vitest';

import { entryOf } from '../../../../../main/files/program/entry-of.ts';

const FACTS = {
  type: 'file',
  mode: 0o644,
  uid: 0,
  gid: 0,
  links: 1,
  inode: '1',
  device: '1',
  sizeBytes: 0,
  diskBytes: 0,
  accessed: '0.000000000',
  changed: '0.000000000',
  isMount: false,
} as const;

const modifiedMs = (modified: string): number =>
  entryOf({ name: new Uint8Array(), facts: { ...FACTS, modified } }, 'name').modifiedMs;

describe('entryOf', () => {
  it('tells a time in whole milliseconds, whatever the file says', () => {
    expect(modifiedMs('1795651200.123456789')).toBe(1_795_651_200_123);
    expect(modifiedMs('-1.000000000')).toBe(-1000);
    expect(modifiedMs('9223372036854775807.000000000')).toBeGreaterThan(8.64e15);
  });
});
