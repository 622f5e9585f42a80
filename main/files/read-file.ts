import { AppError } from '../../preload/contract/errors.ts';
import type { FileRef } from '../../preload/contract/files.ts';
import type { Cluster } from '../kube/index.ts';
import { parseRecord } from './file-record.ts';
import { runInTarget } from './run-in-target.ts';
import { targetScript } from './target-script.ts';

const READ = targetScript(`
resolve "$path" all || exit $?
regular
record "$root$found"
dd if="$root$found" bs=65536 iflag=skip_bytes,count_bytes skip="$3" count="$4" 2>/dev/null
`);

export interface FilePart {
  readonly sizeBytes: number;
  readonly bytes: Uint8Array;
}

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
