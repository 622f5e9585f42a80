import { expect, it } from 'vitest';

import {
  maskProperties,
  parseCompilerQueue,
  parseProperties,
  parseVmFlags,
} from '../../../../../main/jvm/answers/parse-settings.ts';
import { answer } from './answer-fixture.ts';

it.each(['17', '25'])('reads the flags of Java %s with where they come from', (version) => {
  const flags = parseVmFlags(answer(`flags-${version}`));
  expect(flags.find(({ name }) => name === 'MaxHeapSize')).toMatchObject({
    value: String(64 * 2 ** 20),
    origin: 'command line',
  });
  expect(flags.find(({ name }) => name === 'MinHeapFreeRatio')).toMatchObject({
    kinds: ['manageable'],
    origin: 'default',
  });
  expect(flags.find(({ name }) => name === 'OnOutOfMemoryError')).toMatchObject({ type: 'ccstrlist', value: '' });
});

it('reads properties with their escapes, and covers secrets', () => {
  const properties = parseProperties(answer('system-properties-17'));
  expect(properties.get('path.separator')).toBe(':');
  expect(properties.get('java.vendor.url')).toBe('https://tracker.debian.org/openjdk-17');
  expect(properties.get('my.password')).toBe('hunter2');
  const shown = maskProperties(properties);
  expect(shown.find(({ name }) => name === 'my.password')).toEqual({
    name: 'my.password',
    value: '•••',
    isMasked: true,
  });
  expect(shown.find(({ name }) => name === 'java.io.tmpdir')).toEqual({
    name: 'java.io.tmpdir',
    value: '/tmp',
    isMasked: false,
  });
  expect(parseProperties('a\\=b=c\\nd\\u00e9').get('a=b')).toBe('c\ndé');
  expect(maskProperties(new Map([['url', 'jdbc:x://me:pw@host/db']]))[0]).toMatchObject({
    value: 'jdbc:x://me:•••@host/db',
    isMasked: true,
  });
});

it('reads what is compiled and what waits for it', () => {
  const text = `Current compiles:
C1 CompilerThread0  123  45       3       a.B::c (12 bytes)

C1 compile queue:
Empty

C2 compile queue:
  99  46       4       d.E::f (3 bytes)
`;
  expect(parseCompilerQueue(text)).toEqual({
    current: ['C1 CompilerThread0 123 45 3 a.B::c (12 bytes)'],
    queues: [
      { name: 'C1', tasks: [] },
      { name: 'C2', tasks: ['99 46 4 d.E::f (3 bytes)'] },
    ],
  });
});
