import {
  NAMESPACE_KINDS,
  NODE_NAMESPACES,
  type NamespaceCell,
  type NamespaceKind,
  type NamespaceRow,
} from '../../../preload/contract/namespaces.ts';
import type { Pod } from '../../kube/index.ts';

/** The node's own namespaces, for a pod that asks for some of them; what it does not use is not known from inside the pod. */
export function nodeRow({ spec }: Pod, rows: readonly NamespaceRow[]): NamespaceRow | undefined {
  const asked = new Map<NamespaceKind, string>([
    ...(spec?.hostNetwork === true
      ? ([
          ['net', 'hostNetwork'],
          ['uts', 'hostNetwork'],
        ] as const)
      : []),
    ...(spec?.hostIPC === true ? ([['ipc', 'hostIPC']] as const) : []),
    ...(spec?.hostPID === true ? ([['pid', 'hostPID']] as const) : []),
  ]);
  if (asked.size === 0) return undefined;
  return {
    container: 'node',
    role: 'node',
    cells: NAMESPACE_KINDS.map((kind) => nodeCell(kind, asked.get(kind), rows)),
  };
}

function nodeCell(kind: NamespaceKind, field: string | undefined, rows: readonly NamespaceRow[]): NamespaceCell {
  const found = rows.flatMap(({ cells }) => cells.filter((cell) => cell.kind === kind && cell.group !== undefined));
  const fixed = NODE_NAMESPACES[kind];
  const known = found.find(({ inode }) => inode !== undefined && inode === fixed);
  if (known !== undefined) {
    const because = `${String(fixed)} is the number that Linux gives the first ${kind} namespace of a node.`;
    return { kind, evidence: 'kernel', ...(fixed === undefined ? {} : { inode: fixed }), ...groupOf(known), because };
  }
  const [first] = found;
  if (field !== undefined && first !== undefined) {
    const { inode } = first;
    const because = `The pod’s spec says ${field}: true.`;
    return { kind, evidence: 'inferred', ...(inode === undefined ? {} : { inode }), ...groupOf(first), because };
  }
  return { kind, evidence: 'unseen', because: 'Nothing in this pod is in the node’s, so it cannot be seen from here.' };
}

function groupOf({ group }: NamespaceCell): { readonly group?: string } {
  return group === undefined ? {} : { group };
}
