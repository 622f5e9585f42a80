import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { AppError, toAppError } from '../../../preload/contract/errors.ts';
import type { FileRef, Transfer } from '../../../preload/contract/files.ts';
import { kubectlLine, quoteForShell } from '../../kube/index.ts';
import type { ChooseWay } from '../choose-way.ts';
import { uniqueLocalName } from '../local-name.ts';
import { isDiskFull, noRoom } from '../staging.ts';
import { pauseFor } from './attempts.ts';
import { copyFile, type CopyOptions, partPath } from './copy-file.ts';
import { copyFolder } from './copy-folder.ts';
import { type JournalEntry, type KeptTransfer, type SourceState, writeJournal } from './journal.ts';
import { lookAtCopy } from './look-at-copy.ts';
import { openPartialFile } from './partial-file.ts';
import { SourceChanged } from './source-state.ts';
import { createTransferFolders } from './transfer-folders.ts';
import { createTransferList } from './transfer-list.ts';
import { createTurns } from './turns.ts';

/** Each has a stream of its own, and the cluster shares its way among them; more would only make each slower. */
const PARALLEL = 3;

export interface TransfersOptions {
  readonly chooseWay: ChooseWay;
  /** The app's own; copies wait there until the person has put them somewhere. */
  readonly folder: string;
  readonly log: { info(fields: object, message: string): void };
  readonly now: () => Date;
  readonly pause?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

export interface StagedFile {
  readonly path: string;
  readonly fileName: string;
  readonly isFolder: boolean;
  /** It could be run where it came from. */
  readonly isExecutable?: boolean;
}

export interface VerifiedCopy extends StagedFile {
  readonly source: FileRef;
  readonly sha256?: string;
}

export interface Transfers {
  download(source: FileRef, signal: AbortSignal): Promise<Transfer>;
  watch(signal: AbortSignal): AsyncIterable<readonly Transfer[]>;
  pause(id: string): Promise<void>;
  resume(id: string): Promise<void>;
  cancel(id: string): Promise<void>;
  retry(id: string): Promise<void>;
  keepEarlierState(id: string, signal: AbortSignal): Promise<void>;
  discard(id: string): Promise<void>;
  /** Throws if there is no such copy, or not a whole one. */
  verifiedFile(id: string): VerifiedCopy;
  savedFile(id: string): string | undefined;
  setSaved(id: string, path: string): void;
  /** Ends what is running; it can be gone on with when the app is started again. */
  dispose(): Promise<void>;
}

interface Running {
  readonly stop: AbortController;
  readonly finished: Promise<void>;
}

/** Why a running transfer is stopped, which decides what is left of it. */
type Stop = 'paused' | 'cancelled';

const WHOLE: readonly Transfer['state'][] = ['verified', 'sizeOnly'];

export function createTransfers(options: TransfersOptions): Transfers {
  const { chooseWay, folder, log, now, pause = pauseFor } = options;
  const folders = createTransferFolders(folder, now);
  const list = createTransferList(now);
  const turns = createTurns(PARALLEL);
  const running = new Map<string, Running>();
  const starts = new Map<string, SourceState>();
  const loaded = folders.kept.then(load);
  loaded.catch(() => undefined);

  async function load(kept: readonly KeptTransfer[]): Promise<void> {
    for (const { entry } of kept.toSorted(byStart)) {
      const isWhole = WHOLE.includes(entry.transfer.state);
      if (entry.start !== undefined) starts.set(entry.transfer.id, entry.start);
      list.put(transferOf(entry, isWhole));
      await look(entry.transfer.id);
      await keep(entry.transfer.id);
    }
  }

  /** At what lies here of a whole copy, which others can take away. */
  async function look(id: string): Promise<void> {
    const transfer = list.get(id);
    if (transfer === undefined || !WHOLE.includes(transfer.state)) return;
    list.change(id, await lookAtCopy(transfer, join(folder, id, transfer.fileName), starts.get(id)));
  }

  function find(id: string): Transfer {
    const found = list.get(id);
    if (found === undefined) {
      throw new AppError('NOT_FOUND', 'There is no such transfer.', { resource: 'transfers', name: id });
    }
    return found;
  }

  async function keep(id: string): Promise<void> {
    const transfer = list.get(id);
    if (transfer !== undefined) await writeJournal(join(folder, id), transfer, starts.get(id));
  }

  function begin(id: string, resumed: number): void {
    const stop = new AbortController();
    const finished = run(id, resumed, stop.signal).finally(() => {
      running.delete(id);
      log.info({ reason: list.get(id)?.state }, 'transfer ended');
    });
    running.set(id, { stop, finished });
  }

  async function run(id: string, resumed: number, signal: AbortSignal): Promise<void> {
    list.change(id, { state: 'queued', problem: undefined, change: undefined });
    const giveBack = await turns.take(signal);
    try {
      const { source, fileName, isFolder } = find(id);
      const copyOptions: CopyOptions = {
        source,
        fileName,
        folder: await folders.folderFor(id),
        chooseWay,
        pause,
        tell: (change) => list.change(id, change),
        progress: (receivedBytes) => list.progress(id, receivedBytes),
        takeTurn: turns.takeSpare,
        onStart: async (start) => {
          starts.set(id, start);
          await keep(id);
        },
        start: starts.get(id),
        resumed,
      };
      signal.throwIfAborted();
      list.change(id, { state: 'reading', resumed });
      const end = await (isFolder ? copyFolder : copyFile)(copyOptions, signal);
      const seen = await lookAtCopy(find(id), join(folder, id, fileName), starts.get(id));
      list.change(id, { ...end, ...seen, problem: undefined });
    } catch (thrown) {
      tellFailure(id, thrown, signal);
    } finally {
      giveBack();
    }
    if (list.get(id)?.state === 'cancelled') await folders.remove(id);
    else await keep(id).catch(() => undefined);
  }

  function tellFailure(id: string, thrown: unknown, signal: AbortSignal): void {
    if (signal.aborted) {
      const reason: unknown = signal.reason;
      list.change(id, { state: reason === 'cancelled' ? 'cancelled' : 'paused', problem: undefined });
      return;
    }
    const error = isDiskFull(thrown) ? noRoom(0) : toAppError(thrown);
    if (thrown instanceof SourceChanged) {
      list.change(id, { state: 'changed', change: thrown.change, problem: error.toForm() });
    } else list.change(id, { state: 'failed', problem: error.toForm() });
  }

  async function stop(id: string, reason: Stop): Promise<void> {
    const current = running.get(id);
    current?.stop.abort(reason);
    await current?.finished;
  }

  function newTransfer(source: FileRef, isFolder: boolean): Transfer {
    const { context, kubeNamespace, pod, container, pid, path } = source;
    const name = path.slice(path.lastIndexOf('/') + 1);
    const taken = list.all().map((other) => other.fileName);
    const fileName = uniqueLocalName(name === '' ? `root of process ${String(pid)}` : name, taken);
    const inTarget = `/proc/${String(pid)}/root${path}`;
    const command = isFolder ? ['tar', '-cf', '-', '-C', inTarget, '.'] : ['cat', inTarget];
    const line = kubectlLine({ context, kubeNamespace }, ['exec', pod, '-c', container, '--', ...command]);
    return {
      id: randomUUID(),
      source,
      isFolder,
      fileName,
      sizeBytes: 0,
      receivedBytes: 0,
      bytesPerSecond: 0,
      startedAt: now().toISOString(),
      state: 'queued',
      resumed: 0,
      kubectl: isFolder ? `${line} | tar -xf - -C ${quoteForShell(fileName)}` : `${line} > ${quoteForShell(fileName)}`,
    };
  }

  return {
    download: async (source, signal) => {
      await loaded;
      const way = await chooseWay(source, signal);
      const { type } = await way.state(source, signal);
      const transfer = newTransfer(source, type === 'directory');
      list.put(transfer);
      begin(transfer.id, 0);
      return transfer;
    },
    watch: async function* (signal) {
      await loaded;
      await Promise.all(list.all().map(({ id }) => look(id)));
      yield* list.watch(signal);
    },
    pause: async (id) => {
      find(id);
      await stop(id, 'paused');
    },
    resume: async (id) => {
      const { state, resumed } = find(id);
      if (state !== 'paused' && state !== 'failed') return;
      await running.get(id)?.finished;
      begin(id, resumed + 1);
    },
    cancel: async (id) => {
      const { state } = find(id);
      await stop(id, 'cancelled');
      if (state !== 'paused') return;
      list.change(id, { state: 'cancelled' });
      await folders.remove(id);
    },
    retry: async (id) => {
      const { source, fileName, isFolder, kubectl } = find(id);
      await stop(id, 'cancelled');
      await folders.remove(id);
      starts.delete(id);
      list.put({ ...newTransfer(source, isFolder), id, fileName, kubectl });
      begin(id, 0);
    },
    keepEarlierState: async (id, signal) => {
      const { source, fileName, change } = find(id);
      const start = starts.get(id);
      if (change !== 'grew' || start === undefined) throw notWhole(id);
      await running.get(id)?.finished;
      const part = partPath({ folder: join(folder, id), fileName });
      const way = await chooseWay(source, signal);
      const remote = await way.hash(source, start.sizeBytes, signal);
      const partial = await openPartialFile(part, start.sizeBytes);
      const sha256 = partial.digest();
      if (remote !== sha256 || partial.receivedBytes !== start.sizeBytes) {
        await partial.close();
        const message = `The beginning of ${source.path} is no longer what was copied.`;
        throw new AppError('FILE_CHANGED', message, { path: source.path });
      }
      await partial.finish(join(folder, id, fileName));
      list.change(id, {
        state: 'verified',
        sha256,
        remoteSha256: remote,
        isEarlierState: true,
        change: undefined,
        problem: undefined,
      });
      await look(id);
      await keep(id);
    },
    discard: async (id) => {
      find(id);
      await stop(id, 'cancelled');
      await folders.remove(id);
      starts.delete(id);
      list.remove(id);
    },
    verifiedFile: (id) => {
      const { state, fileName, isFolder, source, sha256 } = find(id);
      if (!WHOLE.includes(state)) throw notWhole(id);
      const isExecutable = starts.get(id)?.isExecutable === true;
      const file = { path: join(folder, id, fileName), fileName, isFolder, isExecutable, source };
      return sha256 === undefined ? file : { ...file, sha256 };
    },
    savedFile: (id) => find(id).savedAs,
    setSaved: (id, path) => {
      list.change(id, { savedAs: path });
      Promise.all([look(id), keep(id)]).catch(() => undefined);
    },
    dispose: async () => {
      await loaded.catch(() => undefined);
      await Promise.all([...running.keys()].map((id) => stop(id, 'paused')));
      list.dispose();
    },
  };
}

function notWhole(id: string): AppError {
  return new AppError('NOT_FOUND', 'This copy is not complete.', { resource: 'transfers', name: id });
}

function transferOf({ transfer }: JournalEntry, isWhole: boolean): Transfer {
  // What is absent is left out rather than undefined.
  const facts = Object.fromEntries(Object.entries(transfer).filter(([, value]) => value !== undefined));
  const counted = { receivedBytes: isWhole ? transfer.sizeBytes : 0, bytesPerSecond: 0, resumed: 0 };
  return { ...(facts as unknown as Transfer), ...counted };
}

function byStart(one: KeptTransfer, other: KeptTransfer): number {
  return one.entry.transfer.startedAt.localeCompare(other.entry.transfer.startedAt);
}
