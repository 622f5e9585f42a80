import { AppError } from '../../../preload/contract/errors.ts';
import type { FileEntry, FileRef } from '../../../preload/contract/files.ts';
import type { Cluster } from '../../kube/index.ts';
import { parseRecord } from './file-record.ts';
import { entryOf, LINK_FUNCTION, readLinks, splitFields } from './list-directory.ts';
import { runInTarget } from './run-in-target.ts';
import { encodePath } from '../target-path.ts';
import { targetScript } from './target-script.ts';

const STAT = targetScript(`${LINK_FUNCTION}
resolve "$path" last || exit $?
self=$found; links=0; base=\${self%/*}
printf '%s\\0' "\${self:-/}"
record "$root\${self:-/.}"
printf '\\0'
[ ! -L "$root$self" ] || link "$root$self"
`);

/** One entry; a link is told as itself, with where it leads. */
export async function statFile(
  cluster: Cluster,
  file: FileRef,
  signal: AbortSignal,
): Promise<FileEntry & { readonly path: string }> {
  const fields = splitFields(await runInTarget(cluster, file, STAT, { signal }));
  const path = encodePath(fields[0] ?? new Uint8Array());
  const record = parseRecord(
    Buffer.from(fields[1] ?? [])
      .toString('latin1')
      .trimEnd(),
  );
  if (record === undefined) throw new AppError('PATH_NOT_FOUND', `${file.path} is not there.`, { path: file.path });
  const name = path === '/' ? '/' : path.slice(path.lastIndexOf('/') + 1);
  const [link] = readLinks(fields.slice(2)).values();
  return { ...entryOf(name, record, link), path };
}
