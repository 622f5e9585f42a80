import type { NamespaceCell, NamespaceKind, NamespaceRow } from '../../../preload/contract/namespaces.ts';
import type { Pod } from '../../kube/index.ts';

export interface Inference {
  readonly kind: NamespaceKind;
  readonly pod: Pod;
  readonly name: string;
  readonly role: NamespaceRow['role'];
  readonly target: string | undefined;
  readonly others: readonly {
    readonly name: string;
    readonly cells: ReadonlyMap<NamespaceKind, NamespaceCell>;
  }[];
}

/** What the pod's spec lets expect where the kernel could not be asked; `undefined` where it says nothing. */
export function inferCell(inference: Inference): NamespaceCell | undefined {
  const { kind, pod, name } = inference;
  const spec = pod.spec;
  const inferred = (group: string | undefined, because: string): NamespaceCell => ({
    kind,
    evidence: 'inferred',
    group: group ?? `${kind}:pod`,
    because,
  });
  const own = `${kind}:of ${name}`;
  switch (kind) {
    case 'net':
    case 'ipc':
    case 'uts': {
      const isHost = kind === 'ipc' ? spec?.hostIPC === true : spec?.hostNetwork === true;
      const because = isHost
        ? `The pod uses the node’s (${kind === 'ipc' ? 'hostIPC' : 'hostNetwork'}).`
        : 'All containers of a pod join the sandbox’s.';
      return inferred(
        groupSeen(inference, () => true),
        because,
      );
    }
    case 'pid':
      return inferPid(inference, inferred, own);
    case 'mnt':
      return inferred(own, 'Every container has its own.');
    case 'user':
      if (spec?.hostUsers === false)
        return inferred(
          groupSeen(inference, () => true),
          'The pod has its own (hostUsers: false).',
        );
      return inferred(
        groupSeen(inference, () => true),
        'The node’s, unless the pod asks for its own.',
      );
    case 'cgroup':
    case 'time':
      return undefined;
  }
}

function inferPid(
  { pod, role, target, name, ...inference }: Inference,
  inferred: (group: string | undefined, because: string) => NamespaceCell,
  own: string,
): NamespaceCell {
  const context = { pod, role, target, name, ...inference };
  if (pod.spec?.hostPID === true)
    return inferred(
      groupSeen(context, () => true),
      'The pod uses the node’s (hostPID).',
    );
  if (pod.spec?.shareProcessNamespace === true) {
    return inferred(
      groupSeen(context, () => true),
      'The pod’s containers share one (shareProcessNamespace).',
    );
  }
  if (target !== undefined) {
    const group = groupSeen(context, (other) => other === target) ?? `pid:of ${target}`;
    return inferred(group, `It was asked to join that of ${target} (targetContainerName).`);
  }
  return inferred(own, 'Without shareProcessNamespace or a target each container has its own.');
}

/** The group of the first of the others whose number the kernel told. */
function groupSeen({ kind, others }: Inference, isWanted: (name: string) => boolean): string | undefined {
  for (const { name, cells } of others) {
    const cell = cells.get(kind);
    if (isWanted(name) && cell?.evidence === 'kernel') return cell.group;
  }
  return undefined;
}
