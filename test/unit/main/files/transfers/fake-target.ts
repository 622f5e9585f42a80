/** One file of a container that a test writes to, cuts off and reads, in place of a cluster. */
import { createHash } from 'node:crypto';

import type { FileState, TargetFiles } from '../../../../../main/files/target-files.ts';
import { AppError } from '../../../../../preload/contract/errors.ts';
import type { FileRef } from '../../../../../preload/contract/files.ts';

export const SOURCE: FileRef = {
  context: 'lab',
  kubeNamespace: 'shop',
  pod: 'p',
  container: 'd',
  pid: 1,
  path: '/tmp/log',
};

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export interface FakeTarget extends TargetFiles {
  bytes: Buffer;
  inode: string;
  version: number;
  /** For each reading in turn, after how many bytes the connection is lost. */
  cuts: number[];
  /** The same, and the container says that all went well. */
  shortReads: number[];
  hasHash: boolean;
  readonly offsets: readonly number[];
  /** Called before each chunk of a reading. */
  beforeChunk: (at: number) => void | Promise<void>;
}

const CHUNK = 1000;
const unused = (): never => {
  throw new Error('not used in these tests');
};

export function fakeTarget(bytes: Buffer): FakeTarget {
  const offsets: number[] = [];
  const identity = (): string => `${String(target.bytes.length)} ${target.inode} ${String(target.version)}`;
  const state = (): FileState => ({
    type: 'file',
    isExecutable: false,
    sizeBytes: target.bytes.length,
    inode: target.inode,
    modifiedSeconds: target.version,
    identity: identity(),
  });
  const target: FakeTarget = {
    way: 'program',
    bytes,
    inode: '7',
    version: 1,
    cuts: [],
    shortReads: [],
    hasHash: true,
    offsets,
    beforeChunk: () => undefined,
    state: () => Promise.resolve(state()),
    hash: (_file, length) => Promise.resolve(target.hasHash ? sha256Of(target.bytes.subarray(0, length)) : undefined),
    content: (_file, { offset, size }, signal) => {
      offsets.push(offset);
      const cut = target.cuts.shift() ?? Number.POSITIVE_INFINITY;
      const short = target.shortReads.shift() ?? Number.POSITIVE_INFINITY;
      const before = identity();
      const hash = createHash('sha256');
      const end = Promise.withResolvers<Awaited<ReturnType<TargetFiles['content']>['end']>>();
      end.promise.catch(() => undefined);
      async function* output(): AsyncGenerator<Uint8Array> {
        let sent = 0;
        while (offset + sent < Math.min(size, target.bytes.length) && sent < short) {
          await target.beforeChunk(offset + sent);
          signal.throwIfAborted();
          if (sent >= cut) throw new AppError('STREAM_CUT', 'cut', { receivedBytes: sent });
          const part = target.bytes.subarray(offset + sent, Math.min(size, offset + sent + CHUNK));
          hash.update(part);
          sent += part.length;
          yield part;
        }
        end.resolve({
          before,
          after: target.inode === before.split(' ')[1] ? identity() : 'replaced',
          sizeAfter: target.bytes.length,
          ...(target.hasHash ? { sha256: hash.digest('hex') } : {}),
        });
      }
      return { output: output(), end: end.promise };
    },
    list: unused,
    stat: unused,
    fingerprints: unused,
    read: unused,
    archive: unused,
    measure: unused,
    space: unused,
    remove: unused,
    rename: unused,
    makeDirectory: unused,
    write: unused,
  };
  return target;
}
