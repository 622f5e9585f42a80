import { posix } from 'node:path';

import { AppError, isAppError } from '../../../preload/contract/errors.ts';
import type { ProcessRef } from '../../../preload/contract/references.ts';
import { runCommand, type Cluster } from '../../kube/index.ts';

/** What the JVM takes if it is told nothing. */
const DEFAULT_MAX_SIZE = 250 * 1024 * 1024;
/** Of the JVM's own, beside the recording and its copy: a full disk makes it abort. */
const RESERVE = 64 * 1024 * 1024;
/** Where the recording is kept while it runs, unless the JVM was told otherwise. */
const REPOSITORY_PARENT = '/tmp';
const TIMEOUT_MS = 10_000;

/**
 * `df` shows the wrong file system across mount namespaces, `stat -f` the right one. Only numbers are read, so it does no
 * harm that a link on the way would lead elsewhere.
 */
const SCRIPT = `
root=$1; shift
for folder; do
  if [ -d "$root$folder" ]; then stat -f -c '%a %S' "$root$folder" || echo unknown; else echo missing; fi
done`;

/** Throws before anything is started if the recording and its copy would not fit: the JVM would abort, and not just stop. */
export async function checkSpace(
  cluster: Cluster,
  ref: ProcessRef,
  path: string,
  maxSizeBytes: number | undefined,
  signal: AbortSignal,
): Promise<void> {
  const folders = [...new Set([posix.dirname(path), REPOSITORY_PARENT])];
  const command = ['sh', '-c', SCRIPT, 'sh', `/proc/${ref.pid}/root`, ...folders];
  const answers = await runCommand(cluster, ref, command, { signal, timeoutMs: TIMEOUT_MS }).then(
    ({ stdout }) => Buffer.from(stdout).toString('latin1').split('\n'),
    (error: unknown) => {
      if (isAppError(error, 'CANCELLED')) throw error;
      return [];
    },
  );
  if (answers[0] === 'missing') {
    throw new AppError('PATH_NOT_FOUND', `The JVM’s file system has no folder ${folders[0] ?? ''}.`, {
      path: folders[0] ?? '',
    });
  }
  const needed = 2 * (maxSizeBytes ?? DEFAULT_MAX_SIZE) + RESERVE;
  const free = Math.min(...answers.flatMap((answer) => freeBytes(answer) ?? []));
  if (free >= needed) return;
  const message =
    `The recording may take ${megabytes(needed)} with its copy, and only ${megabytes(free)} are free there; ` +
    'a full disk would make the JVM abort. Choose a smaller largest size or another folder.';
  throw new AppError('RECORDING_LIMIT', message, { freeBytes: free });
}

function freeBytes(answer: string): number | undefined {
  const [, blocks, size] = /^([0-9]+) ([0-9]+)$/.exec(answer) ?? [];
  return blocks === undefined || size === undefined ? undefined : Number(blocks) * Number(size);
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / (1024 * 1024))} MiB`;
}
