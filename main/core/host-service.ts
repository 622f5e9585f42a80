/** The contract's `host` domain over a shell's port: what a shell lacks is refused by name. */
import { constants, copyFile, cp, readFile, stat, unlink } from 'node:fs/promises';

import { AppError, type HostFeature, type Service, type contract } from '../../preload/contract/index.ts';
import { receiveFile } from '../recordings/index.ts';
import { fileToOpen } from './file-to-open.ts';
import { featuresOf, type HostPort, type VerifiedFile } from './host-port.ts';

/** As `workloads.planApply` takes at most. */
const MANIFEST_LIMIT = 4 * 1024 * 1024;

export interface HostServiceOptions {
  readonly port: HostPort;
  readonly version: string;
  readonly platform: string;
  readonly homeDirectory: string;
  /** Throw when the transfer is not there, or not whole. */
  readonly files: {
    verifiedFile(transfer: string): VerifiedFile;
    savedFile(transfer: string): string | undefined;
    setSaved(transfer: string, path: string): void;
  };
}

export function createHostService(options: HostServiceOptions): Service<(typeof contract)['host']> {
  const { port, version, platform, homeDirectory, files } = options;

  return {
    info: () => Promise.resolve({ features: featuresOf(port), version, platform, homeDirectory }),
    chooseFile: async ({ purpose }) => {
      const path = await feature(port.openDialog, 'openDialog').call(port, purpose);
      return path === undefined ? {} : { path };
    },
    readManifest: async ({ path }) => ({ text: await readBounded(path) }),
    saveTransfer: async ({ transfer }) => {
      const file = files.verifiedFile(transfer);
      const path = await feature(port.saveDialog, 'saveDialog').call(port, file.fileName);
      if (path === undefined) return {};
      await replaceFile(file, path);
      files.setSaved(transfer, path);
      return { path };
    },
    revealTransfer: ({ transfer }) => {
      const path = files.savedFile(transfer) ?? files.verifiedFile(transfer).path;
      feature(port.revealInFolder, 'revealInFolder').call(port, path);
      return Promise.resolve({});
    },
    openTransfer: async ({ transfer }) => {
      const open = feature(port.openFile, 'openFile');
      const path = await fileToOpen(files.verifiedFile(transfer), files.savedFile(transfer));
      await open.call(port, path).catch((cause: unknown) => {
        const said = cause instanceof Error ? cause.message : '';
        const data = { command: ['open', path], exitCode: 1, stderr: said };
        throw new AppError('COMMAND_FAILED', `This system has not opened it: ${said}`, data, { cause });
      });
      return {};
    },
    dragTransfers: ({ transfers }) => {
      feature(port.nativeDrag, 'nativeDrag').call(port, transfers.map(files.verifiedFile));
      return Promise.resolve({});
    },
    transferLink: ({ transfer }) => {
      files.verifiedFile(transfer);
      return Promise.resolve({ path: feature(port.transferLink, 'transferLink').call(port, transfer) });
    },
    saveContent: async function* ({ fileName, sizeBytes }, { opened, up }) {
      const path = await feature(port.saveDialog, 'saveDialog').call(port, fileName);
      opened(path === undefined ? {} : { path });
      if (path === undefined) return;
      await unlink(path).catch(() => undefined);
      await receiveFile(path, sizeBytes, up);
      yield* [];
    },
    openExternal: async ({ url }) => {
      await feature(port.openExternal, 'openExternal').call(port, url);
      return {};
    },
  };
}

function feature<T>(implementation: T | undefined, name: HostFeature): T {
  if (implementation === undefined) throw new AppError('UNSUPPORTED', `This host has no ${name}.`, { feature: name });
  return implementation;
}

/** The dialog has asked before replacing; copied beside and renamed would need room twice, so the old file goes first. */
async function replaceFile({ path: from, isFolder }: VerifiedFile, to: string): Promise<void> {
  if (isFolder) {
    // Into a new folder only: what is in one that is there already is not ours to mix with.
    await cp(from, to, { recursive: true, errorOnExist: true, force: false, mode: constants.COPYFILE_FICLONE });
    return;
  }
  await unlink(to).catch(() => undefined);
  await copyFile(from, to, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
}

async function readBounded(path: string): Promise<string> {
  const facts = await stat(path).catch((cause: unknown) => {
    throw new AppError('PATH_NOT_FOUND', `${path} cannot be read.`, { path }, { cause });
  });
  if (!facts.isFile()) throw new AppError('NOT_A_FILE', `${path} is not a file.`, { path });
  if (facts.size > MANIFEST_LIMIT) {
    throw new AppError('TOO_LARGE', `${path} is too large for a manifest.`, {
      limitBytes: MANIFEST_LIMIT,
      sizeBytes: facts.size,
    });
  }
  const bytes = await readFile(path);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new AppError('MANIFEST_INVALID', `${path} is not UTF-8 text.`, {});
  }
}
