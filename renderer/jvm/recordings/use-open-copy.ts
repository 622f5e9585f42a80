import { useEffect, useState } from 'react';

import type { AppError, ProcessRef, Transfer } from '../../../preload/contract/index.ts';
import { useApi } from '../../bridge/index.ts';
import { fetchFile, type FetchedFile } from '../../files/index.ts';
import { useRecordings } from '../../recordings/index.ts';
import { useAsk } from '../use-ask.ts';

export interface OpenedFile {
  readonly path: string;
  readonly sizeBytes?: number | undefined;
  /** ISO 8601. */
  readonly modifiedAt?: string | undefined;
}

export interface OpenCopy {
  /** Brings the recording here, if it is not yet, and goes to it. */
  open(file: OpenedFile): void;
  /** On its way. */
  readonly transfer: Transfer | undefined;
  cancel(): void;
  readonly problem: AppError | undefined;
  dismiss(): void;
}

/** Whoever leaves the page meanwhile is not called away: the copy goes on among the transfers, and nothing opens. */
export function useOpenCopy(process: ProcessRef): OpenCopy {
  const api = useApi();
  const recordings = useRecordings();
  const [transfer, setTransfer] = useState<Transfer>();
  const asking = useAsk(async ({ path, sizeBytes, modifiedAt }: OpenedFile, signal) => {
    setTransfer(undefined);
    const now = sizeBytes === undefined || modifiedAt === undefined ? undefined : { sizeBytes, modifiedAt };
    const wanted: FetchedFile = { file: { ...process, path }, now };
    const { id } = await fetchFile(api.files, wanted, { signal, onProgress: setTransfer });
    signal.throwIfAborted();
    await recordings.openNow({ from: 'transfer', transfer: id });
  });
  const { cancel: leave, isBusy, problem, dismiss, ask } = asking;
  useEffect(() => leave, [leave]);
  return {
    open: ask,
    transfer: isBusy ? transfer : undefined,
    cancel: () => {
      leave();
      // What cannot be cancelled is over, and the transfers say how.
      if (transfer !== undefined) api.files.cancel({ transfer: transfer.id }).catch(() => undefined);
    },
    problem,
    dismiss,
  };
}
