import { expect, test } from 'vitest';

import { classParts, fullName, shortName } from '../../../../../renderer/recordings/flame-graph/frame-names.ts';

test('a class is told from its package, whatever made it', () => {
  const parts = (name: string): readonly string[] => Object.values<string>({ ...classParts(name) });
  expect(parts('java.util.HashMap$Node')).toEqual(['java.util', 'HashMap$Node']);
  expect(parts('Main')).toEqual(['', 'Main']);
  expect(parts('a.b.Owner$$Lambda$14.1523510420')).toEqual(['a.b', 'Owner$$Lambda$14.1523510420']);
  expect(parts('a.b.Owner$$Lambda.0x00007f12')).toEqual(['a.b', 'Owner$$Lambda.0x00007f12']);
  expect(parts('libc.so.6')).toEqual(['', 'libc.so.6']);
  expect(parts('/usr/lib/libjvm.so')).toEqual(['', '/usr/lib/libjvm.so']);
});

test('native code goes by its own name', () => {
  const frame = { className: 'libjvm.so', method: 'Thread::call_run', line: 0, kind: 'C++' };
  expect(shortName(frame)).toBe('Thread::call_run');
  expect(fullName(frame)).toBe('libjvm.so.Thread::call_run');
  expect(shortName({ className: 'a.B', method: 'run', line: 7, kind: 'Inlined' })).toBe('B.run:7');
});
