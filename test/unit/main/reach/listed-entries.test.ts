import { describe, expect, it } from 'vitest';

import { listedEntries, type ListedEntry } from '../../../../main/reach/listed-entries.ts';
import { recordOf } from './record-of.ts';

const BRIEF = '100644 0 999 18446744073709551615 4096 -1795651200123 m';

function entriesOf(...records: readonly Buffer[]): readonly (ListedEntry & { readonly name: string })[] {
  const bytes = Buffer.concat(records);
  // Each is the same object.
  return Array.from(listedEntries(bytes), (entry) => ({
    ...entry,
    name: bytes.toString('latin1', entry.nameStart, entry.nameEnd),
  }));
}

describe('listedEntries', () => {
  it('reads what a list tells in short', () => {
    const [file, link, denied] = entriesOf(
      recordOf(BRIEF, 'name'),
      recordOf('120777 0 0 1 4 0 -', 'a\n', '/tmp', '41777'),
      recordOf('error 13', 'x'),
    );
    expect(file).toMatchObject({
      name: 'name',
      isKnown: true,
      type: 'file',
      mode: 0o644,
      uid: 0,
      gid: 999,
      sizeBytes: 4096,
      modifiedMs: -1_795_651_200_123,
      isMount: true,
      linkTarget: undefined,
    });
    expect(link).toMatchObject({ name: 'a\n', type: 'link', isMount: false, leadsTo: 'directory' });
    expect(String(link?.linkTarget)).toBe('/tmp');
    expect(denied).toMatchObject({ name: 'x', isKnown: false, linkTarget: undefined, leadsTo: undefined });
  });

  it('knows nothing of where a link leads that leads nowhere', () => {
    expect(entriesOf(recordOf('120777 0 0 1 4 0 -', 'a', '/gone', ''))[0]?.leadsTo).toBeUndefined();
  });

  it.each(['nonsense', '', '100644 0 0 1 4096 5 ', '100644 0 0 1 4096 m', '100648 0 0 1 4096 5 -', `${BRIEF} 1`, '-'])(
    'passes over a record that says nothing of an entry: %j',
    (facts) => {
      expect(entriesOf(recordOf(facts, 'x'), recordOf(BRIEF, 'y')).map(({ name }) => name)).toEqual(['y']);
    },
  );

  it('refuses fields that reach out of their record', () => {
    const broken = recordOf(BRIEF, 'name');
    broken.writeUInt32BE(99, 4 + 4 + BRIEF.length);
    expect(() => entriesOf(broken)).toThrow('makes no sense');
  });
});
