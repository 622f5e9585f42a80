import { AppError } from '../../preload/contract/errors.ts';
import type { DirectoryListing, FileEntry, FileRef } from '../../preload/contract/files.ts';
import type { Cluster } from '../kube/index.ts';
import { parseRecord } from './file-record.ts';
import { roleOf } from './roles.ts';
import { runInTarget } from './run-in-target.ts';
import { encodePath } from './target-path.ts';
import { REFUSAL, targetScript } from './target-script.ts';

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

const LIST = targetScript(`${LINK_FUNCTION}
resolve "$path" all || exit $?
base=$found; links=0
dir=$root$base
[ -d "$dir/" ] || exit ${String(REFUSAL.notADirectory)}
[ -r "$dir/" ] && [ -x "$dir/" ] || exit ${String(REFUSAL.denied)}
printf '%s\\0' "\${base:-/}"
set --
for entry in "$dir"/* "$dir"/.[!.]* "$dir"/..?*; do
  [ -e "$entry" ] || [ -L "$entry" ] || continue
  if [ $# -ge ${String(ENTRY_LIMIT)} ]; then truncated=1; break; fi
  set -- "$@" "$entry"
done
printf '%s\\0%s\\0' "\${truncated:-0}" "$#"
for entry; do printf '%s\\0' "\${entry##*/}"; done
[ $# -eq 0 ] || record "$@"
printf '\\0'
for entry; do [ ! -L "$entry" ] || link "$entry"; done
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
  const fields = splitFields(output);
  const text = (index: number): string => Buffer.from(fields[index] ?? []).toString('latin1');
  const count = Number(text(2));
  if (!Number.isInteger(count) || count < 0 || count > ENTRY_LIMIT || fields.length < count + 4) return undefined;
  const records = text(3 + count)
    .split('\n')
    .slice(0, -1);
  if (records.length !== count) return undefined;
  const links = readLinks(fields.slice(4 + count));

  const entries: FileEntry[] = [];
  for (const [index, line] of records.entries()) {
    const record = parseRecord(line);
    if (record === undefined) return undefined;
    const name = encodePath(fields[3 + index] ?? new Uint8Array());
    entries.push(entryOf(name, record, links.get(name)));
  }
  return { path: encodePath(fields[0] ?? new Uint8Array()), entries, truncated: text(1) === '1' };
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
  const { identity: _identity, ...facts } = record;
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
