/** What can be done with a row, or with several. Pure. */
import {
  Download,
  ExternalLink,
  Eye,
  FileDiff,
  FolderOpen,
  Pencil,
  SquareTerminal,
  Trash2,
  type MenuEntry,
} from '../ui/index.ts';
import type { FileNode } from './file-columns.tsx';
import { canDownload, isDirectory } from './file-words.ts';

export interface FileMenuEvents {
  readonly onEnter: (node: FileNode) => void;
  readonly onDownload: (nodes: readonly FileNode[]) => void;
  readonly onOpenWith: (node: FileNode) => void;
  readonly onOpen: (node: FileNode) => void;
  /** Why the system's program cannot have it, and why one that the person chooses cannot. */
  readonly openProblemOf: (node: FileNode) => string | undefined;
  readonly openWithProblemOf: (node: FileNode) => string | undefined;
  /** With another root of the pod. */
  readonly onCompare: (node: FileNode) => void;
  readonly onTerminal: (node: FileNode) => void;
  readonly onCopyPath: (nodes: readonly FileNode[]) => void;
  readonly onRename: (node: FileNode) => void;
  readonly onDelete: (nodes: readonly FileNode[]) => void;
  /** Why nothing may be changed here. */
  readonly changeProblem: string | undefined;
  readonly terminalProblemOf: (node: FileNode) => string | undefined;
}

export function fileMenu(nodes: readonly FileNode[], events: FileMenuEvents): readonly MenuEntry[] {
  const [node] = nodes;
  if (node === undefined) return [];
  const download: MenuEntry = {
    id: 'download',
    title: nodes.length === 1 ? 'Download' : `Download ${String(nodes.length)} entries`,
    icon: Download,
    disabledReason: nodes.every(({ entry }) => canDownload(entry)) ? undefined : 'Only files and directories.',
    onSelect: () => events.onDownload(nodes),
  };
  const copy: MenuEntry = {
    id: 'copy',
    title: nodes.length === 1 ? 'Copy path' : 'Copy paths',
    onSelect: () => events.onCopyPath(nodes),
  };
  const remove: MenuEntry = {
    id: 'delete',
    title: nodes.length === 1 ? 'Delete…' : `Delete ${String(nodes.length)} entries…`,
    icon: Trash2,
    isDangerous: true,
    disabledReason: events.changeProblem,
    onSelect: () => events.onDelete(nodes),
  };
  if (nodes.length > 1) return [download, copy, 'separator', remove];
  return [
    {
      id: 'open',
      title: isDirectory(node.entry) ? 'Open' : 'Look at it',
      icon: isDirectory(node.entry) ? FolderOpen : Eye,
      onSelect: () => events.onEnter(node),
    },
    download,
    {
      id: 'openFile',
      title: 'Open with the system’s program',
      icon: ExternalLink,
      disabledReason: events.openProblemOf(node),
      onSelect: () => events.onOpen(node),
    },
    {
      id: 'openWith',
      title: 'Open with…',
      disabledReason: events.openWithProblemOf(node),
      onSelect: () => events.onOpenWith(node),
    },
    {
      id: 'terminal',
      title: 'Terminal here',
      icon: SquareTerminal,
      disabledReason: events.terminalProblemOf(node),
      onSelect: () => events.onTerminal(node),
    },
    {
      id: 'compare',
      title: 'Compare with…',
      icon: FileDiff,
      onSelect: () => events.onCompare(node),
    },
    copy,
    'separator',
    {
      id: 'rename',
      title: 'Rename…',
      icon: Pencil,
      disabledReason: events.changeProblem,
      onSelect: () => events.onRename(node),
    },
    remove,
  ];
}
