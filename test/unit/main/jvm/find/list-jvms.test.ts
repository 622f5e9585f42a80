import { expect, it } from 'vitest';

import { describeJvm } from '../../../../../main/jvm/find/list-jvms.ts';
import type { ProcessInfo } from '../../../../../preload/contract/namespaces.ts';

const PROCESS: ProcessInfo = {
  pid: 1,
  namespacePids: [1],
  parent: 0,
  command: ['/opt/java/bin/java', '-Xmx512m', '-Ddb.password=hunter2', '-jar', '/app/start.jar', '--token', 'abc'],
  name: 'java',
  uid: 999,
  gid: 999,
  state: 'S',
  threads: 20,
  residentBytes: 100,
  cpuSeconds: 1,
  startedTicks: 1,
  startedAt: '2026-01-01T00:00:00Z',
  container: 'app',
  namespaces: [],
  rootReadable: false,
};
const NOW = new Date('2026-01-01T00:01:00Z');

it('describes a JVM from what the kernel and its own files say, without secrets', () => {
  const jvm = describeJvm({
    container: 'debugger',
    process: PROCESS,
    facts: 'refused',
    details: undefined,
    now: NOW,
  });
  expect(jvm).toMatchObject({
    container: 'debugger',
    targetContainer: 'app',
    kind: 'unknown',
    mainClass: '/app/start.jar',
    flags: ['-Xmx512m'],
    uptimeSeconds: 60,
    attach: { possible: false },
  });
  expect(JSON.stringify(jvm)).not.toContain('hunter2');
  expect(JSON.stringify(jvm)).not.toContain('abc');
});

it('adds arguments that the command line does not show, and limits', () => {
  const jvm = describeJvm({
    container: 'debugger',
    process: PROCESS,
    facts: {
      kind: 'hotspot',
      uid: 999,
      gid: 999,
      ownUid: 0,
      state: 'S',
      catchesQuit: true,
      tmp: 'writable',
      tmpInMemory: false,
      socket: 'none',
    },
    details: {
      release: { version: '17.0.1', vendor: 'Eclipse', major: 17 },
      performance: { release: {}, arguments: '-Xmx512m -XX:+UseZGC -Dx=y', collector: 'ZGC' },
      limits: { memoryLimitBytes: 2 ** 30 },
    },
    now: NOW,
  });
  expect(jvm).toMatchObject({
    kind: 'hotspot',
    version: '17.0.1',
    flags: ['-Xmx512m', '-XX:+UseZGC'],
    collector: 'ZGC',
    memoryLimitBytes: 2 ** 30,
    attach: { possible: true },
  });
});
