/** A whole copy of a container's file on this machine: the one that is here already, or a new one. */
import { AppError, cancelled, type FileRef, type Transfer } from '../../preload/contract/index.ts';
import type { Api } from '../bridge/index.ts';
import { isRunning, isWhole, transferWords } from './transfer-words.ts';

export interface FetchedFile {
  readonly file: FileRef;
  /** As it is in the container; without it an earlier copy is not taken for it. */
  readonly now?: { readonly sizeBytes: number; readonly modifiedAt: string } | undefined;
}

export interface FetchOptions {
  /** Who leaves does not end the copy. */
  readonly signal: AbortSignal;
  readonly onProgress: (transfer: Transfer) => void;
}

/** Throws with the copy's own reason if it does not become whole. */
export async function fetchFile(
  files: Pick<Api['files'], 'transfers' | 'download'>,
  wanted: FetchedFile,
  { signal, onProgress }: FetchOptions,
): Promise<Transfer> {
  let id: string | undefined;
  for await (const transfers of files.transfers({}, { signal })) {
    id ??=
      transfers.findLast((transfer) => isCopyOf(transfer, wanted))?.id ??
      (await files.download(wanted.file, { signal })).transfer;
    const transfer = transfers.find((candidate) => candidate.id === id);
    if (transfer === undefined) continue;
    onProgress(transfer);
    if (isWhole(transfer)) return transfer;
    if (!isRunning(transfer)) throw endOf(transfer);
  }
  throw cancelled();
}

/** The container's clock and this machine's differ: the size must agree as well. Pure. */
function isCopyOf(transfer: Transfer, { file, now }: FetchedFile): boolean {
  const { source, startedAt, sizeBytes } = transfer;
  const isSame = (['context', 'kubeNamespace', 'pod', 'container', 'pid', 'path'] as const).every(
    (key) => source[key] === file[key],
  );
  if (!isSame) return false;
  if (isRunning(transfer)) return true;
  return isWhole(transfer) && sizeBytes === now?.sizeBytes && startedAt >= now.modifiedAt;
}

function endOf(transfer: Transfer): AppError {
  if (transfer.problem !== undefined) return AppError.from(transfer.problem);
  const { title, fact } = transferWords(transfer);
  return new AppError('FILE_CHANGED', `The copy is ${title}: ${fact}.`, { path: transfer.source.path });
}
