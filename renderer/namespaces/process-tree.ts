/** Processes under their containers, children under their parents, sorted and searched. Pure. */
import type { PodDetail, ProcessInfo, ProcessView } from '../../preload/contract/index.ts';
import { processKey, type ProcessHistory } from './live/process-history.ts';
import { commandWords } from './process-words.ts';

export interface ContainerNode {
  readonly type: 'container';
  readonly key: string;
  readonly name: string;
  readonly role: 'sandbox' | 'init' | 'sidecar' | 'ordinary' | 'ephemeral' | 'unknown';
  readonly children: readonly ProcessNode[];
  /** All of it, whatever a search leaves to be seen. */
  readonly processes: readonly ProcessInfo[];
  readonly keys: readonly string[];
}

export interface ProcessNode {
  readonly type: 'process';
  readonly key: string;
  readonly process: ProcessInfo;
  /** The container through which it is seen. */
  readonly seenFrom: string;
  readonly children: readonly ProcessNode[];
  /** Only here because a process below it was searched for. */
  readonly isPath: boolean;
}

export type TreeNode = ContainerNode | ProcessNode;

const SANDBOX = 'sandbox';
/** What no cgroup path and no mount namespace names. */
const ELSEWHERE = 'not in a container that is known';

interface Seen {
  readonly process: ProcessInfo;
  readonly seenFrom: string;
}

/**
 * One group for each container, in the pod's order. Views of one pid namespace are asked only once, so no process comes
 * twice.
 */
export function processTree(views: readonly ProcessView[], detail: PodDetail): readonly ContainerNode[] {
  const order = [SANDBOX, ...detail.containers.map(({ name }) => name), ELSEWHERE];
  const groups = new Map<string, Seen[]>();
  for (const view of views) {
    for (const process of view.processes) {
      const name = process.container ?? (process.name === 'pause' ? SANDBOX : ELSEWHERE);
      const group = groups.get(name);
      const seen = { process, seenFrom: view.container };
      if (group === undefined) groups.set(name, [seen]);
      else group.push(seen);
    }
  }
  return [...groups]
    .sort(([one], [other]) => order.indexOf(one) - order.indexOf(other))
    .map(([name, group]) => ({
      type: 'container',
      key: `container ${name}`,
      name,
      role: roleOf(name, detail),
      children: nest(group),
      processes: group.map(({ process }) => process),
      keys: group.map(({ process, seenFrom }) => processKey(seenFrom, process)),
    }));
}

function roleOf(name: string, detail: PodDetail): ContainerNode['role'] {
  if (name === SANDBOX) return 'sandbox';
  return detail.containers.find((container) => container.name === name)?.kind ?? 'unknown';
}

/** A parent outside the group makes a process a root of it; so does a loop, which a torn reading of /proc can show. */
function nest(group: readonly Seen[]): readonly ProcessNode[] {
  const place = ({ process, seenFrom }: Seen, pid = process.pid): string => `${seenFrom} ${pid}`;
  const known = new Set(group.map((seen) => place(seen)));
  const children = Map.groupBy(group, (seen) => place(seen, seen.process.parent));
  const placed = new Set<string>();
  const node = (seen: Seen): ProcessNode => {
    placed.add(place(seen));
    const below = (children.get(place(seen)) ?? []).filter((child) => !placed.has(place(child)));
    return {
      type: 'process',
      key: processKey(seen.seenFrom, seen.process),
      ...seen,
      children: below.map(node),
      isPath: false,
    };
  };
  const isRoot = (seen: Seen): boolean => {
    const { pid, parent } = seen.process;
    return parent === pid || !known.has(place(seen, parent));
  };
  const roots = group.filter(isRoot).map(node);
  for (const seen of group) if (!placed.has(place(seen))) roots.push(node(seen));
  return roots;
}

export type SortColumn = 'command' | 'pid' | 'user' | 'state' | 'memory' | 'cpu';

export interface ProcessSort {
  readonly column: SortColumn;
  readonly direction: 'ascending' | 'descending';
}

/** Sorts siblings. By load, a branch counts as much as all that is in it, so that what is busy comes up with its parents. */
export function sortTree(
  nodes: readonly ContainerNode[],
  { column, direction }: ProcessSort,
  history: ProcessHistory,
): readonly ContainerNode[] {
  const sign = direction === 'ascending' ? 1 : -1;
  const weigh = (node: ProcessNode): { readonly node: ProcessNode; readonly weight: number | string } => {
    const below = node.children.map(weigh).sort((one, other) => sign * compare(one.weight, other.weight));
    const own = weightOf(node, column, history);
    const weight =
      (column === 'cpu' || column === 'memory') && typeof own === 'number'
        ? below.reduce((sum, { weight: each }) => sum + Number(each), own)
        : own;
    return { node: { ...node, children: below.map((each) => each.node) }, weight };
  };
  return nodes.map((container) => ({
    ...container,
    children: container.children
      .map(weigh)
      .sort((one, other) => sign * compare(one.weight, other.weight))
      .map(({ node }) => node),
  }));
}

function weightOf({ process, key }: ProcessNode, column: SortColumn, history: ProcessHistory): number | string {
  switch (column) {
    case 'command':
      return commandWords(process);
    case 'pid':
      return process.pid;
    case 'user':
      return process.uid;
    case 'state':
      return process.state;
    case 'memory':
      return process.residentBytes;
    case 'cpu':
      return history.get(key)?.cpu.at(-1) ?? 0;
  }
}

function compare(one: number | string, other: number | string): number {
  return typeof one === 'number' && typeof other === 'number' ? one - other : String(one).localeCompare(String(other));
}

/** What has all the words, in its command, name, number, user or container; its parents stay, so that it stands where it is. */
export function searchTree(nodes: readonly ContainerNode[], query: string): readonly ContainerNode[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return nodes;
  const keep = (node: ProcessNode, container: string): readonly ProcessNode[] => {
    const { process } = node;
    const text = [
      container,
      process.name,
      ...process.command,
      process.pid,
      ...process.namespacePids,
      `uid ${process.uid}`,
    ]
      .join(' ')
      .toLowerCase();
    const children = node.children.flatMap((child) => keep(child, container));
    const isFound = words.every((word) => text.includes(word));
    return isFound || children.length > 0 ? [{ ...node, children, isPath: !isFound }] : [];
  };
  return nodes
    .map((container) => ({
      ...container,
      children: container.children.flatMap((child) => keep(child, container.name)),
    }))
    .filter(({ children }) => children.length > 0);
}

export function allKeys(nodes: readonly TreeNode[]): readonly string[] {
  const keys: string[] = [];
  const stack: TreeNode[] = [...nodes];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    keys.push(node.key);
    stack.push(...node.children);
  }
  return keys;
}

export function findProcess(nodes: readonly TreeNode[], key: string | undefined): ProcessNode | undefined {
  const stack: TreeNode[] = [...nodes];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === 'process' && node.key === key) return node;
    stack.push(...node.children);
  }
  return undefined;
}
