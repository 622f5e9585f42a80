/** What is only looked at, by the image's own tools. */
import { AppError } from '../../../preload/contract/errors.ts';
import type { FileRef, FileSpace } from '../../../preload/contract/files.ts';
import type { Cluster } from '../../kube/index.ts';
import { isKernelFileSystem } from '../kernel-files.ts';
import { EXECUTABLE, type FileState, type FolderSize } from '../target-files.ts';
import { parseRecord } from './file-record.ts';
import { runInTarget } from './run-in-target.ts';
import { REFUSAL, targetScript } from './target-script.ts';

const STATE = targetScript(`
resolve "$path" all || exit $?
[ ! -f "$root$found" ] || stored
record "$root\${found:-/.}"
`);

const HASH = targetScript(`
resolve "$path" all || exit $?
regular
command -v sha256sum >/dev/null 2>&1 || exit 0
head -c "$3" < "$root$found" | sha256sum
`);

const SPACE = targetScript(`
resolve "$path" all || exit $?
writable=1
[ -w "$root\${found:-/.}" ] || writable=0
printf '%s ' "$writable"; stat -f -c '%a %b %S %t' "$root\${found:-/.}"
`);

const MEASURE = targetScript(`
resolve "$path" all || exit $?
[ -d "$root$found/" ] || exit ${String(REFUSAL.notADirectory)}
cd -P "$root$found/" || exit ${String(REFUSAL.denied)}
du -skx . 2>/dev/null | { read -r size _; printf '%s ' "\${size:-0}"; }
find . -xdev -type f 2>/dev/null | wc -l
`);

/** tmpfs and ramfs. */
const MEMORY_TYPES: readonly number[] = [0x01021994, 0x858458f6];

async function textOf(
  cluster: Cluster,
  file: FileRef,
  script: string,
  signal: AbortSignal,
  args: readonly string[] = [],
): Promise<string> {
  return Buffer.from(await runInTarget(cluster, file, script, { signal, args }))
    .toString('latin1')
    .trim();
}

export async function fileState(cluster: Cluster, file: FileRef, signal: AbortSignal): Promise<FileState> {
  const record = parseRecord(await textOf(cluster, file, STATE, signal));
  if (record === undefined) throw new AppError('PATH_NOT_FOUND', `${file.path} is not there.`, { path: file.path });
  const { type, mode, sizeBytes, inode, modifiedMs, identity } = record;
  const isExecutable = (mode & EXECUTABLE) !== 0;
  return { type, isExecutable, sizeBytes, inode: String(inode), modifiedSeconds: modifiedMs / 1000, identity };
}

export async function hashOf(
  cluster: Cluster,
  file: FileRef,
  length: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  return /^[0-9a-f]{64}/.exec(await textOf(cluster, file, HASH, signal, [String(length)]))?.[0];
}

export async function spaceOf(cluster: Cluster, file: FileRef, signal: AbortSignal): Promise<FileSpace> {
  const text = await textOf(cluster, file, SPACE, signal);
  const [, writable, free, total, block, type] = /^([01]) (\d+) (\d+) (\d+) ([0-9a-f]+)$/.exec(text) ?? [];
  const number = Number.parseInt(type ?? '', 16);
  return {
    freeBytes: Number(free ?? 0) * Number(block ?? 0),
    totalBytes: Number(total ?? 0) * Number(block ?? 0),
    isReadOnly: writable === '0',
    isMemory: MEMORY_TYPES.includes(number),
    isKernel: isKernelFileSystem(number),
  };
}

export async function measure(cluster: Cluster, file: FileRef, signal: AbortSignal): Promise<FolderSize> {
  const [, kibibytes, count] = /^(\d+) +(\d+)$/.exec(await textOf(cluster, file, MEASURE, signal)) ?? [];
  return { files: Number(count ?? 0), sizeBytes: Number(kibibytes ?? 0) * 1024 };
}
