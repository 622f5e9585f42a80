import type { ProcessRef } from '../../preload/contract/index.ts';
import type { TerminalOpening } from '../terminals/index.ts';

/**
 * A shell of the debug container, standing in a directory of the process's root. The path is an argument, never part of the
 * script. Nothing for a path with escaped bytes: only the core turns those back.
 */
export function terminalAt(process: ProcessRef, directory: string): TerminalOpening | undefined {
  if (directory.includes('\\')) return undefined;
  const { context, kubeNamespace, pod, container, pid } = process;
  return {
    kind: 'exec',
    context,
    kubeNamespace,
    pod,
    container,
    command: ['sh', '-c', 'cd "$1" && exec sh', 'sh', `/proc/${pid}/root${directory}`],
  };
}
