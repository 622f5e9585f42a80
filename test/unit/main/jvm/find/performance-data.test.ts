import fc from 'fast-check';
import { expect, it } from 'vitest';

import { readPerformanceData } from '../../../../../main/jvm/find/performance-data.ts';

function entry(name: string, value: string | number): Buffer {
  const text = Buffer.from(`${name}\0`, 'latin1');
  const at = 20 + Math.ceil(text.length / 8) * 8 + 4;
  const data = typeof value === 'string' ? Buffer.from(`${value}\0`, 'latin1') : Buffer.alloc(8);
  if (typeof value === 'number') data.writeBigInt64LE(BigInt(value));
  const bytes = Buffer.alloc(at + Math.ceil(data.length / 8) * 8 + 4);
  bytes.writeUInt32LE(bytes.length, 0);
  bytes.writeUInt32LE(20, 4);
  bytes.writeUInt32LE(typeof value === 'string' ? data.length : 0, 8);
  bytes.write(typeof value === 'string' ? 'B' : 'J', 12, 'latin1');
  bytes.writeUInt32LE(at, 16);
  text.copy(bytes, 20);
  data.copy(bytes, at);
  return bytes;
}

function file(...entries: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(32);
  header.writeUInt32BE(0xcafec0c0, 0);
  header[4] = 1;
  header.writeUInt32LE(32, 24);
  header.writeUInt32LE(entries.length, 28);
  return Buffer.concat([header, ...entries]);
}

it('reads version, arguments, collector and heap', () => {
  const bytes = file(
    entry('java.property.java.vm.version', '17.0.15+6-Debian'),
    entry('java.property.java.vm.vendor', 'Debian'),
    entry('java.rt.vmArgs', '-Xmx512m -Dx=y'),
    entry('sun.gc.policy.name', 'Copy:MSC'),
    entry('sun.gc.generation.0.capacity', 1000),
    entry('sun.gc.generation.0.maxCapacity', 5000),
    entry('sun.gc.generation.0.space.0.used', 300),
    entry('sun.gc.generation.1.capacity', 2000),
    entry('sun.gc.generation.1.maxCapacity', 6000),
    entry('sun.gc.generation.1.space.0.used', 400),
  );
  expect(readPerformanceData(bytes)).toEqual({
    release: { version: '17.0.15+6-Debian', vendor: 'Debian', major: 17 },
    arguments: '-Xmx512m -Dx=y',
    collector: 'Serial',
    heap: { usedBytes: 700, committedBytes: 3000, maxBytes: 6000 },
  });
});

it('says nothing about other files, and survives any', () => {
  expect(readPerformanceData(Buffer.from('#!/bin/sh\n'))).toEqual({ release: {} });
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (tail) => {
      const bytes = Buffer.concat([file(), Buffer.from(tail)]);
      bytes.writeUInt32LE(1000, 28);
      readPerformanceData(bytes);
    }),
  );
});
