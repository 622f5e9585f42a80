/** The map as it would be. Everything in it is inferred: nothing has been asked of a kernel. Pure. */
import {
  NAMESPACE_KINDS,
  NODE_NAMESPACES,
  type NamespaceCell,
  type NamespaceKind,
  type NamespaceRow,
} from '../../preload/contract/index.ts';

export type Scenario = 'now' | 'target' | 'share' | 'copy' | 'hostNetwork';

export type Wish =
  | { readonly scenario: 'target'; readonly target: string }
  /** `sharesProcesses` is what `kubectl debug --copy-to` does unless told otherwise. */
  | { readonly scenario: 'copy'; readonly sharesProcesses: boolean }
  | { readonly scenario: 'share' | 'hostNetwork' };

export interface Supposition {
  readonly rows: readonly NamespaceRow[];
  readonly sentence: string;
  /** Rows that are not there now. */
  readonly added: ReadonlySet<string>;
  /** Cells that would be shared with others than now: `cellKey`. */
  readonly changed: ReadonlySet<string>;
}

export const NEW_DEBUGGER = 'new debugger';

export function cellKey(container: string, kind: NamespaceKind): string {
  return `${kind} ${container}`;
}

export function suppose(wish: Wish, rows: readonly NamespaceRow[]): Supposition {
  const supposed = supposeRows(wish, rows);
  const before = new Set(rows.map(({ container }) => container));
  const added = new Set(supposed.map(({ container }) => container).filter((container) => !before.has(container)));
  return { rows: supposed, sentence: sentenceOf(wish), added, changed: changedCells(rows, supposed, added) };
}

function supposeRows(wish: Wish, rows: readonly NamespaceRow[]): readonly NamespaceRow[] {
  switch (wish.scenario) {
    case 'target':
      return [...rows, targetedRow(rows, wish.target)];
    case 'share':
      return anotherPod(rows, { sharesProcesses: true });
    case 'copy':
      return anotherPod(rows, { sharesProcesses: wish.sharesProcesses, added: NEW_DEBUGGER });
    case 'hostNetwork':
      return anotherPod(rows, { usesNodeNetwork: true });
  }
}

function sentenceOf(wish: Wish): string {
  switch (wish.scenario) {
    case 'target':
      return `A debug container with target ${wish.target} enters that container’s pid namespace and nobody else’s. The pod’s spec stays as it is, and nothing restarts.`;
    case 'share':
      return 'With shareProcessNamespace every container sees, and can signal, the processes of all others; process 1 is the pause process. It takes a new pod: every number is new, and debug containers end with the old one.';
    case 'copy':
      return wish.sharesProcesses
        ? 'A copy is another pod with another sandbox: every number is new. Inside it all is shared as in the original, and the processes as well; the debugger is an ordinary container there.'
        : 'A copy is another pod with another sandbox: every number is new. Its debugger shares what containers of a pod always do, but sees no other container’s processes.';
    case 'hostNetwork':
      return 'With hostNetwork the pod uses the node’s network and host name: its ports are the node’s, and it sees every connection of the node. ipc, pid and mnt stay its own. It takes a new pod.';
  }
}

function cellOf(row: NamespaceRow | undefined, kind: NamespaceKind): NamespaceCell | undefined {
  return row?.cells.find((cell) => cell.kind === kind);
}

/** What a pod's containers always have in common: the sandbox's. */
const POD_WIDE: ReadonlySet<NamespaceKind> = new Set(['net', 'ipc', 'uts', 'user', 'time']);

/** Whether the containers of this pod have one cgroup namespace, as with cgroup v1, or one each. */
function isCgroupCommon(rows: readonly NamespaceRow[]): boolean {
  const groups = rows.flatMap(({ role, cells }) =>
    role === 'node'
      ? []
      : cells.flatMap(({ kind, group }) => (kind === 'cgroup' && group !== undefined ? [group] : [])),
  );
  return groups.length > 1 && new Set(groups).size === 1;
}

function targetedRow(rows: readonly NamespaceRow[], target: string): NamespaceRow {
  const inPod = rows.filter(({ role }) => role !== 'node');
  const targeted = inPod.find(({ container, role }) => container === target && role !== 'sandbox');
  const common = (kind: NamespaceKind): NamespaceCell | undefined =>
    inPod.map((row) => cellOf(row, kind)).find((cell) => cell?.group !== undefined);
  return {
    container: NEW_DEBUGGER,
    role: 'ephemeral',
    target,
    cells: NAMESPACE_KINDS.map((kind) => {
      const isCommon = POD_WIDE.has(kind) || (kind === 'cgroup' && isCgroupCommon(rows));
      const source = kind === 'pid' ? cellOf(targeted, kind) : isCommon ? common(kind) : undefined;
      if (source?.group === undefined) return alone(kind, NEW_DEBUGGER, 'A namespace of its own.');
      const because = kind === 'pid' ? `That of ${target}: it is the target.` : 'The pod’s: every container joins it.';
      return { ...source, evidence: 'inferred', because };
    }),
  };
}

interface PodChange {
  readonly sharesProcesses?: boolean;
  readonly usesNodeNetwork?: boolean;
  /** A container more. */
  readonly added?: string;
}

/** Another pod of the same spec but for the change: debug containers are not in a spec, and every number is new. */
function anotherPod(rows: readonly NamespaceRow[], change: PodChange): readonly NamespaceRow[] {
  const kept = rows.filter(({ role }) => role !== 'ephemeral' && role !== 'node');
  const wasShared = arePidsShared(kept);
  const sharesProcesses = change.sharesProcesses === true || (change.sharesProcesses === undefined && wasShared);
  const commonCgroup = isCgroupCommon(rows);
  const nodes = (kind: NamespaceKind): boolean =>
    (change.usesNodeNetwork === true && (kind === 'net' || kind === 'uts')) ||
    rows.some(
      (row) => isNodesCell(cellOf(row, kind), kind) || (row.role === 'node' && cellOf(row, kind)?.group !== undefined),
    );
  const cell = (container: string, kind: NamespaceKind): NamespaceCell => {
    if (nodes(kind)) return nodesCell(kind);
    const isCommon = POD_WIDE.has(kind) || (kind === 'pid' && sharesProcesses) || (kind === 'cgroup' && commonCgroup);
    if (!isCommon) return alone(kind, container, 'Every container has its own.');
    const because = kind === 'pid' ? 'shareProcessNamespace: one for the whole pod.' : 'The new sandbox’s.';
    return { kind, evidence: 'inferred', group: `${kind}:new pod`, because };
  };
  const containers: readonly Omit<NamespaceRow, 'cells'>[] = [
    ...kept.map(({ cells: _cells, main: _main, ...row }) => row),
    ...(change.added === undefined ? [] : [{ container: change.added, role: 'ordinary' as const }]),
  ];
  const inPod = containers.map((row) => ({
    ...row,
    cells: NAMESPACE_KINDS.map((kind) => cell(row.container, kind)),
  }));
  const before = rows.find(({ role }) => role === 'node');
  if (change.usesNodeNetwork !== true && before === undefined) return inPod;
  const node: NamespaceRow = {
    container: 'node',
    role: 'node',
    cells: NAMESPACE_KINDS.map((kind) =>
      nodes(kind) ? nodesCell(kind) : { kind, evidence: 'unseen', because: 'The pod uses its own.' },
    ),
  };
  return [node, ...inPod];
}

function arePidsShared(rows: readonly NamespaceRow[]): boolean {
  const groups = rows.map((row) => cellOf(row, 'pid')?.group);
  const ofSandbox = cellOf(
    rows.find(({ role }) => role === 'sandbox'),
    'pid',
  )?.group;
  return ofSandbox !== undefined && groups.filter((group) => group === ofSandbox).length > 1;
}

function isNodesCell(cell: NamespaceCell | undefined, kind: NamespaceKind): boolean {
  return cell?.inode !== undefined && cell.inode === NODE_NAMESPACES[kind];
}

function nodesCell(kind: NamespaceKind): NamespaceCell {
  const inode = NODE_NAMESPACES[kind];
  return {
    kind,
    evidence: 'inferred',
    ...(inode === undefined ? {} : { inode }),
    group: `${kind}:node`,
    because: 'The node’s own.',
  };
}

function alone(kind: NamespaceKind, container: string, because: string): NamespaceCell {
  return { kind, evidence: 'inferred', group: `${kind}:of new ${container}`, because };
}

/** Containers that share a namespace of a kind, each list in the rows' order; those of which nothing is known are left out. */
export function sharing(rows: readonly NamespaceRow[], kind: NamespaceKind): readonly (readonly string[])[] {
  return [...Map.groupBy(groupsOf(rows, kind), ([, group]) => group).values()].map((some) =>
    some.map(([container]) => container),
  );
}

/**
 * Cells whose company changes: those whose namespace would be shared with others than now, the node among them. Only what is
 * known both now and then is compared. That a new container joins what all have in common is nothing to point at; that it
 * joins somebody's processes is.
 */
function changedCells(
  before: readonly NamespaceRow[],
  after: readonly NamespaceRow[],
  added: ReadonlySet<string>,
): ReadonlySet<string> {
  const changed = new Set<string>();
  for (const kind of NAMESPACE_KINDS) {
    const [old, next] = [groupsOf(before, kind), groupsOf(after, kind)];
    const stays = new Set([...next.keys()].filter((container) => old.has(container) && container !== 'node'));
    const joined = kind === 'pid' ? added : new Set<string>();
    const company = (groups: ReadonlyMap<string, string>, container: string): string =>
      [...groups]
        .filter(([other, group]) => group === groups.get(container) && (stays.has(other) || joined.has(other)))
        .map(([other]) => other)
        .concat(isNodesGroup(groups === old ? before : after, kind, groups.get(container)) ? ['node'] : [])
        .join(' ');
    const others = [...stays].filter((container) => company(old, container) !== company(next, container));
    for (const container of others) changed.add(cellKey(container, kind));
    const isNews = (container: string): boolean => others.some((other) => next.get(other) === next.get(container));
    for (const container of added) if (next.has(container) && isNews(container)) changed.add(cellKey(container, kind));
  }
  return changed;
}

function groupsOf(rows: readonly NamespaceRow[], kind: NamespaceKind): ReadonlyMap<string, string> {
  return new Map(
    rows.flatMap((row) => {
      const group = cellOf(row, kind)?.group;
      return group === undefined ? [] : [[row.container, group] as const];
    }),
  );
}

function isNodesGroup(rows: readonly NamespaceRow[], kind: NamespaceKind, group: string | undefined): boolean {
  return rows.some((row) => {
    const cell = cellOf(row, kind);
    return cell?.group !== undefined && cell.group === group && (row.role === 'node' || isNodesCell(cell, kind));
  });
}
