import type { KubectlLine } from '../../preload/contract/references.ts';
import type { TerminalSource } from '../../preload/contract/terminals.ts';
import { kubectlLine } from '../kube/index.ts';

/** What a person would type for the same terminal. */
export function terminalCommandLine(source: TerminalSource): KubectlLine {
  switch (source.kind) {
    case 'attach':
      return kubectlLine(source, ['attach', '-it', source.pod, '-c', source.container]);
    case 'exec': {
      const flags = source.tty ? '-it' : '-i';
      return kubectlLine(source, ['exec', flags, source.pod, '-c', source.container, '--', ...source.command]);
    }
    case 'local':
      // In the shell itself, where the context is chosen already.
      return `kubectl config set-context --current --namespace=${source.kubeNamespace}`;
  }
}
