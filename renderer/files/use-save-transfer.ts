import { useState } from 'react';

import type { Transfer } from '../../preload/contract/index.ts';
import { useApi, useHandOver, useHost } from '../bridge/index.ts';
import { isWhole } from './transfer-words.ts';

export interface SaveTransfer {
  save(transfer: Transfer): void;
  reveal(transfer: Transfer): void;
  /** In the program that the system has for it. */
  open(transfer: Transfer): void;
  /** Why that cannot be, and what can. */
  openProblemOf(transfer: Transfer | undefined): string | undefined;
  /** In a program that the person chooses. */
  openWith(transfer: Transfer): void;
  openWithProblemOf(transfer: Transfer | undefined): string | undefined;
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
  const handing = useHandOver();
  const { attempt } = handing;
  const [links, setLinks] = useState<ReadonlyMap<string, string>>(new Map());

  const saveByLink = async (transfer: Transfer): Promise<void> => {
    const { path } = await api.host.transferLink({ transfer: transfer.id });
    const link = document.createElement('a');
    link.href = path;
    link.download = transfer.fileName;
    link.click();
  };
  const absenceOf = (transfer: Transfer | undefined): string | undefined => {
    if (transfer === undefined || !isWhole(transfer)) return 'It has to be here first: download it.';
    return transfer.isFolder ? 'A folder is saved, not opened.' : undefined;
  };
  return {
    problem: handing.problem?.message,
    save: (transfer) =>
      host.has('saveDialog') ? handing.saveAs({ transfer: transfer.id }) : attempt(saveByLink(transfer)),
    reveal: (transfer) => handing.reveal({ transfer: transfer.id }),
    open: (transfer) => handing.open({ transfer: transfer.id }),
    openProblemOf: (transfer) => handing.lacks.open ?? absenceOf(transfer) ?? transfer?.openRefusal,
    openWith: (transfer) => handing.openWith({ transfer: transfer.id }),
    openWithProblemOf: (transfer) => handing.lacks.openWith ?? absenceOf(transfer),
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
        handing.drag(transfers.map(({ id }) => ({ transfer: id })));
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
