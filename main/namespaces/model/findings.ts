import {
  NAMESPACE_KINDS,
  NODE_NAMESPACES,
  type NamespaceKind,
  type NamespaceRow,
} from '../../../preload/contract/namespaces.ts';

/** One sentence for all kinds that are divided alike, in the kinds' order. Node and sandbox are not counted: nobody works in them. */
export function describeFindings(rows: readonly NamespaceRow[]): readonly string[] {
  const running = rows.filter(
    ({ role, cells }) => role !== 'sandbox' && role !== 'node' && cells.some(({ group }) => group !== undefined),
  );
  const [only, ...others] = running;
  if (only === undefined) return ['No container is running, so there is nothing to compare.'];
  if (others.length === 0) return [`${only.container} is the only running container, so there is nothing to compare.`];
  const kindsByDivision = Map.groupBy(NAMESPACE_KINDS, (kind) => JSON.stringify(divide(running, kind)));
  return [...kindsByDivision].flatMap(([, kinds]) => {
    const [first] = kinds;
    return first === undefined ? [] : [sentence(kinds, divide(running, first), running.length)];
  });
}

interface Division {
  /** Containers that share one, each list in the pod's order. */
  readonly groups: readonly (readonly string[])[];
  readonly unknown: readonly string[];
  /** Not the pod's at all: every number that is known is the one that the kernel gives the node's own. */
  readonly isNodes: boolean;
  /** Not all of it is the kernel's word. */
  readonly inferred: readonly string[];
}

function divide(rows: readonly NamespaceRow[], kind: NamespaceKind): Division {
  const cellOf = (row: NamespaceRow): NamespaceRow['cells'][number] | undefined =>
    row.cells.find((cell) => cell.kind === kind);
  const known = rows.filter((row) => cellOf(row)?.group !== undefined);
  const groups = Map.groupBy(known, (row) => cellOf(row)?.group);
  const numbers = known.flatMap((row) => cellOf(row)?.inode ?? []);
  const names = (some: readonly NamespaceRow[]): readonly string[] => some.map(({ container }) => container);
  return {
    groups: [...groups.values()].map(names),
    unknown: names(rows.filter((row) => !known.includes(row))),
    isNodes: numbers.length > 0 && numbers.every((inode) => inode === NODE_NAMESPACES[kind]),
    inferred: names(rows.filter((row) => cellOf(row)?.evidence === 'inferred')),
  };
}

function sentence(
  kinds: readonly NamespaceKind[],
  { groups, unknown, inferred, isNodes }: Division,
  count: number,
): string {
  const subject = kinds.join(', ');
  const verb = kinds.length === 1 ? 'is' : 'are';
  const notes = [
    ...(unknown.length > 0 && groups.length > 0 ? [`not known for ${unknown.join(', ')}`] : []),
    ...(inferred.length > 0 ? [`for ${inferred.join(', ')} from the pod’s spec`] : []),
  ];
  const note = notes.length === 0 ? '' : ` (${notes.join('; ')})`;
  return `${subject} ${verb} ${isNodes ? 'the node’s, ' : ''}${describeGroups(groups, count)}${note}.`;
}

function describeGroups(groups: readonly (readonly string[])[], count: number): string {
  const [first] = groups;
  if (first === undefined) return 'not known';
  if (groups.length === 1)
    return first.length === count ? 'shared by all containers' : `shared by ${first.join(' and ')}`;
  const shared = groups.filter((group) => group.length > 1);
  if (shared.length === 0) return 'not shared: each container has its own';
  const alone = groups.filter((group) => group.length === 1).flat();
  const together = shared.map((group) => `shared by ${group.join(' and ')}`).join(', ');
  return alone.length === 0
    ? together
    : `${together}; ${alone.join(', ')} ${alone.length === 1 ? 'has its own' : 'have their own'}`;
}
