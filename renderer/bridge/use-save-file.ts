import { useCallback, useState } from 'react';

import { toAppError, type AppError } from '../../preload/contract/index.ts';
import { useApi, useHost, type Api } from './api.tsx';
import { showDone } from '../ui/index.ts';

export interface FileContent {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface SaveFile {
  save(make: () => FileContent | Promise<FileContent>): void;
  readonly isSaving: boolean;
  readonly problem: AppError | undefined;
  dismiss(): void;
}

/** What one frame of the wire takes, in base64. */
const PART_BYTES = 45 * 1024;

/** Out of the page: the desktop shell asks for a place, a browser downloads. */
export function useSaveFile(): SaveFile {
  const api = useApi();
  const host = useHost();
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState<AppError>();
  const hasDialog = host.has('saveDialog');
  const save = useCallback(
    (make: () => FileContent | Promise<FileContent>): void => {
      const run = async (): Promise<void> => {
        const content = await make();
        if (hasDialog) await saveByDialog(api, content);
        else download(content);
      };
      setProblem(undefined);
      setSaving(true);
      run()
        .catch((error: unknown) => setProblem(toAppError(error)))
        .finally(() => setSaving(false));
    },
    [api, hasDialog],
  );
  return { save, isSaving, problem, dismiss: () => setProblem(undefined) };
}

async function saveByDialog(api: Api, { fileName, bytes }: FileContent): Promise<void> {
  const writing = api.host.saveContent({ fileName, sizeBytes: bytes.length });
  const { path } = await writing.opened;
  if (path === undefined) {
    writing.close();
    return;
  }
  for (let at = 0; at < bytes.length; at += PART_BYTES) {
    await writing.send({ base64: toBase64(bytes.subarray(at, at + PART_BYTES)) });
  }
  // It ends when all is on the disk.
  for await (const _ of writing) continue;
  showDone({ title: `Saved as ${path}` });
}

function download({ fileName, mediaType, bytes }: FileContent): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  // As many arguments as a call may have on any engine.
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

export function textContent(fileName: string, mediaType: string, text: string): FileContent {
  return { fileName, mediaType, bytes: new TextEncoder().encode(text) };
}
