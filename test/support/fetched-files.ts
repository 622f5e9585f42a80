/** What an earlier run of the app has fetched, put into its data folder. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { FileRef } from '../../preload/contract/files.ts';
import { writeJournal } from '../../main/files/transfers/journal.ts';

/** Beyond every process number. */
const NOBODY = 2 ** 31 - 1;

export interface FetchedFile {
  readonly fileName: string;
  readonly source: FileRef;
  /** None: it is gone from the disk since. */
  readonly content?: string | Uint8Array;
  readonly fetchedAt: Date;
  readonly hasHash?: boolean;
}

/** Gives the copy's own path. */
export async function putFetchedFile(dataFolder: string, file: FetchedFile): Promise<string> {
  const { fileName, source, content, fetchedAt, hasHash = true } = file;
  const id = randomUUID();
  const folder = join(dataFolder, 'transfers', id);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const bytes = Buffer.from(content ?? 'gone');
  if (content !== undefined) await writeFile(join(folder, fileName), bytes, { mode: 0o600 });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const at = fetchedAt.toISOString();
  const transfer = {
    id,
    source,
    isFolder: false,
    fileName,
    sizeBytes: bytes.length,
    receivedBytes: bytes.length,
    bytesPerSecond: 0,
    startedAt: at,
    finishedAt: at,
    state: hasHash ? 'verified' : 'sizeOnly',
    resumed: 0,
    sha256,
    ...(hasHash ? { remoteSha256: sha256 } : {}),
    kubectl: '',
  } as const;
  await writeJournal(folder, transfer, undefined);
  // Of a run that is over: this process is not.
  const journal = join(folder, 'transfer.json');
  const entry = JSON.parse(await readFile(journal, 'utf8')) as object;
  await writeFile(journal, JSON.stringify({ ...entry, owner: NOBODY }));
  return join(folder, fileName);
}
