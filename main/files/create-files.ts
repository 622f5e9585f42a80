import type { files as filesContract, ListingPage } from '../../preload/contract/files.ts';
import type { Service } from '../../preload/contract/kinds.ts';
import type { Cluster } from '../kube/index.ts';
import type { Ledger } from '../ledger/index.ts';
import type { ReachPool } from '../reach/index.ts';
import { changeLine } from './change-line.ts';
import { createChooseWay } from './choose-way.ts';
import { comparePlaces } from './compare/compare-places.ts';
import { followFile } from './follow-file.ts';
import { createLeftFiles } from './left-files.ts';
import { programFiles } from './program/program-files.ts';
import { shellFiles } from './shell/shell-files.ts';
import { pauseFor } from './transfers/attempts.ts';
import {
  createTransfers,
  type StagedFile,
  type TransfersOptions,
  type VerifiedCopy,
} from './transfers/create-transfers.ts';

export type { StagedFile, VerifiedCopy };

export interface FilesOptions extends Pick<TransfersOptions, 'folder'> {
  readonly log: TransfersOptions['log'] & { warn(fields: object, message: string): void };
  /** Where files that are put into containers are written down. */
  readonly ledger: Pick<Ledger, 'register' | 'add'>;
  readonly clusterOf: (context: string) => Cluster;
  readonly reach: ReachPool;
  readonly now?: () => Date;
}

export interface Files {
  readonly service: Service<typeof filesContract>;
  /** Throws if there is no such copy, or not a whole one. */
  verifiedFile(transfer: string): VerifiedCopy;
  savedFile(transfer: string): string | undefined;
  setSaved(transfer: string, path: string): void;
  /** Ends what is running; transfers can be gone on with when the app is started again. */
  dispose(): Promise<void>;
}

export function createFiles(options: FilesOptions): Files {
  const { clusterOf, reach, ledger, folder, log, now = () => new Date() } = options;
  const chooseWay = createChooseWay({ reach, program: programFiles(reach), shell: shellFiles(clusterOf) });
  const left = createLeftFiles({ clusterOf, chooseWay, ledger, log });
  const transfers = createTransfers({ chooseWay, folder, log, now });

  const service: Service<typeof filesContract> = {
    list: async function* (file, { signal }): AsyncGenerator<ListingPage> {
      const files = await chooseWay(file, signal);
      for await (const page of files.list(file, signal)) {
        yield { ...page, way: files.way };
      }
    },
    stat: async (file, { signal }) => (await chooseWay(file, signal)).stat(file, signal),
    read: async function* ({ offset, length, ...file }, { signal, opened }) {
      const files = await chooseWay(file, signal);
      const { sizeBytes, bytes } = await files.read(file, { offset, length }, signal);
      opened({ sizeBytes });
      if (bytes.length > 0) yield bytes;
    },
    follow: async function* (file, { signal, opened }) {
      const files = await chooseWay(file, signal);
      opened({});
      yield* followFile(files, file, { signal, pause: pauseFor });
    },
    compare: async function* ({ other, ...file }, { signal }) {
      const there = { ...file, ...other };
      const [filesHere, filesThere] = await Promise.all([chooseWay(file, signal), chooseWay(there, signal)]);
      yield* comparePlaces({ files: filesHere, file }, { files: filesThere, file: there }, signal);
    },
    space: async (file, { signal }) => (await chooseWay(file, signal)).space(file, signal),
    download: async (source, { signal }) => ({ transfer: (await transfers.download(source, signal)).id }),
    transfers: (_input, { signal }) => transfers.watch(signal),
    cancel: ({ transfer }) => done(transfers.cancel(transfer)),
    pause: ({ transfer }) => done(transfers.pause(transfer)),
    resume: ({ transfer }) => done(transfers.resume(transfer)),
    retry: ({ transfer }) => done(transfers.retry(transfer)),
    keepEarlierState: ({ transfer }, { signal }) => done(transfers.keepEarlierState(transfer, signal)),
    discard: ({ transfer }) => done(transfers.discard(transfer)),
    plan: (change) => Promise.resolve({ kubectl: changeLine(change) }),
    remove: async (file, { signal }) => done((await chooseWay(file, signal)).remove(file, signal)),
    rename: async ({ to, ...file }, { signal }) => done((await chooseWay(file, signal)).rename(file, to, signal)),
    makeDirectory: async (file, { signal }) => done((await chooseWay(file, signal)).makeDirectory(file, signal)),
    upload: async function* ({ sizeBytes, sha256, replace, ...file }, { signal, opened, up }) {
      const files = await chooseWay(file, signal);
      async function* input(): AsyncGenerator<Uint8Array, void, undefined> {
        let left = sizeBytes;
        if (left === 0) return;
        for await (const { base64 } of up) {
          const bytes = Buffer.from(base64, 'base64').subarray(0, left);
          left -= bytes.length;
          yield bytes;
          if (left === 0) return;
        }
      }
      opened({});
      await files.write(
        file,
        { sizeBytes, replace, input: input(), ...(sha256 === undefined ? {} : { sha256 }) },
        signal,
      );
      await left.wrote(file);
      yield* [];
    },
  };

  return {
    service,
    verifiedFile: transfers.verifiedFile,
    savedFile: transfers.savedFile,
    setSaved: transfers.setSaved,
    dispose: transfers.dispose,
  };
}

async function done(work: Promise<unknown>): Promise<Record<never, never>> {
  await work;
  return {};
}
