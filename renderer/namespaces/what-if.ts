/** The map as it would be. Everything in it is inferred: nothing has been asked of a kernel. Pure. */
import {
  NAMESPACE_KINDS,
  type NamespaceCell,
  type NamespaceKind,
  type NamespaceRow,
  type PodDetail,
} from '../../preload/contract/index.ts';

export const SCENARIOS = ['now', 'targeted', 'shared', 'copy'] as const;
export type Scenario = (typeof SCENARIOS)[number];

export interface Supposition {
  readonly rows: readonly NamespaceRow[];
  readonly sentence: string;
}

/** What a pod's containers always have in common: the sandbox's. */
const POD_WIDE: ReadonlySet<NamespaceKind> = new Set(['net', 'ipc', 'uts', 'user', 'time']);

export function suppose(
  scenario: Exclude<Scenario, 'now'>,
  rows: readonly NamespaceRow[],
  detail: PodDetail,
): Supposition {
  const target = detail.defaultContainer;
  switch (scenario) {
    case 'targeted':
      return {
        rows: [
          ...rows,
          newDebugger(
            rows,
            rows.find(({ container, role }) => container === target && role !== 'sandbox'),
            target,
          ),
        ],
        sentence: `A debug container with target ${target} enters that container’s pid namespace and nobody else’s. The pod’s spec stays as it is.`,
      };
    case 'shared':
      return {
        rows: shareProcesses(rows),
        sentence:
          'With shareProcessNamespace every container sees, and can signal, the processes of all others; process 1 is the pause process. The pod has to be made anew.',
      };
    case 'copy':
      return {
        rows: shareProcesses([
          ...rows.filter(({ role }) => role !== 'ephemeral').map(asCopy),
          asCopy(newDebugger(rows, undefined, undefined)),
        ]),
        sentence:
          'A copy is another pod: another sandbox, so other namespaces than these throughout. Inside it everything is shared as in the original, and the processes as well.',
      };
  }
}

function shareProcesses(rows: readonly NamespaceRow[]): readonly NamespaceRow[] {
  return rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell) =>
      cell.kind === 'pid'
        ? supposed(cell.kind, 'pid of the sandbox', 'shareProcessNamespace: one pid namespace for the whole pod.')
        : cell,
    ),
  }));
}

function newDebugger(
  rows: readonly NamespaceRow[],
  target: NamespaceRow | undefined,
  targetName: string | undefined,
): NamespaceRow {
  const sandbox = rows.find(({ role }) => role === 'sandbox') ?? rows[0];
  const cellOf = (row: NamespaceRow | undefined, kind: NamespaceKind): NamespaceCell | undefined =>
    row?.cells.find((cell) => cell.kind === kind);
  return {
    container: 'new debug container',
    role: 'ephemeral',
    ...(targetName === undefined ? {} : { target: targetName }),
    cells: NAMESPACE_KINDS.map((kind) => {
      const source = kind === 'pid' ? cellOf(target, kind) : POD_WIDE.has(kind) ? cellOf(sandbox, kind) : undefined;
      if (source?.group === undefined) return supposed(kind, `new ${kind}`, 'A namespace of its own.');
      return { ...source, evidence: 'inferred', because: kind === 'pid' ? 'The target’s.' : 'The pod’s.' };
    }),
  };
}

function asCopy(row: NamespaceRow): NamespaceRow {
  return {
    ...row,
    cells: row.cells.map(({ kind, group }) =>
      supposed(kind, `copy of ${group ?? `${row.container} ${kind}`}`, 'Another pod, another namespace.'),
    ),
  };
}

function supposed(kind: NamespaceKind, group: string, because: string): NamespaceCell {
  return { kind, evidence: 'inferred', group, because };
}
