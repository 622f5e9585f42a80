/** The contract's `host` domain over a shell's port: what a shell lacks is refused by name. */
import { constants, copyFile, cp, readFile, stat, unlink } from 'node:fs/promises';

import {
  AppError,
  type contract,
  type HandedFile as HandedFileRef,
  type HostFeature,
  type Service,
} from '../../preload/contract/index.ts';
import { receiveFile } from '../recordings/index.ts';
import { fileToOpen, refuseGone, refuseToRun } from './file-to-open.ts';
import { featuresOf, type HandedFile, type HostPort, type VerifiedFile } from './host-port.ts';
import { createOpenWith } from './open-with.ts';

/** As `workloads.planApply` takes at most. */
const MANIFEST_LIMIT = 4 * 1024 * 1024;

export interface HostServiceOptions {
  readonly port: HostPort;
  readonly version: string;
  readonly platform: string;
  readonly homeDirectory: string;
  /** Throw when the transfer is not there, or not whole. */
  readonly files: {
    verifiedFile(transfer: string): HandedFile;
    savedFile(transfer: string): string | undefined;
    setSaved(transfer: string, path: string): void;
  };
  /** Throws when there is no such recording. */
  readonly recordingFile: (recording: string) => Promise<HandedFile>;
  /** Where the programs that the person chose are remembered. */
  readonly chosenPrograms: string;
}

export function createHostService(options: HostServiceOptions): Service<(typeof contract)['host']> {
  const { port, version, platform, homeDirectory, files, recordingFile } = options;
  const openWith = createOpenWith({
    platform,
    remembered: options.chosenPrograms,
    choose: (suggested) => feature(port.chooseProgram, 'chooseProgram').call(port, suggested),
  });

  /** By what the core itself knows of it, never by a path from the page. */
  async function handed(ref: HandedFileRef): Promise<HandedFile> {
    if ('recording' in ref) return recordingFile(ref.recording);
    const own = files.savedFile(ref.transfer);
    return { ...files.verifiedFile(ref.transfer), ...(own === undefined ? {} : { own }) };
  }

  return {
    info: () => Promise.resolve({ features: featuresOf(port), version, platform, homeDirectory }),
    chooseFile: async ({ purpose }) => {
      const path = await feature(port.openDialog, 'openDialog').call(port, purpose);
      return path === undefined ? {} : { path };
    },
    readManifest: async ({ path }) => ({ text: await readBounded(path) }),
    saveFile: async (ref) => {
      const save = feature(port.saveDialog, 'saveDialog');
      const file = await handed(ref);
      await refuseGone(file);
      const path = await save.call(port, file.fileName);
      if (path === undefined) return {};
      await replaceFile(file, path);
      if ('transfer' in ref) files.setSaved(ref.transfer, path);
      return { path };
    },
    revealFile: async (ref) => {
      const reveal = feature(port.revealInFolder, 'revealInFolder');
      const file = await handed(ref);
      const shown = file.own ?? file.path;
      await refuseGone({ ...file, path: shown });
      reveal.call(port, shown);
      return {};
    },
    openFile: async (ref) => {
      const open = feature(port.openFile, 'openFile');
      const file = await handed(ref);
      await refuseToRun(file);
      const path = await fileToOpen(file);
      await open.call(port, path).catch((cause: unknown) => {
        const said = cause instanceof Error ? cause.message : '';
        const data = { command: ['open', path], exitCode: 1, stderr: said };
        throw new AppError('COMMAND_FAILED', `This system has not opened it: ${said}`, data, { cause });
      });
      return {};
    },
    openFileWith: async (ref) => {
      feature(port.chooseProgram, 'chooseProgram');
      await openWith(await fileToOpen(await handed(ref)));
      return {};
    },
    dragFiles: async ({ files: refs }) => {
      const drag = feature(port.nativeDrag, 'nativeDrag');
      const dragged = await Promise.all(refs.map(handed));
      await Promise.all(dragged.map(refuseGone));
      drag.call(port, dragged);
      return {};
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
  if (await isSameFile(from, to)) return;
  if (isFolder) {
    // Into a new folder only: what is in one that is there already is not ours to mix with.
    await cp(from, to, { recursive: true, errorOnExist: true, force: false, mode: constants.COPYFILE_FICLONE });
    return;
  }
  await unlink(to).catch(() => undefined);
  await copyFile(from, to, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
}

/** Under whatever name: to save a file over itself must not begin with its end. */
async function isSameFile(one: string, other: string): Promise<boolean> {
  const [from, to] = await Promise.all([stat(one), stat(other).catch(() => undefined)]);
  return to?.dev === from.dev && to.ino === from.ino;
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
