import { describe, expect, it } from 'vitest';

import type { ProcessInfo } from '../../../../preload/contract/index.ts';
import { processKey, type ProcessHistory } from '../../../../renderer/namespaces/live/process-history.ts';
import {
  allKeys,
  findProcess,
  processTree,
  searchTree,
  sortTree,
  type ContainerNode,
  type TreeNode,
} from '../../../../renderer/namespaces/process-tree.ts';
import { cpuShareWords, pidWords } from '../../../../renderer/namespaces/process-words.ts';
import { container, podDetail } from '../debug/pod-detail.ts';
import { exampleProcess } from './example-process.ts';

const detail = podDetail([container('web'), container('debugger', { kind: 'ephemeral' })]);

function process(pid: number, parent: number, inside?: string, more: Partial<ProcessInfo> = {}): ProcessInfo {
  return exampleProcess({
    pid,
    namespacePids: [pid],
    parent,
    command: ['run', `job-${pid}`],
    residentBytes: pid * 1024,
    ...(inside === undefined ? {} : { container: inside }),
    ...more,
  });
}

const key = (pid: number): string => processKey('debugger', process(pid, 0));

function tree(...processes: readonly ProcessInfo[]): readonly ContainerNode[] {
  return processTree([{ container: 'debugger', processes }], detail);
}

/** Pids from top to bottom, as one would read them. */
function reading(nodes: readonly TreeNode[]): readonly (number | string)[] {
  return nodes.flatMap((node) => [node.type === 'process' ? node.process.pid : node.name, ...reading(node.children)]);
}

describe('processTree', () => {
  it('puts children under parents, inside their containers, in the pod’s order', () => {
    const nodes = tree(process(8, 0, 'debugger'), process(1, 0, 'web'), process(7, 1, 'web'));
    expect(reading(nodes)).toEqual(['web', 1, 7, 'debugger', 8]);
    expect(nodes.map(({ role }) => role)).toEqual(['ordinary', 'ephemeral']);
    expect(findProcess(nodes, key(7))?.seenFrom).toBe('debugger');
  });

  it('shows every process of a reading once, also when parents are missing or torn into a loop', () => {
    const nodes = tree(process(1, 1), process(2, 99), process(3, 2), process(4, 5), process(5, 4));
    const pids = reading(nodes).filter((each) => typeof each === 'number');
    expect(pids.toSorted()).toEqual([1, 2, 3, 4, 5]);
  });

  it('takes 5,000 processes, in a chain or in a row', () => {
    const chain = Array.from({ length: 2500 }, (_, index) => process(index + 1, index));
    const row = Array.from({ length: 2500 }, (_, index) => process(index + 2501, 1));
    expect(allKeys(tree(...chain, ...row))).toHaveLength(5001);
  });
});

describe('sortTree', () => {
  const history: ProcessHistory = new Map([
    [key(1), { cpu: [0.1], memory: [] }],
    [key(2), { cpu: [0], memory: [] }],
    [key(3), { cpu: [0.9], memory: [] }],
  ]);
  const nodes = tree(process(1, 0, 'web'), process(2, 0, 'web'), process(3, 2, 'web'));

  it('brings what is busy up, with its parents', () => {
    expect(reading(sortTree(nodes, { column: 'cpu', direction: 'descending' }, history))).toEqual(['web', 2, 3, 1]);
    expect(reading(sortTree(nodes, { column: 'cpu', direction: 'ascending' }, history))).toEqual(['web', 1, 2, 3]);
  });

  it.each(['command', 'pid', 'user', 'state', 'memory'] as const)('sorts by %s without losing any', (column) => {
    const sorted = reading(sortTree(nodes, { column, direction: 'descending' }, history));
    expect(sorted.toSorted()).toEqual(reading(nodes).toSorted());
  });
});

describe('searchTree', () => {
  const nodes = tree(process(1, 0, 'web'), process(2, 1, 'web'), process(3, 0, 'debugger'));

  it('keeps the parents of what is found, marked as such', () => {
    const found = searchTree(nodes, 'JOB-2');
    expect(reading(found)).toEqual(['web', 1, 2]);
    expect(findProcess(found, key(1))?.isPath).toBe(true);
    expect(findProcess(found, key(2))?.isPath).toBe(false);
  });

  it('needs all words, in any of container, name, number and command', () => {
    expect(reading(searchTree(nodes, 'debugger job'))).toEqual(['debugger', 3]);
    expect(reading(searchTree(nodes, 'debugger job-1'))).toEqual([]);
    expect(searchTree(nodes, '  ')).toBe(nodes);
  });
});

describe('words', () => {
  it('give both numbers where they differ', () => {
    expect(pidWords({ ...process(42, 1), namespacePids: [42, 7] })).toBe('42 (7 in its own)');
    expect(pidWords(process(42, 1))).toBe('42');
  });

  it('tell a share of a processor', () => {
    expect([undefined, 0, 0.034, 1.2].map(cpuShareWords)).toEqual(['–', '0 %', '3.4 %', '120 %']);
  });
});
