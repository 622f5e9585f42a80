import { describe, expect, it } from 'vitest';

import type { ProcessInfo } from '../../../../preload/contract/index.ts';
import { allKeys, processTree } from '../../../../renderer/namespaces/process-tree.ts';
import { pidWords } from '../../../../renderer/namespaces/process-words.ts';

function process(pid: number, parent: number, container?: string): ProcessInfo {
  return {
    pid,
    namespacePids: [pid],
    parent,
    command: ['run', String(pid)],
    name: 'run',
    uid: 0,
    gid: 0,
    state: 'S',
    threads: 1,
    residentBytes: 1024,
    cpuSeconds: 0,
    namespaces: [],
    rootReadable: true,
    ...(container === undefined ? {} : { container }),
  };
}

describe('processTree', () => {
  it('puts children under parents, inside their containers', () => {
    const tree = processTree({
      container: 'debugger',
      processes: [process(1, 0, 'web'), process(7, 1, 'web'), process(8, 0, 'debugger')],
    });
    expect(allKeys(tree)).toEqual(['container web', 'process 1', 'process 7', 'container debugger', 'process 8']);
    expect(tree[0]).toMatchObject({ count: 2, residentBytes: 2048 });
  });

  it('shows every process of a reading once, also when parents are missing or torn into a loop', () => {
    const torn = [process(1, 1), process(2, 99), process(3, 2)];
    const keys = allKeys(processTree({ container: 'debugger', processes: torn }));
    expect(keys.filter((key) => key.startsWith('process')).toSorted()).toEqual(['process 1', 'process 2', 'process 3']);
  });
});

describe('pidWords', () => {
  it('gives both numbers where they differ', () => {
    expect(pidWords({ ...process(42, 1), namespacePids: [42, 7] })).toBe('42 (7 in its own)');
    expect(pidWords(process(42, 1))).toBe('42');
  });
});
