import { describe, expect, it } from 'vitest';

import { parseEntry } from '../../../../main/reach/entry-facts.ts';

describe('parseEntry', () => {
  const record = (mode: string, ...more: readonly string[]): Uint8Array[] =>
    [`${mode} 0 0 2 7 27 4096 8 1.500000000 1.500000000 1.500000000 0.000000000 m`, 'name', ...more].map((field) =>
      Buffer.from(field),
    );

  it.each([
    ['40755', 'directory', 0o755],
    ['41777', 'directory', 0o1777],
    ['104755', 'file', 0o4755],
    ['102755', 'file', 0o2755],
    ['120777', 'link', 0o777],
    ['140777', 'socket', 0o777],
    ['60660', 'block-device', 0o660],
    ['20666', 'character-device', 0o666],
    ['10644', 'fifo', 0o644],
  ])('knows by %s that it is a %s', (mode, type, bits) => {
    expect(parseEntry(record(mode))?.facts).toMatchObject({ type, mode: bits, isMount: true });
  });

  it('knows what a link leads to, also where that is sticky', () => {
    expect(parseEntry(record('120777', '/tmp', '41777'))).toMatchObject({ leadsTo: 'directory' });
    expect(parseEntry(record('120777', '/gone', ''))?.leadsTo).toBeUndefined();
  });

  it('has a name even where the file system tells nothing, and nothing for what is no entry', () => {
    expect(parseEntry([Buffer.from('error 13'), Buffer.from('x')])).toMatchObject({ errorNumber: 13 });
    expect(parseEntry([Buffer.from('nonsense'), Buffer.from('x')])).toBeUndefined();
    expect(parseEntry([])).toBeUndefined();
  });
});
