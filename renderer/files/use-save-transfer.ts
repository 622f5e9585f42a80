import { useCallback, useState } from 'react';

import { toAppError, type Transfer } from '../../preload/contract/index.ts';
import { useApi, useHost } from '../bridge/index.ts';
import { isWhole } from './transfer-words.ts';

export interface SaveTransfer {
  save(transfer: Transfer): void;
  reveal(transfer: Transfer): void;
  /** In the program that the system has for it. */
  open(transfer: Transfer): void;
  /** Why that cannot be, and what can. */
  openProblemOf(transfer: Transfer | undefined): string | undefined;
  /** For `dragstart`: gives the files to whatever they are dropped on; a browser takes the first one only. */
  drag(transfers: readonly Transfer[], event: DragEvent): void;
  /** Asks for the link that a drag out of a browser needs at once when it begins. */
  prepareDrag(transfer: Transfer): void;
  readonly problem: string | undefined;
}

/** Out of the app: the desktop shell asks for a place or drags natively, a browser takes it over HTTP. */
export function useSaveTransfer(): SaveTransfer {
  const api = useApi();
  const host = useHost();
  const [problem, setProblem] = useState<string>();
  const [links, setLinks] = useState<ReadonlyMap<string, string>>(new Map());
  const attempt = useCallback((work: Promise<unknown>): void => {
    setProblem(undefined);
    work.catch((error: unknown) => setProblem(toAppError(error).message));
  }, []);

  const saveByLink = async (transfer: Transfer): Promise<void> => {
    const { path } = await api.host.transferLink({ transfer: transfer.id });
    const link = document.createElement('a');
    link.href = path;
    link.download = transfer.fileName;
    link.click();
  };
  return {
    problem,
    save: (transfer) =>
      attempt(host.has('saveDialog') ? api.host.saveTransfer({ transfer: transfer.id }) : saveByLink(transfer)),
    reveal: (transfer) => attempt(api.host.revealTransfer({ transfer: transfer.id })),
    open: (transfer) => attempt(api.host.openTransfer({ transfer: transfer.id })),
    openProblemOf: (transfer) => {
      if (!host.has('openFile')) return 'A page cannot start other programs: download it, save it, and open it there.';
      if (transfer === undefined || !isWhole(transfer)) return 'It has to be here first: download it.';
      return transfer.isFolder ? 'A folder is saved, not opened.' : undefined;
    },
    prepareDrag: (transfer) => {
      if (host.has('nativeDrag') || !host.has('transferLink')) return;
      attempt(
        api.host.transferLink({ transfer: transfer.id }).then(({ path }) => {
          setLinks((old) => new Map([...old, [transfer.id, path]]));
        }),
      );
    },
    drag: (transfers, event) => {
      if (host.has('nativeDrag')) {
        event.preventDefault();
        attempt(api.host.dragTransfers({ transfers: transfers.map(({ id }) => id) }));
        return;
      }
      const [transfer] = transfers;
      const path = transfer === undefined ? undefined : links.get(transfer.id);
      if (transfer === undefined || path === undefined) {
        event.preventDefault();
        return;
      }
      // Chromium's own: `type:name:address`. The name may hold no colon.
      const name = transfer.fileName.replaceAll(':', '_');
      event.dataTransfer?.setData(
        'DownloadURL',
        `application/octet-stream:${name}:${new URL(path, window.location.origin).href}`,
      );
      // The link is good for one request.
      setLinks((old) => new Map([...old].filter(([id]) => id !== transfer.id)));
    },
  };
}
