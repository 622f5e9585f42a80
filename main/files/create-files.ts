import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

import { AppError } from '../../preload/contract/errors.ts';
import type { FileRef, files as filesContract, Transfer } from '../../preload/contract/files.ts';
import type { Service, Session } from '../../preload/contract/kinds.ts';
import { kubectlLine, quoteForShell, type Cluster } from '../kube/index.ts';
import { listDirectory } from './list-directory.ts';
import { uniqueLocalName } from './local-name.ts';
import { readPart } from './read-file.ts';
import { removeFile } from './remove-file.ts';
import { createStaging } from './staging.ts';
import { statFile } from './stat-file.ts';
import { createTransferList, type TransferList } from './transfer-list.ts';
import { runTransfer } from './transfer.ts';

export interface FilesOptions {
  readonly clusterOf: (context: string) => Cluster;
  /** The app's own; copies wait there until the person has put them somewhere. */
  readonly folder: string;
  readonly log: { info(fields: object, message: string): void };
  readonly now?: () => Date;
}

export interface StagedFile {
  readonly path: string;
  readonly fileName: string;
}

export interface Files {
  readonly service: Service<typeof filesContract>;
  /** Throws if there is no such copy, if it is not this session's, or not a whole one. */
  verifiedFile(transfer: string, session: string): StagedFile;
  /** The same whosever it is: for a shell that has proven the right to it in another way, with a link that it signed. */
  anyVerifiedFile(transfer: string): StagedFile;
  savedFile(transfer: string, session: string): string | undefined;
  setSaved(transfer: string, session: string, path: string): void;
  /** Ends what is running and deletes every copy of this run. */
  dispose(): Promise<void>;
}

interface Running {
  readonly cancel: AbortController;
  readonly finished: Promise<void>;
}

interface SessionTransfers {
  readonly list: TransferList;
  readonly running: Map<string, Running>;
  readonly paths: Map<string, string>;
}

export function createFiles({ clusterOf, folder, log, now = () => new Date() }: FilesOptions): Files {
  const staging = createStaging(folder);
  const sessions = new Map<string, SessionTransfers>();

  function of(session: Session): SessionTransfers {
    const known = sessions.get(session.id);
    if (known !== undefined) return known;
    const created = {
      list: createTransferList(now),
      running: new Map<string, Running>(),
      paths: new Map<string, string>(),
    };
    // First: it throws if the session has ended, and then there must be nothing to forget.
    session.onEnd(() => end(session.id, created));
    sessions.set(session.id, created);
    return created;
  }

  async function end(id: string, ended: SessionTransfers): Promise<void> {
    sessions.delete(id);
    await Promise.all([...ended.running.keys()].map((transfer) => stop(ended, transfer)));
    await Promise.all([...ended.paths.keys()].map((transfer) => staging.remove(transfer)));
    ended.list.dispose();
  }

  function find(mine: SessionTransfers | undefined, id: string): Transfer {
    const found = mine?.list.get(id);
    if (found === undefined) {
      throw new AppError('NOT_FOUND', 'There is no such transfer.', { resource: 'transfers', name: id });
    }
    return found;
  }

  async function stop(mine: SessionTransfers, id: string): Promise<void> {
    const running = mine.running.get(id);
    running?.cancel.abort();
    await running?.finished;
  }

  function start(mine: SessionTransfers, transfer: Transfer): void {
    const cancel = new AbortController();
    mine.list.put(transfer);
    const run = async (): Promise<void> => {
      const { id, source, fileName } = transfer;
      const cluster = clusterOf(source.context);
      const tell = (change: Partial<Transfer>): void => mine.list.change(id, change);
      // Before it is told: what is called verified can be fetched at that moment.
      const onGood = (path: string): void => void mine.paths.set(id, path);
      const folderOfCopy = await staging.folderFor(id);
      const options = { cluster, source, fileName, folder: folderOfCopy, pause, tell, onGood };
      if (!(await runTransfer(options, cancel.signal))) await staging.remove(id);
    };
    const finished = run()
      .catch((error: unknown) => {
        const problem = AppError.from({ code: 'INTERNAL', message: String(error), data: {} }).toForm();
        mine.list.change(transfer.id, { state: 'failed', problem });
      })
      .finally(() => {
        mine.running.delete(transfer.id);
        log.info({ context: transfer.source.context, reason: mine.list.get(transfer.id)?.state }, 'transfer ended');
      });
    mine.running.set(transfer.id, { cancel, finished });
  }

  function verifiedFile(transfer: string, mine: SessionTransfers | undefined): StagedFile {
    const { fileName } = find(mine, transfer);
    const path = mine?.paths.get(transfer);
    if (path === undefined) {
      throw new AppError('NOT_FOUND', 'This copy is not complete.', { resource: 'transfers', name: transfer });
    }
    return { path, fileName };
  }

  const service: Service<typeof filesContract> = {
    list: (file, { signal }) => listDirectory(clusterOf(file.context), file, signal),
    stat: async (file, { signal }) => {
      const { identity: _identity, ...entry } = await statFile(clusterOf(file.context), file, signal);
      return entry;
    },
    read: async function* ({ offset, length, ...file }, { signal, opened }) {
      const { sizeBytes, bytes } = await readPart(clusterOf(file.context), file, { offset, length }, signal);
      opened({ sizeBytes });
      if (bytes.length > 0) yield bytes;
    },
    download: (source, { session }) => {
      const mine = of(session);
      const transfer = newTransfer(source, mine.list.names(), now());
      start(mine, transfer);
      return Promise.resolve({ transfer: transfer.id });
    },
    transfers: (_input, { session, signal }) => of(session).list.watch(signal),
    cancel: async ({ transfer }, { session }) => {
      const mine = of(session);
      find(mine, transfer);
      await stop(mine, transfer);
      return {};
    },
    retry: async ({ transfer: id }, { session }) => {
      const mine = of(session);
      const { source, fileName, kubectl } = find(mine, id);
      await stop(mine, id);
      mine.paths.delete(id);
      await staging.remove(id);
      start(mine, { ...newTransfer(source, [], now()), id, fileName, kubectl });
      return {};
    },
    discard: async ({ transfer }, { session }) => {
      const mine = of(session);
      find(mine, transfer);
      await stop(mine, transfer);
      await staging.remove(transfer);
      mine.paths.delete(transfer);
      mine.list.remove(transfer);
      return {};
    },
    remove: async (file, { signal }) => {
      await removeFile(clusterOf(file.context), file, signal);
      return {};
    },
  };

  return {
    service,
    verifiedFile: (transfer, session) => verifiedFile(transfer, sessions.get(session)),
    anyVerifiedFile: (transfer) => {
      const owner = [...sessions.values()].find(({ list }) => list.get(transfer) !== undefined);
      return verifiedFile(transfer, owner);
    },
    savedFile: (transfer, session) => find(sessions.get(session), transfer).savedAs,
    setSaved: (transfer, session, path) => sessions.get(session)?.list.change(transfer, { savedAs: path }),
    dispose: async () => {
      await Promise.all([...sessions].map(([id, session]) => end(id, session)));
      await staging.dispose();
    },
  };
}

function newTransfer(source: FileRef, taken: readonly string[], now: Date): Transfer {
  const { context, kubeNamespace, pod, container, pid, path } = source;
  const fileName = uniqueLocalName(path.slice(path.lastIndexOf('/') + 1), taken);
  const command = ['exec', pod, '-c', container, '--', 'cat', `/proc/${String(pid)}/root${path}`];
  return {
    id: randomUUID(),
    source,
    fileName,
    sizeBytes: 0,
    receivedBytes: 0,
    bytesPerSecond: 0,
    startedAt: now.toISOString(),
    state: 'reading',
    resumed: 0,
    kubectl: `${kubectlLine({ context, kubeNamespace }, command)} > ${quoteForShell(fileName)}`,
  };
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, { signal }).catch(() => undefined);
}
