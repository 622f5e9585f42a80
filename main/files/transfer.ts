import { createHash } from 'node:crypto';
import { open, rename, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

import { AppError, cancelled, toAppError } from '../../preload/contract/errors.ts';
import type { FileRef, Transfer } from '../../preload/contract/files.ts';
import type { Cluster } from '../kube/index.ts';
import { createBlockWriter } from './block-writer.ts';
import { copyFile } from './copy-file.ts';
import { checkRoom, noRoom } from './staging.ts';
import { statFile } from './stat-file.ts';

/** Waits after connections lost in a row without a single byte gained: a blink costs little, a restart may take a while. */
const BACK_OFF_MS = [250, 1_000, 3_000, 8_000] as const;

export interface TransferOptions {
  readonly cluster: Cluster;
  readonly source: FileRef;
  readonly folder: string;
  readonly fileName: string;
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly tell: (change: Partial<Transfer>) => void;
  /** Where a good copy lies. */
  readonly onGood: (path: string) => void;
}

/** Copies a file and proves it; tells how it ended instead of throwing. Whether there is a copy that is good. */
export async function runTransfer(options: TransferOptions, signal: AbortSignal): Promise<boolean> {
  const { tell, folder, fileName } = options;
  const partial = join(folder, `${fileName}.part`);
  try {
    const local = await open(partial, 'wx', 0o600);
    try {
      const change = await receive(options, local, signal);
      if (change.state === 'verified' || change.state === 'sizeOnly') {
        await local.sync();
        const path = join(folder, fileName);
        await rename(partial, path);
        options.onGood(path);
        tell(change);
        return true;
      }
      tell(change);
    } finally {
      await local.close();
    }
  } catch (thrown) {
    const error = diskError(thrown);
    if (signal.aborted || error.code === 'CANCELLED') tell({ state: 'cancelled' });
    else tell({ state: error.code === 'FILE_CHANGED' ? 'changed' : 'failed', problem: error.toForm() });
  }
  return false;
}

async function receive(
  { cluster, source, folder, pause, tell }: TransferOptions,
  local: FileHandle,
  signal: AbortSignal,
): Promise<Partial<Transfer>> {
  const { sizeBytes, identity } = await snapshot(cluster, source, signal);
  await checkRoom(folder, sizeBytes);
  tell({ sizeBytes, state: 'reading' });

  const blocks = createBlockWriter(local);
  const hash = createHash('sha256');
  let receivedBytes = 0;
  let resumed = 0;
  let failures = 0;
  const write = async (bytes: Uint8Array): Promise<void> => {
    await blocks.write(bytes);
    hash.update(bytes);
    receivedBytes += bytes.length;
    failures = 0;
    tell({ receivedBytes });
  };
  const onReceived = (): void => tell({ state: 'verifying' });

  for (;;) {
    const request = { file: source, offset: receivedBytes, sizeBytes, write, onReceived };
    const result = await copyFile(cluster, request, signal).catch((thrown: unknown) => {
      const error = toAppError(thrown);
      if (!error.retryable) throw error;
      return { outcome: 'cut', before: undefined, error } as const;
    });
    if (result.before !== undefined && result.before !== identity) throw changed(source);
    if (result.outcome === 'complete') {
      if (result.after !== identity || receivedBytes !== sizeBytes) throw changed(source);
      await blocks.flush();
      return verdict(hash.digest('hex'), result.sha256);
    }
    const wait = BACK_OFF_MS[failures];
    if (wait === undefined) {
      throw new AppError('STREAM_CUT', 'The connection was lost again and again.', { receivedBytes });
    }
    failures += 1;
    await pause(wait, signal);
    if (signal.aborted) throw cancelled();
    resumed += 1;
    tell({ resumed, state: 'reading' });
  }
}

/** Where a link leads, if it is one. */
async function snapshot(
  cluster: Cluster,
  source: FileRef,
  signal: AbortSignal,
): Promise<{ readonly sizeBytes: number; readonly identity: string }> {
  const entry = await statFile(cluster, source, signal);
  const file =
    entry.resolved === undefined ? entry : await statFile(cluster, { ...source, path: entry.resolved.path }, signal);
  if (file.type !== 'file') {
    throw new AppError('NOT_A_FILE', `${source.path} is not a regular file.`, { path: source.path });
  }
  return file;
}

function verdict(sha256: string, remoteSha256: string | undefined): Partial<Transfer> {
  if (remoteSha256 === undefined) return { state: 'sizeOnly', sha256 };
  if (remoteSha256 === sha256) return { state: 'verified', sha256, remoteSha256 };
  const data = { expected: remoteSha256, actual: sha256 };
  const error = new AppError('CHECKSUM_MISMATCH', 'What came is not what the container has.', data);
  return { state: 'failed', sha256, remoteSha256, problem: error.toForm() };
}

function changed({ path }: FileRef): AppError {
  return new AppError('FILE_CHANGED', `${path} changed while it was being copied.`, { path });
}

function diskError(thrown: unknown): AppError {
  if (thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOSPC' || thrown.code === 'EDQUOT')) {
    return noRoom(0, 0);
  }
  return toAppError(thrown);
}
