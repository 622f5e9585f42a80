import type { FileRef, Transfer } from '../../preload/contract/index.ts';
import type { FileNode } from './file-columns.tsx';
import { canDownload } from './file-words.ts';
import { isRunning, isWhole } from './transfer-words.ts';
import type { Download } from './use-download.ts';
import type { SaveTransfer } from './use-save-transfer.ts';

export interface DragOut {
  onDrag(nodes: readonly FileNode[], event: DragEvent): void;
  onPrepareDrag(node: FileNode): void;
}

/**
 * Drags files out of the window. What is not here yet cannot be dropped: the first drag fetches it, which the transfers
 * show, and the next one hands it over.
 */
export function useDragOut(options: {
  readonly transferOf: (path: string) => Transfer | undefined;
  readonly fileOf: (path: string) => FileRef;
  readonly downloads: Download;
  readonly saving: SaveTransfer;
}): DragOut {
  const { transferOf, fileOf, downloads, saving } = options;
  return {
    onDrag: (nodes, event) => {
      const wanted = nodes.filter(({ entry }) => canDownload(entry));
      const here = wanted.flatMap(({ path }) => transferOf(path) ?? []).filter(isWhole);
      if (wanted.length > 0 && here.length === wanted.length) {
        saving.drag(here, event);
        return;
      }
      event.preventDefault();
      for (const { path } of wanted) {
        const transfer = transferOf(path);
        if (transfer === undefined || !(isWhole(transfer) || isRunning(transfer))) downloads.download(fileOf(path));
      }
    },
    onPrepareDrag: ({ path }) => {
      const transfer = transferOf(path);
      if (transfer !== undefined && isWhole(transfer)) saving.prepareDrag(transfer);
    },
  };
}
