import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';

import { toAppError, type AppError } from '../../preload/contract/index.ts';
import { toBase64, useApi, useHost, type Api } from '../bridge/index.ts';
import { go } from '../place/index.ts';

export type RecordingOrigin = Parameters<Api['recordings']['open']>[0];

export interface OpenRecording {
  /** Opens it and goes there. */
  open(origin: RecordingOrigin): void;
  /** The same, and rejects where it cannot be opened: for those who say so themselves. */
  openNow(origin: RecordingOrigin): Promise<void>;
  openFile(file: File): void;
  /** By the system's dialog where there is one; the page's own file field otherwise calls `openFile`. */
  readonly choose: (() => void) | undefined;
  /** Of a file that is being handed to the core, 0 to 1. */
  readonly received: number | undefined;
  readonly problem: AppError | undefined;
  dismiss(): void;
}

const OPENED_MS = 5000;

/** Of the query whether a recording is open here. */
export const openedKey = (recording: string): readonly string[] => ['recording', 'opened', recording];

/** What `receive` takes in one part, before base64. */
const PART_BYTES = 45 * 1024;

export function useOpenRecording(): OpenRecording {
  const api = useApi();
  const host = useHost();
  const queries = useQueryClient();
  const [problem, setProblem] = useState<AppError>();
  const [received, setReceived] = useState<number>();
  const attempt = useCallback((work: Promise<unknown>): void => {
    setProblem(undefined);
    work.catch((error: unknown) => setProblem(toAppError(error))).finally(() => setReceived(undefined));
  }, []);
  const openNow = useCallback(
    async (origin: RecordingOrigin): Promise<void> => {
      const opened = await api.recordings.open(origin);
      const { recording } = opened;
      // Its page, which comes at once, need not open it once more.
      await queries.query({ queryKey: openedKey(recording), queryFn: () => opened, gcTime: OPENED_MS });
      go({ recordings: { recording, tab: 'overview' } });
    },
    [api, queries],
  );
  const open = useCallback((origin: RecordingOrigin) => attempt(openNow(origin)), [attempt, openNow]);
  const openFile = useCallback(
    (file: File): void => {
      const path = host.pathOf(file);
      if (path !== undefined && path !== '') {
        open({ from: 'path', path });
        return;
      }
      attempt(sendFile(api, file, setReceived).then((id) => openNow({ from: 'received', received: id })));
    },
    [api, host, open, attempt, openNow],
  );
  const choose = useCallback((): void => {
    const chosen = api.host.chooseFile({ purpose: 'recording' });
    attempt(chosen.then(({ path }) => (path === undefined ? undefined : openNow({ from: 'path', path }))));
  }, [api, attempt, openNow]);
  return {
    open,
    openNow,
    openFile,
    choose: host.has('openDialog') ? choose : undefined,
    received,
    problem,
    dismiss: () => setProblem(undefined),
  };
}

/** A page in a browser knows no paths: the core gets the bytes. */
async function sendFile(api: Api, file: File, onPart: (part: number) => void): Promise<string> {
  const stream = api.recordings.receive({ fileName: file.name, sizeBytes: file.size });
  const { received } = await stream.opened;
  for (let at = 0; at < file.size; at += PART_BYTES) {
    const bytes = new Uint8Array(await file.slice(at, at + PART_BYTES).arrayBuffer());
    await stream.send({ base64: toBase64(bytes) });
    onPart(Math.min(1, (at + bytes.length) / file.size));
  }
  // It ends when the core has all of it.
  for await (const _ of stream) continue;
  return received;
}
