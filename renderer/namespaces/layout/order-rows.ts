import type { NamespaceRow } from '../../../preload/contract/index.ts';

/** A debug container stands below what it targets: what they share is then joined by a straight line. Pure. */
export function orderRows(rows: readonly NamespaceRow[]): readonly NamespaceRow[] {
  const targets = new Set(rows.filter(({ role }) => role !== 'ephemeral').map(({ container }) => container));
  const follows = ({ role, target }: NamespaceRow): boolean =>
    role === 'ephemeral' && target !== undefined && targets.has(target);
  return rows.flatMap((row) =>
    follows(row) ? [] : [row, ...rows.filter((other) => follows(other) && other.target === row.container)],
  );
}
