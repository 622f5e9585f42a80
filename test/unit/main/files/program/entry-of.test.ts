import { describe, expect, it } from 'vitest';

import { entryOf } from '../../../../../main/files/program/entry-of.ts';

const FACTS = {
  type: 'file',
  mode: 0o644,
  uid: 0,
  gid: 0,
  inode: '1',
  device: '2',
  links: 1,
  sizeBytes: 0,
  diskBytes: 0,
  modified: '0.005999999',
  accessed: '0.000000000',
  changed: '0.000000000',
  isMount: false,
} as const;

describe('entryOf', () => {
  it('says only what there is to say', () => {
    const name = Buffer.from('a.jfr');
    const plain = { name: 'a.jfr', type: 'file', sizeBytes: 0, mode: 0o644, uid: 0, gid: 0, modifiedMs: 5 };
    expect(entryOf({ name, facts: FACTS }, 'a.jfr')).toEqual({ ...plain, role: 'recording' });
    const link = { name, facts: { ...FACTS, type: 'link', isMount: true }, linkTarget: Buffer.of(0xff) } as const;
    expect(entryOf({ ...link, leadsTo: 'directory' }, 'l')).toEqual({
      ...plain,
      name: 'l',
      type: 'link',
      isMount: true,
      linkTarget: String.raw`\xff`,
      resolved: { type: 'directory' },
    });
  });

  it('has the name of what it may not look at', () => {
    expect(entryOf({ name: Buffer.from('x'), errorNumber: 13 }, 'x')).toMatchObject({
      type: 'unknown',
      isUnknown: true,
    });
  });
});
