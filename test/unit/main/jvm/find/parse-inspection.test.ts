import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parseInspection } from '../../../../../main/jvm/find/parse-inspection.ts';

const fixture = (name: string): Uint8Array =>
  readFileSync(join(import.meta.dirname, '../../../../fixtures/proc', `jvm-${name}.txt`));
const text = (lines: readonly string[]): Uint8Array => Buffer.from(lines.map((line) => `${line}\n`).join(''), 'latin1');
const hex = (words: string): string => ` ${Buffer.from(words).toString('hex')}`;

describe('parseInspection', () => {
  it('reads a JVM that may be looked into', () => {
    const inspection = parseInspection(fixture('jdk25-traced'));
    expect(inspection).toMatchObject({ jcmdMajor: 25, asker: { uid: 0, gid: 0 } });
    expect(inspection?.processes).toHaveLength(1);
    expect(inspection?.processes[0]).toMatchObject({
      pid: 1,
      name: 'java',
      command: [
        'java',
        '-Djetty.home=/usr/share/jetty9',
        '-Djetty.base=/var/lib/jetty',
        '-jar',
        '/usr/local/jetty/start.jar',
      ],
      machine: 'hotspot',
      executable: '/usr/lib/jvm/java-17-openjdk-amd64/bin/java',
      rootReachable: true,
      tmpWritable: true,
      listening: true,
      release: { version: '17.0.21.1+2-1-deb12u1-Debian', vendor: 'Debian', major: 17 },
      standing: { uid: 999, gid: 999, innerPid: 1, catchesQuit: true, effectiveCapabilities: 0n },
    });
  });

  it('reads the version of the debug image’s own JDK', () => {
    expect(parseInspection(fixture('jdk17-traced'))?.jcmdMajor).toBe(17);
  });

  it('reads one that may not be looked into, by what is open to all', () => {
    const inspection = parseInspection(fixture('busybox-refused'));
    expect(inspection).not.toHaveProperty('jcmdMajor');
    expect(inspection?.processes[0]).toMatchObject({ pid: 1, machine: 'unknown', rootReachable: false, release: {} });
    expect(inspection?.processes[0]).not.toHaveProperty('executable');
  });

  it('cannot be told marks by a file’s name or an argument', () => {
    const inspection = parseInspection(
      text([
        '@begin 1 9',
        '/proc/9/status:Uid:\t0\t0\t0\t0',
        '@process 7',
        '/proc/7/status:Uid:\t999\t999\t999\t999',
        '/proc/7/status:Name:\t@hotspot',
        '@exe',
        hex('/tmp/x\n@root\n@end'),
        '@end',
      ]),
    );
    expect(inspection?.processes[0]).toMatchObject({
      machine: 'unknown',
      rootReachable: false,
      executable: '/tmp/x\n@root\n@end',
    });
  });

  it('trusts no answer without its end', () => {
    const whole = fixture('jdk25-traced');
    expect(parseInspection(whole.subarray(0, whole.length - 6))).toBeUndefined();
    expect(parseInspection(new Uint8Array())).toBeUndefined();
  });

  it('reads any lines without failing', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom('@begin 1 1', '@process x', '@jcmd', '@end', '/proc/1/status:Uid:', ' zz', ' 0'),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => void parseInspection(text(lines))),
      { numRuns: 500 },
    );
  });
});
