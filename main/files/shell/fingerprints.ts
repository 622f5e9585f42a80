import type { AppError } from '../../../preload/contract/errors.ts';
import type { FileRef } from '../../../preload/contract/files.ts';
import type { Cluster } from '../../kube/index.ts';
import type { Fingerprint, SizedFile } from '../target-files.ts';
import { decodePath, joinTargetPath, printfArgument } from '../target-path.ts';
import { parseRecord } from './file-record.ts';
import { refusal, runInTarget } from './run-in-target.ts';
import { targetScript } from './target-script.ts';

/** A command is part of a request's first line, which proxies bound to a few thousand characters. */
const NAMES_LIMIT = 2_000;
/** What the slowest disks and processors manage. */
const BYTES_PER_MS = 20_000;

/**
 * For each pair of a name and a size: a record, a hash (`-` without a tool), a record once more, and `=0`; or `=` with the code of
 * a refusal. No other line begins so.
 */
const FINGERPRINTS = targetScript(`
directory=$path
shift 2
tool=sha256sum
command -v sha256sum >/dev/null 2>&1 || tool=
one() {
  resolve "$directory/$1" all || return $?
  regular
  stored
  record "$root$found"
  if [ -n "$tool" ]; then head -c "$2" < "$root$found" | sha256sum; else echo -; fi
  record "$root$found"
}
while [ "$#" -gt 1 ]; do
  text "$1"
  ( one "$out" "$2" )
  printf '=%s\\n' "$?"
  shift 2
done
`);

/** Several in one command: each command of its own would take as long as hashing a few megabytes. */
export async function fingerprints(
  cluster: Cluster,
  directory: FileRef,
  files: readonly SizedFile[],
  signal: AbortSignal,
): Promise<readonly (Fingerprint | AppError)[]> {
  const found: (Fingerprint | AppError)[] = [];
  for (const part of commandParts(files)) {
    const args = part.flatMap(({ argument, sizeBytes }) => [argument, String(sizeBytes)]);
    const extraMs = Math.ceil(part.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) / BYTES_PER_MS);
    const output = await runInTarget(cluster, directory, FINGERPRINTS, { args, signal, extraMs });
    found.push(...readFingerprints(directory, part, Buffer.from(output).toString('latin1')));
  }
  return found;
}

type NamedArgument = SizedFile & { readonly argument: string };

/** Never an empty one. */
export function commandParts(files: readonly SizedFile[]): readonly (readonly NamedArgument[])[] {
  const parts: NamedArgument[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const file of files) {
    const argument = printfArgument(decodePath(file.name));
    length += argument.length;
    if (length > NAMES_LIMIT) {
      parts.push([]);
      length = argument.length;
    }
    parts.at(-1)?.push({ ...file, argument });
  }
  return parts;
}

/** Of a file that is not told of, that the command ended before it. */
export function readFingerprints(
  directory: FileRef,
  files: readonly SizedFile[],
  output: string,
): readonly (Fingerprint | AppError)[] {
  const blocks = output.split(/^=(\d{1,3})\n/m);
  return files.map(({ name, sizeBytes }, index) => {
    const file = { ...directory, path: joinTargetPath(directory.path, name) };
    const [text = '', code] = blocks.slice(2 * index, 2 * index + 2);
    if (code !== '0') return refusal(file, Number(code ?? 1), '');
    const [before = '', hash = '', after] = text.split('\n');
    const sha256 = /^[0-9a-f]{64}/.exec(hash)?.[0];
    return { sha256, isSteady: before === after && parseRecord(before)?.sizeBytes === sizeBytes };
  });
}
