import { createHash } from 'node:crypto';

import { AppError, isAppError } from '../../../preload/contract/errors.ts';
import type { FileRef } from '../../../preload/contract/files.ts';
import {
  numberFact,
  type OpenReach,
  parseEntry,
  type ReachPool,
  type ReachReply,
  type ReachResult,
  readRecords,
} from '../../reach/index.ts';
import { isKernelFileSystem, refuseKernelFile } from '../kernel-files.ts';
import { refusalOfPath } from '../refusal-of-path.ts';
import {
  type Content,
  type ContentEnd,
  EXECUTABLE,
  type FileState,
  type Fingerprint,
  type TargetFiles,
} from '../target-files.ts';
import { decodePath, encodePath, joinTargetPath } from '../target-path.ts';
import { entryOf } from './entry-of.ts';
import { listPages } from './list-pages.ts';

const IDENTITY = ['size', 'inode', 'device', 'modified', 'changed'] as const;

/** By the app's own program in the debug container. */
export function programFiles(pool: ReachPool): TargetFiles {
  const about = (file: FileRef): readonly [string, Uint8Array] => [String(file.pid), decodePath(file.path)];
  const signalOption = (signal: AbortSignal): { readonly signal: AbortSignal } => ({ signal });

  /** A verb whose answer is its numbers; done again if the stream was lost, so only for what changes nothing. */
  function ask(file: FileRef, words: readonly string[], signal: AbortSignal): Promise<ReachResult> {
    const work = (reach: OpenReach): Promise<ReachResult> =>
      reach.request([...words, ...about(file)], signalOption(signal)).result;
    return pool.use(file, work, signal);
  }

  async function* leased<T>(
    file: FileRef,
    signal: AbortSignal,
    work: (reach: OpenReach) => AsyncIterable<T>,
  ): AsyncGenerator<T, void, undefined> {
    const { session, release } = await pool.lease(file, signal);
    try {
      yield* work(session);
    } finally {
      release();
    }
  }

  async function change(
    file: FileRef,
    words: readonly (string | Uint8Array)[],
    signal: AbortSignal,
    input?: AsyncIterable<Uint8Array>,
  ): Promise<void> {
    const { session, release } = await pool.lease(file, signal);
    try {
      await session.request(words, { signal, ...(input === undefined ? {} : { input }) }).result;
    } finally {
      release();
    }
  }

  async function stat(
    file: FileRef,
    options: readonly string[],
    signal: AbortSignal,
  ): Promise<ReturnType<typeof parseEntry>> {
    const work = async (reach: OpenReach): Promise<ReturnType<typeof parseEntry>> => {
      const reply = reach.request(['stat', ...options, ...about(file)], signalOption(signal));
      for await (const record of readRecords(reply.output)) return parseEntry(record);
      return undefined;
    };
    const entry = await pool.use(file, work, signal);
    if (entry?.facts === undefined)
      throw new AppError('PATH_NOT_FOUND', `${file.path} is not there.`, { path: file.path });
    return entry;
  }

  function bulk(
    file: FileRef,
    words: readonly (string | Uint8Array)[],
    signal: AbortSignal,
    read: (result: ReachResult) => ContentEnd,
  ): Content {
    const end = Promise.withResolvers<ContentEnd>();
    end.promise.catch(() => undefined);
    async function* output(): AsyncGenerator<Uint8Array, void, undefined> {
      let release: (() => void) | undefined;
      try {
        const lease = await pool.lease(file, signal);
        ({ release } = lease);
        const reply: ReachReply = lease.session.bulk(words, signal);
        reply.result.then((result) => end.resolve(read(result)), end.reject);
        // Not by `yield*`: that waits several times for each of a gigabyte's chunks.
        for await (const bytes of reply.output) yield bytes;
      } catch (error) {
        end.reject(error);
        throw error;
      } finally {
        release?.();
      }
    }
    return { output: output(), end: end.promise };
  }

  return {
    way: 'program',
    list: (file, signal) => leased(file, signal, (reach) => listPages(reach, about(file), signal)),
    stat: async (file, signal) => {
      const entry = await stat(file, [], signal);
      const path = encodePath(entry?.name ?? new Uint8Array());
      const name = path === '/' ? '/' : path.slice(path.lastIndexOf('/') + 1);
      if (entry === undefined) throw new AppError('PATH_NOT_FOUND', `${file.path} is not there.`, { path: file.path });
      return { ...entryOf(entry, name), path };
    },
    state: async (file, signal): Promise<FileState> => {
      const [entry, space] = await Promise.all([stat(file, ['--follow'], signal), ask(file, ['space'], signal)]);
      const facts = entry?.facts;
      if (facts === undefined) throw new AppError('PATH_NOT_FOUND', `${file.path} is not there.`, { path: file.path });
      if (facts.type === 'file' && isKernelFileSystem(numberFact(space, 'type'))) throw refuseKernelFile(file.path);
      const { type, mode, sizeBytes, inode, device, modified, changed } = facts;
      const identity = [sizeBytes, inode, device, modified, changed].join(' ');
      const isExecutable = (mode & EXECUTABLE) !== 0;
      return { type, isExecutable, sizeBytes, inode, modifiedSeconds: Math.floor(Number(modified)), identity };
    },
    read: (file, { offset, length }, signal) =>
      pool.use(
        file,
        async (reach) => {
          const words = ['read', `--offset=${String(offset)}`, `--length=${String(length)}`, ...about(file)];
          const reply = reach.request(words, signalOption(signal));
          const chunks: Uint8Array[] = [];
          for await (const chunk of reply.output) chunks.push(chunk);
          return { sizeBytes: numberFact(await reply.result, 'after_size'), bytes: Buffer.concat(chunks) };
        },
        signal,
      ),
    hash: async (file, length, signal) => {
      const result = await ask(file, ['read', '--hash-only', `--length=${String(length)}`], signal);
      return numberFact(result, 'bytes') === length ? result.facts.get('sha256') : undefined;
    },
    // One after the other: whoever asks for several lists of files at once leaves room on the stream for a person's own questions.
    fingerprints: async (directory, files, signal) => {
      const found: (Fingerprint | AppError)[] = [];
      for (const { name, sizeBytes } of files) {
        const file = { ...directory, path: joinTargetPath(directory.path, name) };
        const words = ['read', '--hash-only', `--length=${String(sizeBytes)}`];
        const result = await ask(file, words, signal).catch(refusalOfPath);
        found.push(result instanceof AppError ? result : fingerprintOf(result, sizeBytes));
      }
      return found;
    },
    content: (file, { offset, size }, signal) => {
      const words = ['read', `--offset=${String(offset)}`, `--length=${String(size - offset)}`, ...about(file)];
      return bulk(file, words, signal, (result) => {
        const identity = (when: string): string =>
          IDENTITY.map((key) => result.facts.get(`${when}_${key}`) ?? '').join(' ');
        const isReplaced = numberFact(result, 'replaced') === 1;
        return {
          ...sent(result),
          before: identity('before'),
          after: isReplaced ? 'replaced' : identity('after'),
          sizeAfter: numberFact(result, 'after_size'),
        };
      });
    },
    archive: (file, offset, signal) =>
      bulk(file, ['archive', `--from=${String(offset)}`, ...about(file)], signal, (result) => ({
        ...sent(result),
        leftOut: numberFact(result, 'denied') + numberFact(result, 'skipped'),
        ...(numberFact(result, 'changed') > 0 ? { before: 'some', after: 'others' } : {}),
      })),
    measure: async (file, signal) => {
      const result = await ask(file, ['walk'], signal);
      return { files: numberFact(result, 'files'), sizeBytes: numberFact(result, 'bytes') };
    },
    space: async (file, signal) => {
      const result = await ask(file, ['space'], signal);
      return {
        freeBytes: numberFact(result, 'free'),
        totalBytes: numberFact(result, 'total'),
        isReadOnly: numberFact(result, 'read_only') === 1,
        isMemory: numberFact(result, 'memory') === 1,
        isKernel: isKernelFileSystem(numberFact(result, 'type')),
      };
    },
    remove: (file, signal) => change(file, ['remove', ...about(file)], signal),
    rename: (file, to, signal) => change(file, ['rename', ...about(file), decodePath(to)], signal),
    makeDirectory: (file, signal) => change(file, ['mkdir', ...about(file)], signal),
    write: async (file, { sizeBytes, sha256, replace, input }, signal) => {
      const options = [
        `--size=${String(sizeBytes)}`,
        sha256 === undefined ? '--hash-follows' : `--sha256=${sha256}`,
        ...(replace ? ['--replace'] : []),
      ];
      const sent = sha256 === undefined ? withHash(input) : input;
      await change(file, ['write', ...options, ...about(file)], signal, sent).catch((error: unknown) => {
        throw isAppError(error, 'DISK_FULL') ? withNeed(error, sizeBytes) : error;
      });
    },
  };
}

function fingerprintOf(result: ReachResult, sizeBytes: number): Fingerprint {
  const isWhole = ['before_size', 'bytes'].every((key) => numberFact(result, key) === sizeBytes);
  const isSame = ['changed', 'replaced'].every((key) => numberFact(result, key) === 0);
  return { sha256: result.facts.get('sha256'), isSteady: isWhole && isSame };
}

function sent(result: ReachResult): ContentEnd {
  const sha256 = result.facts.get('sha256');
  return {
    ...(sha256 === undefined ? {} : { sha256 }),
    sentBytes: numberFact(result, 'bytes'),
    carriedBytes: numberFact(result, 'written'),
  };
}

/** The content, and behind it its hash: it is computed while it is sent, whatever its size. */
async function* withHash(input: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const hash = createHash('sha256');
  for await (const bytes of input) {
    hash.update(bytes);
    yield bytes;
  }
  yield Buffer.from(hash.digest('hex'));
}

function withNeed({ message, data }: AppError<'DISK_FULL'>, neededBytes: number): AppError {
  return new AppError('DISK_FULL', message, { ...data, neededBytes });
}
