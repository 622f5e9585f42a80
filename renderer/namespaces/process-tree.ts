/** Processes under their containers, children under their parents. Pure. */
import type { ProcessInfo, ProcessView } from '../../preload/contract/index.ts';

export interface ContainerNode {
  readonly type: 'container';
  readonly key: string;
  readonly name: string;
  readonly children: readonly ProcessNode[];
  readonly count: number;
  readonly residentBytes: number;
}

export interface ProcessNode {
  readonly type: 'process';
  readonly key: string;
  readonly process: ProcessInfo;
  readonly children: readonly ProcessNode[];
}

export type TreeNode = ContainerNode | ProcessNode;

/** The pause process, and whatever no cgroup path names. */
const ELSEWHERE = 'not in a container that is known';

export function processTree(view: ProcessView): readonly ContainerNode[] {
  const groups = new Map<string, ProcessInfo[]>();
  for (const process of view.processes) {
    const name = process.container ?? (process.name === 'pause' ? 'sandbox' : ELSEWHERE);
    groups.set(name, [...(groups.get(name) ?? []), process]);
  }
  return [...groups].map(([name, processes]) => ({
    type: 'container',
    key: `container ${name}`,
    name,
    children: nest(processes),
    count: processes.length,
    residentBytes: processes.reduce((sum, { residentBytes }) => sum + residentBytes, 0),
  }));
}

/** A parent outside the group makes a process a root of it; so does a loop, which a torn reading of /proc can show. */
function nest(processes: readonly ProcessInfo[]): readonly ProcessNode[] {
  const byPid = new Map(processes.map((process) => [process.pid, process]));
  const childrenOf = (parent: number, above: ReadonlySet<number>): readonly ProcessNode[] =>
    processes
      .filter((process) => process.parent === parent && process.pid !== parent && !above.has(process.pid))
      .map((process) => node(process, above));
  const node = (process: ProcessInfo, above: ReadonlySet<number>): ProcessNode => ({
    type: 'process',
    key: `process ${process.pid}`,
    process,
    children: childrenOf(process.pid, new Set([...above, process.pid])),
  });
  return processes
    .filter(({ pid, parent }) => parent === pid || !byPid.has(parent))
    .map((process) => node(process, new Set()));
}

export function allKeys(nodes: readonly TreeNode[]): readonly string[] {
  return nodes.flatMap(({ key, children }) => [key, ...allKeys(children)]);
}
