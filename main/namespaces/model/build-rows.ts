import {
  NAMESPACE_KINDS,
  type NamespaceCell,
  type NamespaceKind,
  type NamespaceRow,
  type ProcessInfo,
} from '../../../preload/contract/namespaces.ts';
import type { KubectlScope, Pod } from '../../kube/index.ts';
import { isSandboxProcess } from '../probe/assign-containers.ts';
import { podContainers, type PodContainer } from '../probe/pod-containers.ts';
import type { ContainerProbe } from '../probe/probe-container.ts';
import { inferCell } from './infer-cell.ts';
import { nodeRow } from './node-row.ts';
import { readlinkLine } from './readlink-line.ts';

const SANDBOX = 'pause';

/** A process that lets something be known of its container, and where from it was seen. */
interface Witness {
  readonly process: ProcessInfo;
  readonly seenFrom: string;
}

export interface RowsInput {
  readonly scope: KubectlScope;
  readonly pod: Pod;
  readonly probes: readonly ContainerProbe[];
}

/**
 * The node where the pod uses its namespaces, the sandbox, then the containers in the pod's order; what the kernel says wins
 * over what the spec lets expect.
 */
export function buildRows({ scope, pod, probes }: RowsInput): readonly NamespaceRow[] {
  const podName = pod.metadata?.name ?? '';
  const seen: readonly Witness[] = probes.flatMap(({ container, processes }) =>
    processes.map((process) => ({ process, seenFrom: container })),
  );

  function kernelCells(container: string, witnesses: readonly Witness[]): ReadonlyMap<NamespaceKind, NamespaceCell> {
    const own = probes.find((probe) => probe.container === container)?.own;
    const cells = NAMESPACE_KINDS.flatMap((kind): readonly NamespaceCell[] => {
      const inode = own?.get(kind);
      // Shown from a debug container where one sees it: an image without tools has no `readlink` to try it with.
      const [seenFromOutside] = witnessCell(
        kind,
        witnesses.filter(({ seenFrom }) => seenFrom !== container),
      );
      if (inode !== undefined && seenFromOutside?.inode === inode) return [seenFromOutside];
      if (inode !== undefined) return [kernelCell(kind, inode, readlinkLine(scope, podName, container, 'self', kind))];
      return witnessCell(kind, witnesses);
    });
    return new Map(cells.map((cell) => [cell.kind, cell]));
  }

  function witnessCell(kind: NamespaceKind, witnesses: readonly Witness[]): readonly NamespaceCell[] {
    let refused: NamespaceCell | undefined;
    for (const { process, seenFrom } of witnesses) {
      const link = process.namespaces.find((candidate) => candidate.kind === kind);
      if (link === undefined) continue;
      const because = readlinkLine(scope, podName, seenFrom, process.pid, kind);
      if (link.inode !== undefined) return [kernelCell(kind, link.inode, because)];
      refused ??= { kind, evidence: 'refused', because };
    }
    return refused === undefined ? [] : [refused];
  }

  const sandboxWitnesses = seen.filter(({ process }) => isSandboxProcess(pod, process));
  const known: readonly Known[] = [
    {
      name: SANDBOX,
      role: 'sandbox',
      running: true,
      witnesses: sandboxWitnesses,
      cells: kernelCells('', sandboxWitnesses),
    },
    ...podContainers(pod)
      .filter(({ running, role }) => running || role !== 'init')
      .map((container) => {
        const witnesses = seen.filter(({ process }) => process.container === container.name).sort(byAge);
        return { ...container, witnesses, cells: kernelCells(container.name, witnesses) };
      }),
  ];

  const rows = known.map(({ name, role, target, running, witnesses, cells }): NamespaceRow => {
    const [main] = witnesses;
    const command = main === undefined ? '' : main.process.command.join(' ') || main.process.name;
    return {
      container: name,
      role,
      ...(command === '' ? {} : { command }),
      ...(main === undefined ? {} : { main: { seenFrom: main.seenFrom, pid: main.process.pid } }),
      ...(target === undefined ? {} : { target }),
      cells: NAMESPACE_KINDS.map((kind) => {
        const cell = cells.get(kind);
        // Nothing is guessed of what the kernel has refused to tell.
        if (cell !== undefined) return cell;
        if (!running) return { kind, evidence: 'unseen', because: `${name} is not running.` };
        return inferCell({ kind, pod, name, role, target, others: known }) ?? unseenCell(kind);
      }),
    };
  });
  const node = nodeRow(pod, rows);
  return node === undefined ? rows : [node, ...rows];
}

export interface Known extends Omit<PodContainer, 'role' | 'isDebugger' | 'mayTrace'> {
  readonly role: NamespaceRow['role'];
  readonly witnesses: readonly Witness[];
  readonly cells: ReadonlyMap<NamespaceKind, NamespaceCell>;
}

function kernelCell(kind: NamespaceKind, inode: number, because: string): NamespaceCell {
  return { kind, evidence: 'kernel', inode, group: `${kind}:${inode}`, because };
}

function unseenCell(kind: NamespaceKind): NamespaceCell {
  return { kind, evidence: 'unseen', because: 'No container that could be asked sees its processes.' };
}

/** A container's main process is its oldest. */
function byAge(one: Witness, other: Witness): number {
  return (
    (one.process.startedAt ?? '').localeCompare(other.process.startedAt ?? '') || one.process.pid - other.process.pid
  );
}
