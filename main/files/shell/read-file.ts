import { AppError } from '../../../preload/contract/errors.ts';
import type { FileRef } from '../../../preload/contract/files.ts';
import type { Cluster } from '../../kube/index.ts';
import type { FilePart } from '../target-files.ts';
import { parseRecord } from './file-record.ts';
import { runInTarget } from './run-in-target.ts';
import { REFUSAL, targetScript } from './target-script.ts';

/** A file of the kernel's may wait for ever for what it will say next; without this the command would stay in the container. */
const LIMIT_SECONDS = 5;
/** Of `timeout`: coreutils' own code, and a shell's for SIGTERM with busybox. */
const TIMED_OUT = '124|143';

const READ = targetScript(`
resolve "$path" all || exit $?
regular
record "$root$found"
limit=
if command -v timeout >/dev/null 2>&1; then limit='timeout ${String(LIMIT_SECONDS)}'; fi
$limit dd if="$root$found" bs=65536 iflag=skip_bytes,count_bytes skip="$3" count="$4" 2>/dev/null
code=$?
case $code in ${TIMED_OUT}) exit ${String(REFUSAL.blocked)} ;; esac
exit "$code"
`);

/** A part of a regular file, for looking at. */
export async function readPart(
  cluster: Cluster,
  file: FileRef,
  { offset, length }: { readonly offset: number; readonly length: number },
  signal: AbortSignal,
): Promise<FilePart> {
  const output = await runInTarget(cluster, file, READ, { args: [String(offset), String(length)], signal });
  const lineEnd = output.indexOf(0x0a);
  const record = parseRecord(Buffer.from(output.subarray(0, lineEnd)).toString('latin1'));
  if (record === undefined) throw new AppError('PATH_NOT_FOUND', `${file.path} is not there.`, { path: file.path });
  return { sizeBytes: record.sizeBytes, bytes: output.subarray(lineEnd + 1) };
}
