import { useState, type ReactElement } from 'react';

import type { PodDetail, PodRef } from '../../preload/contract/index.ts';
import { filesPlace } from '../files/index.ts';
import { go } from '../place/index.ts';
import { useTerminals } from '../terminals/index.ts';
import { Copy, FolderOpen, SquareTerminal, Zap, type MenuEntry } from '../ui/index.ts';
import { commandWords } from './process-words.ts';
import type { ProcessNode } from './process-tree.ts';
import { SignalDialog } from './signal-dialog.tsx';

export interface ProcessActions {
  menuOf(node: ProcessNode): readonly MenuEntry[];
  openFiles(node: ProcessNode): void;
  openTerminal(node: ProcessNode, shell: string): void;
  askForSignal(node: ProcessNode): void;
  /** To be put somewhere in the page. */
  readonly dialog: ReactElement | undefined;
}

export function useProcessActions(pod: PodRef, detail: PodDetail): ProcessActions {
  const terminals = useTerminals();
  const [signalled, setSignalled] = useState<ProcessNode>();
  const openFiles = ({ process, seenFrom }: ProcessNode): void =>
    go(filesPlace(pod, { container: seenFrom, pid: process.pid, path: '/' }));
  /** A shell of the process's own image, in its root: through the debug container, which may enter it. */
  const openTerminal = ({ process, seenFrom }: ProcessNode, shell: string): void => {
    const command = ['chroot', `/proc/${String(process.pid)}/root`, shell];
    terminals.open({ kind: 'exec', ...pod, container: seenFrom, command });
  };
  return {
    openFiles,
    openTerminal,
    askForSignal: setSignalled,
    menuOf: (node) => [
      {
        id: 'files',
        title: 'Files of this process',
        icon: FolderOpen,
        disabledReason: rootRefusal(node),
        onSelect: () => openFiles(node),
      },
      {
        id: 'terminal',
        title: 'Shell in its root',
        icon: SquareTerminal,
        disabledReason: rootRefusal(node),
        onSelect: () => openTerminal(node, '/bin/sh'),
      },
      'separator',
      {
        id: 'copy',
        title: 'Copy command line',
        icon: Copy,
        onSelect: () => void navigator.clipboard.writeText(commandWords(node.process)),
      },
      {
        id: 'copy-pid',
        title: 'Copy pid',
        icon: Copy,
        onSelect: () => void navigator.clipboard.writeText(String(node.process.pid)),
      },
      'separator',
      { id: 'signal', title: 'Signal…', icon: Zap, isDangerous: true, onSelect: () => setSignalled(node) },
    ],
    dialog:
      signalled === undefined ? undefined : (
        <SignalDialog pod={pod} detail={detail} node={signalled} onClose={() => setSignalled(undefined)} />
      ),
  };
}

export function rootRefusal({ process, seenFrom }: ProcessNode): string | undefined {
  return process.rootReadable
    ? undefined
    : `${seenFrom} may not open /proc/${String(process.pid)}/root: it needs SYS_PTRACE, or the same user and group.`;
}
