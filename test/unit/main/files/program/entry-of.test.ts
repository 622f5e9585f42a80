import fc from 'fast-check';
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

const modifiedAt = (modified: string): string =>
  entryOf({ name: new Uint8Array(), facts: { ...FACTS, modified } }, 'name').modifiedAt;

describe('entryOf', () => {
  it('tells any time as a date does', () => {
    const seconds = fc.oneof(
      fc.integer({ min: -62_000_000_000, max: 253_000_000_000 }),
      fc.integer({ min: 1_795_000_000, max: 1_795_000_100 }),
    );
    fc.assert(
      fc.property(seconds, fc.integer({ min: 0, max: 999 }), (whole, milliseconds) => {
        const text = `${String(whole)}.${String(milliseconds).padStart(3, '0')}000000`;
        expect(modifiedAt(text)).toBe(new Date(Math.trunc(Number(text) * 1000)).toISOString());
      }),
    );
  });

  it('takes a time that no calendar has for the beginning', () => {
    expect(modifiedAt('9223372036854775807.000000000')).toBe('1970-01-01T00:00:00.000Z');
  });
});
