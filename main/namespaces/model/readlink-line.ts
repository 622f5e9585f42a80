import type { NamespaceKind } from '../../../preload/contract/namespaces.ts';
import { kubectlLine, type KubectlScope } from '../../kube/index.ts';

/** The command that shows the same number. */
export function readlinkLine(
  scope: KubectlScope,
  pod: string,
  container: string,
  pid: number | 'self',
  kind: NamespaceKind,
): string {
  return kubectlLine(scope, ['exec', pod, '-c', container, '--', 'readlink', `/proc/${pid}/ns/${kind}`]);
}
