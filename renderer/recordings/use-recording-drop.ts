import { useEffect } from 'react';

/** As `jcmd` names them, also packed. */
export function looksLikeRecording(fileName: string): boolean {
  return /\.jfr(\.(gz|zip|lz4))?$/i.test(fileName);
}

/**
 * A recording may be dropped anywhere on the window. It listens before anyone else: what else may be dropped is refused by the
 * listeners below. The names of what is dragged are not known before it is dropped.
 */
export function useRecordingDrop(openFile: (file: File) => void): void {
  useEffect(() => {
    const over = (event: DragEvent): void => {
      const items = [...(event.dataTransfer?.items ?? [])];
      if (items.length !== 1 || items[0]?.kind !== 'file' || event.dataTransfer === null) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    };
    const drop = (event: DragEvent): void => {
      const file = event.dataTransfer?.files[0];
      if (file === undefined || !looksLikeRecording(file.name)) return;
      event.preventDefault();
      event.stopPropagation();
      openFile(file);
    };
    window.addEventListener('dragover', over, true);
    window.addEventListener('drop', drop, true);
    return () => {
      window.removeEventListener('dragover', over, true);
      window.removeEventListener('drop', drop, true);
    };
  }, [openFile]);
}
