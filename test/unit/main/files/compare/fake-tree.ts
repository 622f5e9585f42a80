/** A few files in memory, in place of a container's. */
import { columnsOf } from '../../../../../preload/contract/entry-columns.ts';
import { AppError, type ErrorCode } from '../../../../../preload/contract/errors.ts';
import type { FileEntry, FileRef, FilesWay } from '../../../../../preload/contract/files.ts';
import type { ComparedPlace } from '../../../../../main/files/compare/compare-side.ts';
import { refusalOfPath } from '../../../../../main/files/refusal-of-path.ts';
import type { TargetFiles } from '../../../../../main/files/target-files.ts';
import { joinTargetPath } from '../../../../../main/files/target-path.ts';
import { sha256Of } from '../transfers/fake-target.ts';

export interface FakeFile extends Partial<FileEntry> {
  readonly text?: string;
  /** What looking at it, or listing it, is refused with. */
  readonly refused?: ErrorCode;
  /** Grows while its hash is computed. */
  readonly grows?: true;
}

export interface FakeTree {
  readonly place: ComparedPlace;
  /** In the order of asking: `list /etc`, `hash /etc/passwd`. */
  readonly asked: readonly string[];
}

export interface FakeOptions {
  readonly way?: FilesWay;
  readonly hasHash?: boolean;
  readonly isKernel?: boolean;
  readonly path?: string;
  readonly container?: string;
  /** Waited for before each answer. */
  readonly before?: (asked: string, signal: AbortSignal) => Promise<void>;
}

const unused = (): never => {
  throw new Error('not used in these tests');
};

/** By path; directories are there by what is in them, or with `type: 'directory'`. */
export function fakeTree(files: Readonly<Record<string, FakeFile>>, options: FakeOptions = {}): FakeTree {
  const { way = 'program', hasHash = true, isKernel = false, path = '/', container = 'd', before } = options;
  const all = new Map<string, FakeFile>([['/', { type: 'directory' }]]);
  for (const [full, file] of Object.entries(files)) {
    const steps = full.split('/').slice(1);
    for (let count = 1; count < steps.length; count += 1) {
      const parent = `/${steps.slice(0, count).join('/')}`;
      if (!all.has(parent)) all.set(parent, { type: 'directory' });
    }
    all.set(full, file);
  }
  const asked: string[] = [];

  const entryOf = (full: string, { text, refused: _refused, grows: _grows, ...facts }: FakeFile): FileEntry => ({
    name: full.slice(full.lastIndexOf('/') + 1),
    type: 'file',
    sizeBytes: text?.length ?? 0,
    mode: 0o644,
    uid: 0,
    gid: 0,
    modifiedMs: 0,
    ...facts,
  });
  async function ask(verb: string, file: FileRef, signal: AbortSignal): Promise<readonly [string, FakeFile]> {
    const full = file.path.replace(/(.)\/\.?$/, '$1');
    asked.push(`${verb} ${full}`);
    await before?.(`${verb} ${full}`, signal);
    signal.throwIfAborted();
    const found = all.get(full);
    if (found === undefined) throw new AppError('PATH_NOT_FOUND', `${full} is not there.`, { path: full });
    if (found.refused !== undefined && verb !== 'stat') {
      throw new AppError(found.refused, `${full} is refused.`, { path: full });
    }
    return [full, found];
  }

  const target: TargetFiles = {
    way,
    list: async function* (file, signal) {
      const [full] = await ask('list', file, signal);
      const below = full === '/' ? '/' : `${full}/`;
      const entries = [...all]
        .filter(([other]) => other !== '/' && other.startsWith(below) && !other.slice(below.length).includes('/'))
        .map(([other, found]) => entryOf(other, found));
      yield { path: full, entries: columnsOf(entries), isLast: true, isCut: false };
    },
    stat: async (file, signal) => {
      const [full, found] = await ask('stat', file, signal);
      return { ...entryOf(full, found), path: full };
    },
    state: async (file, signal) => {
      const [full, found] = await ask('state', file, signal);
      const { type, sizeBytes } = entryOf(full, found);
      return { type, sizeBytes, inode: '1', modifiedSeconds: 0, isExecutable: false, identity: '' };
    },
    hash: unused,
    fingerprints: (directory, files_, signal) =>
      Promise.all(
        files_.map(async ({ name, sizeBytes }) => {
          const file = { ...directory, path: joinTargetPath(directory.path, name) };
          try {
            const [, { text = '', grows }] = await ask('hash', file, signal);
            const sha256 = hasHash ? sha256Of(Buffer.from(text)) : undefined;
            return { sha256, isSteady: grows !== true && text.length === sizeBytes };
          } catch (error) {
            return refusalOfPath(error);
          }
        }),
      ),
    space: async (file, signal) => {
      await ask('space', file, signal);
      return { freeBytes: 0, totalBytes: 0, isReadOnly: false, isMemory: false, isKernel };
    },
    read: unused,
    content: unused,
    archive: unused,
    measure: unused,
    remove: unused,
    rename: unused,
    makeDirectory: unused,
    write: unused,
  };
  const file: FileRef = { context: 'lab', kubeNamespace: 'shop', pod: 'p', container, pid: 1, path };
  return { place: { files: target, file }, asked };
}
