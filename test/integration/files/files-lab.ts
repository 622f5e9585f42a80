/** A target without tools, the containers that look into it, and both ways of reaching its files. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { root } from '../../../build/config/paths.ts';
import { createDebug } from '../../../main/debug/index.ts';
import { createFiles, type Files } from '../../../main/files/index.ts';
import type { Cluster } from '../../../main/kube/index.ts';
import { createReachPool } from '../../../main/reach/index.ts';
import { DebugRequest } from '../../../preload/contract/debug.ts';
import { AppError } from '../../../preload/contract/errors.ts';
import { entryTable } from '../../../preload/contract/entry-columns.ts';
import type { FileEntry, FileRef, FilesWay, ListingPage, Transfer } from '../../../preload/contract/files.ts';
import { type ClusterLab, httpServer, openClusterLab, uncancelled } from '../../support/cluster-lab.ts';

export interface FilesLab {
  readonly lab: ClusterLab;
  readonly pod: string;
  /** Runs Python in the target itself: what it says is what is true there. */
  inTarget(code: string): Promise<string>;
  debugContainer(image: string, options?: object): Promise<string>;
  ref(container: string, path: string): FileRef;
  /** Files over one way, with a folder of their own. */
  files(way: FilesWay, clusterOf?: (context: string) => Cluster): Promise<Files>;
  /** Ends all files as the app's end does. */
  closeFiles(): Promise<void>;
  dispose(): Promise<void>;
}

export async function openFilesLab(kubeNamespace: string): Promise<FilesLab> {
  const lab = await openClusterLab(kubeNamespace);
  await lab.apply(httpServer());
  const pod = await lab.podOf('http-server');
  const disposers: (() => Promise<void>)[] = [];
  const closeFiles = async (): Promise<void> => {
    for (const dispose of disposers.splice(0)) await dispose();
  };
  return {
    lab,
    pod,
    inTarget: (code) =>
      lab.kubectl('exec', '-n', lab.kubeNamespace, pod, '-c', 'http-server', '--', 'python3', '-c', code),
    debugContainer: async (image, options = {}) => {
      const { context, clusterOf } = lab;
      const what = { image, target: 'http-server', profile: 'general', command: ['sleep', '3600'], ...options };
      const request = DebugRequest.parse({ context, kubeNamespace, pod, ...what });
      let name: string | undefined;
      for await (const phase of createDebug({ clusterOf }).start(request, uncancelled())) {
        if (phase.phase === 'patched') name = phase.container;
        if (phase.phase === 'running' && name !== undefined) return name;
        if (phase.phase === 'problem') throw AppError.from(phase.error);
      }
      throw new Error(`no debug container of ${image} in ${pod}`);
    },
    ref: (container, path) => ({ context: lab.context, kubeNamespace, pod, container, pid: 1, path }),
    files: async (way, clusterOf = lab.clusterOf) => {
      const folder = await mkdtemp(join(tmpdir(), 'files-lab-'));
      const programs = join(root, 'build/reach/bin');
      const reach = createReachPool({ clusterOf, isAllowed: () => way === 'program', programs });
      const ignore = (): void => undefined;
      const ledger = { register: ignore, add: () => Promise.reject(new Error('no ledger in this lab')) };
      const files = createFiles({ clusterOf, reach, ledger, folder, log: { info: ignore, warn: ignore } });
      disposers.push(async () => {
        await files.dispose();
        await reach.dispose();
        await rm(folder, { recursive: true });
      });
      return files;
    },
    closeFiles,
    dispose: async () => {
      await closeFiles();
      await lab.dispose();
    },
  };
}

export interface Listed {
  readonly path: string;
  readonly entries: readonly FileEntry[];
  readonly last: ListingPage;
}

export async function list(files: Files, file: FileRef): Promise<Listed> {
  const pages: ListingPage[] = [];
  for await (const page of files.service.list(file, uncancelled())) pages.push(page);
  const last = pages.at(-1);
  if (last === undefined) throw new Error('no page');
  const entries = pages.flatMap((page) => {
    const table = entryTable(page.entries);
    return table.names.map((_name, place) => table.entry(place));
  });
  return { path: last.path, entries, last };
}

export async function read(files: Files, file: FileRef, offset = 0, length = 1000): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  const context = { ...uncancelled(), opened: () => undefined, up: nothing() };
  for await (const part of files.service.read({ ...file, offset, length }, context)) parts.push(part);
  return Buffer.concat(parts);
}

export async function upload(files: Files, file: FileRef, bytes: Buffer, options: object = {}): Promise<void> {
  async function* up(): AsyncGenerator<{ readonly base64: string }, void, undefined> {
    await Promise.resolve();
    for (let at = 0; at < bytes.length; at += 30_000) {
      yield { base64: bytes.subarray(at, at + 30_000).toString('base64') };
    }
  }
  const context = { ...uncancelled(), opened: () => undefined, up: up() };
  const what = { ...file, sizeBytes: bytes.length, replace: false, ...options };
  for await (const _ of files.service.upload(what, context));
}

export async function download(files: Files, file: FileRef): Promise<Transfer> {
  const { transfer } = await files.service.download(file, uncancelled());
  return transferWhen(files, transfer, ({ finishedAt }) => finishedAt !== undefined);
}

export async function transferWhen(
  files: Files,
  transfer: string,
  isReached: (transfer: Transfer) => boolean,
): Promise<Transfer> {
  for await (const all of files.service.transfers({}, uncancelled())) {
    const current = all.find(({ id }) => id === transfer);
    if (current !== undefined && isReached(current)) return current;
  }
  throw new Error('the transfer was forgotten');
}

async function* nothing(): AsyncGenerator<never, void, undefined> {
  // Reading a part takes nothing from the page.
}
