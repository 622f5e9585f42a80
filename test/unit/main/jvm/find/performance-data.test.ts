import { describe, expect, it } from 'vitest';

import { readPerformanceData } from '../../../../../main/jvm/find/performance-data.ts';

const entry = (name: string, value: string): string => `\0\0\0\x20${name}\0\0\0${value}\0\0`;
const file = (...entries: readonly string[]): Uint8Array =>
  Buffer.concat([Buffer.from('cafec0c0', 'hex'), Buffer.from(entries.join(''), 'latin1')]);

const nothing = { release: {}, attachDisabled: false };

describe('readPerformanceData', () => {
  it('finds version and vendor', () => {
    const bytes = file(
      entry('java.property.java.vm.vendor', 'Debian'),
      entry('java.property.java.vm.version', '17.0.21+2'),
    );
    expect(readPerformanceData(bytes)).toEqual({
      release: { version: '17.0.21+2', vendor: 'Debian', major: 17 },
      attachDisabled: false,
    });
  });

  it('tells whether the JVM may be attached to', () => {
    expect(readPerformanceData(file(entry('sun.rt.jvmCapabilities', '0100'))).attachDisabled).toBe(true);
    expect(readPerformanceData(file(entry('sun.rt.jvmCapabilities', '1100'))).attachDisabled).toBe(false);
  });

  it('says nothing of other files, or cut ones', () => {
    expect(readPerformanceData(Buffer.from('java.property.java.vm.version\0x\0'))).toEqual(nothing);
    expect(readPerformanceData(file('java.property.java.vm.version\0\0'))).toEqual(nothing);
    expect(readPerformanceData(file('java.property.java.vm.version\0\0no end'))).toEqual(nothing);
    expect(readPerformanceData(new Uint8Array())).toEqual(nothing);
  });
});
