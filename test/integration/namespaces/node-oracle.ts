/** What the node's own /proc says of a container's processes, where this machine is the node. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

import { NAMESPACE_KINDS, type NamespaceKind } from '../../../preload/contract/namespaces.ts';

export interface NodeProcess {
  readonly pid: number;
  /** From the node's pid namespace to its own. */
  readonly numbers: readonly number[];
  /** The parent's, in the same order; empty if it has none. */
  readonly parentNumbers: readonly number[];
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly startedTicks: number;
  readonly namespaces: Readonly<Record<NamespaceKind, number>>;
  readonly cgroup: string;
}

function status(pid: number | string): ReadonlyMap<string, string> {
  const text = readFileSync(`/proc/${pid}/status`, 'latin1');
  return new Map(
    text.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  );
}

const numbersOf = (lines: ReadonlyMap<string, string>, key: string): readonly number[] =>
  (lines.get(key) ?? '')
    .split(/\s+/)
    .filter((word) => word !== '')
    .map(Number);

function readOne(pid: number, cgroup: string): NodeProcess {
  const lines = status(pid);
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const parent = Number(lines.get('PPid'));
  return {
    pid,
    numbers: numbersOf(lines, 'NSpid'),
    parentNumbers: parent === 0 ? [] : numbersOf(status(parent), 'NSpid'),
    name: readFileSync(`/proc/${pid}/comm`, 'utf8').trimEnd(),
    uid: numbersOf(lines, 'Uid')[1] ?? -1,
    gid: numbersOf(lines, 'Gid')[1] ?? -1,
    startedTicks: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]),
    namespaces: Object.fromEntries(
      NAMESPACE_KINDS.map((kind) => [kind, Number(/\d+/.exec(readlinkSync(`/proc/${pid}/ns/${kind}`))?.[0])]),
    ) as Record<NamespaceKind, number>,
    cgroup,
  };
}

/** Every process whose cgroup path has this text, such as a container's id or a pod's uid. */
export function nodeProcesses(inCgroup: string): readonly NodeProcess[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const cgroup = readFileSync(`/proc/${name}/cgroup`, 'latin1');
      return cgroup.includes(inCgroup) ? [readOne(Number(name), cgroup)] : [];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });
}
