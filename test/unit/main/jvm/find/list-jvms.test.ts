import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { describeJvms } from '../../../../../main/jvm/find/list-jvms.ts';
import { parseInspection, type Inspection } from '../../../../../main/jvm/find/parse-inspection.ts';
import { exampleProcess } from '../../namespaces/example-pod.ts';

const read = (name: string): Inspection => {
  const path = join(import.meta.dirname, '../../../../fixtures/proc', `jvm-${name}.txt`);
  return parseInspection(readFileSync(path))!;
};
const java = exampleProcess({
  name: 'java',
  uid: 999,
  command: ['java', '-Xmx64m', '-Dpassword=x', '-jar', 'start.jar'],
  container: 'web',
  startedAt: '2026-01-01T00:00:00.000Z',
  residentBytes: 1024,
});
const now = new Date('2026-01-01T00:01:30.400Z');
const describe1 = (name: string, process = java) =>
  describeJvms({ container: 'debugger', processes: [process], own: new Map() }, read(name), now);

describe('describeJvms', () => {
  it('puts what is known together, secrets masked', () => {
    expect(describe1('jdk25-traced')).toEqual([
      {
        container: 'debugger',
        pid: 1,
        targetContainer: 'web',
        mainClass: 'start.jar',
        command: ['java', '-Xmx64m', '-Dpassword=•••', '-jar', 'start.jar'],
        flags: ['-Xmx64m'],
        version: '17.0.21.1+2-1-deb12u1-Debian',
        vendor: 'Debian',
        uid: 999,
        startedAt: '2026-01-01T00:00:00.000Z',
        uptimeSeconds: 90,
        residentBytes: 1024,
        attach: { possible: true, means: 'jcmd', sentence: 'jcmd of the debug container (JDK 25) can attach.' },
      },
    ]);
  });

  it('lists one that may not be looked into by its name, with a verdict', () => {
    const [found] = describe1('busybox-refused');
    expect(found?.attach).toMatchObject({ possible: false });
    expect(found).not.toHaveProperty('version');
    expect(describe1('busybox-refused', exampleProcess({ command: ['python'] }))).toEqual([]);
  });
});
