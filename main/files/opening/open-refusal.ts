import { open } from 'node:fs/promises';

import { HEAD_BYTES, isRunByContent, isRunByName, kindOf } from './run-by-systems.ts';

export interface FileToOpen {
  readonly path: string;
  /** As it will be called. */
  readonly fileName: string;
  readonly isFolder?: boolean;
  /** It could be run where it came from. */
  readonly isExecutable?: boolean;
}

/** Why the system's own program is not asked to open it; `undefined` if it can be. It comes from a container: nobody has asked to run that. */
export async function openRefusal(file: FileToOpen): Promise<string | undefined> {
  const { path, fileName, isFolder, isExecutable } = file;
  if (isFolder === true) return 'A folder is saved, not opened.';
  const isRun =
    isRunByName(fileName) ||
    // No name says what else it is: it was put there to be run.
    (isExecutable === true && kindOf(fileName) === '') ||
    isRunByContent(await headOf(path));
  return isRun ? `${fileName} is a program to this system or to another one: opening it would run it.` : undefined;
}

/** Of what cannot be read there is nothing to run. */
async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r').catch(() => undefined);
  if (file === undefined) return new Uint8Array();
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
