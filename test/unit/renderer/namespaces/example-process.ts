import type { ProcessInfo } from '../../../../preload/contract/index.ts';

export function exampleProcess(more: Partial<ProcessInfo> = {}): ProcessInfo {
  return {
    pid: 1,
    namespacePids: [1],
    parent: 0,
    command: ['run'],
    name: 'run',
    uid: 0,
    gid: 0,
    state: 'S',
    threads: 1,
    residentBytes: 1024,
    cpuSeconds: 0,
    startedTicks: 1,
    namespaces: [],
    rootReadable: true,
    ...more,
  };
}
