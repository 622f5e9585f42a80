import { describe, expect, it } from 'vitest';

import { parseSource } from '../../../../../main/namespaces/inspect/source-by-shell.ts';
import { startedTicks } from '../../../../../main/namespaces/inspect/started-ticks.ts';
import { readEnvironment } from '../../../../../main/namespaces/inspect/read-environment.ts';
import { readLimits } from '../../../../../main/namespaces/inspect/read-limits.ts';

const hex = (text: string): string => Buffer.from(text).toString('hex').replaceAll(/../g, ' $&');

describe('parseSource', () => {
  it('keeps files, links and refusals apart', () => {
    const stat = '7 (a) b) S 0 7 7 0 -1 0 0 0 0 0 1 1 0 0 20 0 1 0 4321 1 1';
    const text = [
      '@file stat',
      hex(stat),
      '@file environ',
      '@refused',
      '@file limits',
      hex('Max open files            1024                 4096                 files     \n'),
      '@files 3',
      '@link 0 0100000',
      hex('/dev/null'),
      '@link 5 02',
      hex('socket:[12]\n@link 6 02'),
      '@shell /bin/sh',
      '@end',
    ].join('\n');
    const source = parseSource(Buffer.from(text));
    expect(startedTicks(source.stat)).toBe(4321);
    expect(source.files.get('environ')).toMatchObject({ told: false, reason: 'refused' });
    const limits = source.files.get('limits');
    expect(limits?.told === true ? readLimits(limits.value) : []).toEqual([
      { name: 'open files', soft: '1024', hard: '4096', unit: 'files' },
    ]);
    expect(source.openFiles).toMatchObject({ told: true, isCut: true });
    expect(source.openFiles.told ? source.openFiles.value.map(({ number, opens }) => [number, opens]) : []).toEqual([
      [0, 'read'],
      [5, 'both'],
    ]);
    expect(source.shell).toBe('/bin/sh');
  });

  it('takes missing open files for a refusal, never for none', () => {
    expect(parseSource(Buffer.from('@files refused\n')).openFiles).toMatchObject({ told: false, reason: 'refused' });
  });
});

describe('readEnvironment', () => {
  it('parts at the first sign, and shows what is no pair', () => {
    expect(readEnvironment(Buffer.from('A=b=c\0\u001b[31m=x\0junk\0\0'))).toEqual([
      { name: 'A', value: 'b=c' },
      { name: '␛[31m', value: 'x' },
      { name: 'junk', value: '' },
    ]);
  });
});
