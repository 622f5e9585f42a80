import { AppError } from '../../../preload/contract/errors.ts';
import type { FileEntry, FileRef } from '../../../preload/contract/files.ts';
import type { Cluster } from '../../kube/index.ts';
import { parseRecord, RECORD_FORMAT } from './file-record.ts';
import { roleOf } from '../roles.ts';
import { runInTarget } from './run-in-target.ts';
import { encodePath } from '../target-path.ts';
import { REFUSAL, targetScript } from './target-script.ts';

export interface DirectoryListing {
  /** Without links: every one on the way was resolved inside the target's root. */
  readonly path: string;
  readonly entries: readonly FileEntry[];
  /** More entries than are listed. */
  readonly truncated: boolean;
}

const ENTRY_LIMIT = 5_000;
/** Each costs a few processes in the container. */
const RESOLVED_LIMIT = 300;
/** Names and their records are asked for one after the other; a directory that changes meanwhile is read again. */
const ATTEMPTS = 3;

/**
 * Of each link its name, its text, and where it leads with a record, or two empty fields. `$1` is the directory. It runs in a
 * subshell, because resolving uses the same variables.
 */
export const LINK_FUNCTION = `
link() {
  printf '%s\\0' "\${1##*/}"; readlink -n "$1"; printf '\\0'
  links=$((links + 1))
  if [ "$links" -le ${String(RESOLVED_LIMIT)} ] && resolve "$base/\${1##*/}" all; then
    printf '%s\\0' "\${found:-/}"; record "$root$found/." 2>/dev/null || record "$root$found"; printf '\\0'
  else
    printf '\\0\\0'
  fi
}
`;

/**
 * The directory's own path and device, the names up to an empty one, whether there are more, the records in the names' order, the links.
 * The names are walked three times instead of being collected: appending to the arguments costs a shell the square of their
 * number. `-L` comes before `-e`, which would follow a link in the debug container's own root.
 */
const LIST = targetScript(`${LINK_FUNCTION}
resolve "$path" all || exit $?
base=$found; links=0
[ -d "$root$base/" ] || exit ${String(REFUSAL.notADirectory)}
[ -r "$root$base/" ] && [ -x "$root$base/" ] && cd -P "$root$base/" || exit ${String(REFUSAL.denied)}
each() {
  action=$1 shown=0 truncated=0; shift
  for name; do
    [ -L "./$name" ] || [ -e "./$name" ] || continue
    if [ "$shown" -ge ${String(ENTRY_LIMIT)} ]; then truncated=1; break; fi
    shown=$((shown + 1))
    "$action" "$name"
  done
}
name_only() { printf '%s\\0' "$1"; }
as_argument() { printf './%s\\0' "$1"; }
link_only() { [ ! -L "./$1" ] || link "./$1"; }
set -- * .[!.]* ..?*
printf '%s\\0' "\${base:-/}"
stat -c %d .
printf '\\0'
each name_only "$@"
printf '\\0%s\\0' "$truncated"
[ "$shown" -eq 0 ] || each as_argument "$@" | xargs -0 stat -c '${RECORD_FORMAT}'
printf '\\0'
each link_only "$@"
`);

export async function listDirectory(cluster: Cluster, file: FileRef, signal: AbortSignal): Promise<DirectoryListing> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const listing = parseListing(await runInTarget(cluster, file, LIST, { signal }));
      if (listing !== undefined) return listing;
    } catch (error) {
      const changed = error instanceof AppError && error.code === 'COMMAND_FAILED';
      if (!changed || attempt >= ATTEMPTS) throw error;
    }
    if (attempt >= ATTEMPTS) {
      throw new AppError('FILE_CHANGED', `${file.path} changes while it is being read.`, { path: file.path });
    }
  }
}

/** `undefined` if the parts do not belong together. Whatever a name holds, it is one field. */
export function parseListing(output: Uint8Array): DirectoryListing | undefined {
  const [path = new Uint8Array(), ownDevice, ...fields] = splitFields(output);
  const device = Buffer.from(ownDevice ?? [])
    .toString('latin1')
    .trimEnd();
  const count = fields.findIndex((field) => field.length === 0);
  if (count < 0 || count > ENTRY_LIMIT || fields.length < count + 3) return undefined;
  const text = (index: number): string => Buffer.from(fields[index] ?? []).toString('latin1');
  const truncated = text(count + 1) === '1';
  const records = text(count + 2)
    .split('\n')
    .slice(0, -1);
  if (records.length !== count) return undefined;
  const links = readLinks(fields.slice(count + 3));

  const entries: FileEntry[] = [];
  for (const [index, line] of records.entries()) {
    const record = parseRecord(line);
    if (record === undefined) return undefined;
    const name = encodePath(fields[index] ?? new Uint8Array());
    // An overlay gives files the device of a layer; of directories it is the file system's own.
    const isMount = record.type === 'directory' && record.device !== device;
    entries.push({ ...entryOf(name, record, links.get(name)), ...(isMount ? { isMount } : {}) });
  }
  return { path: encodePath(path), entries, truncated };
}

type LinkFacts = Pick<FileEntry, 'linkTarget' | 'resolved'>;

export function readLinks(fields: readonly Uint8Array[]): ReadonlyMap<string, LinkFacts> {
  const links = new Map<string, LinkFacts>();
  for (let at = 0; at + 3 < fields.length; at += 4) {
    const [name, target, path, line] = fields.slice(at, at + 4);
    const record = parseRecord(
      Buffer.from(line ?? [])
        .toString('latin1')
        .trimEnd(),
    );
    links.set(encodePath(name ?? new Uint8Array()), {
      linkTarget: encodePath(target ?? new Uint8Array()),
      ...(record === undefined || path === undefined || path.length === 0
        ? {}
        : { resolved: { path: encodePath(path), type: record.type } }),
    });
  }
  return links;
}

export function entryOf(
  name: string,
  record: NonNullable<ReturnType<typeof parseRecord>>,
  link: LinkFacts | undefined,
): FileEntry {
  const { identity: _identity, inode: _inode, device: _device, ...facts } = record;
  const role = roleOf(name);
  return { name, ...facts, ...link, ...(role === undefined ? {} : { role }) };
}

/** NUL-ended fields; no name can hold one. */
export function splitFields(output: Uint8Array): readonly Uint8Array[] {
  const fields: Uint8Array[] = [];
  let start = 0;
  for (let end = output.indexOf(0); end >= 0; end = output.indexOf(0, start)) {
    fields.push(output.subarray(start, end));
    start = end + 1;
  }
  return fields;
}
