/** What changes a target, by the image's own tools. */
import { AppError } from '../../../preload/contract/errors.ts';
import type { FileRef } from '../../../preload/contract/files.ts';
import type { Cluster } from '../../kube/index.ts';
import type { Upload } from '../target-files.ts';
import { decodePath, printfArgument } from '../target-path.ts';
import { commandFor, refusal, runInTarget } from './run-in-target.ts';
import { REFUSAL, targetScript } from './target-script.ts';

/** `place PATH` leaves the folder, without links, in `$folder` and the last name in `$name`. */
const PLACE = `
place() {
  name=\${1##*/}
  case $name in ''|.|..) return ${String(REFUSAL.notFound)} ;; esac
  above=\${1%/*}
  resolve "\${above:-/}" all || return $?
  [ -d "$root$found/" ] || return ${String(REFUSAL.notADirectory)}
  folder=$root$found
}
there() { [ -L "$1" ] || [ -e "$1" ]; }
`;

const REMOVE = targetScript(`${PLACE}
resolve "$path" last || exit $?
gone=$root$found
[ -n "$found" ] || exit ${String(REFUSAL.denied)}
if [ -L "$gone" ] || [ ! -d "$gone" ]; then rm -f "$gone" || exit ${String(REFUSAL.denied)}; exit 0; fi
rmdir "$gone" 2>/dev/null && exit 0
for entry in "$gone"/* "$gone"/.[!.]* "$gone"/..?*; do
  if there "$entry"; then exit ${String(REFUSAL.notEmpty)}; fi
done
exit ${String(REFUSAL.denied)}
`);

const RENAME = targetScript(`${PLACE}
place "$path" || exit $?
from=$folder/$name
there "$from" || exit ${String(REFUSAL.notFound)}
text "$3"
place "$out" || exit $?
to=$folder/$name
there "$to" && exit ${String(REFUSAL.exists)}
mv -n "$from" "$to" 2>/dev/null || exit ${String(REFUSAL.denied)}
there "$from" && exit ${String(REFUSAL.exists)}
exit 0
`);

const MAKE = targetScript(`${PLACE}
place "$path" || exit $?
there "$folder/$name" && exit ${String(REFUSAL.exists)}
mkdir "$folder/$name" 2>/dev/null || exit ${String(REFUSAL.denied)}
`);

/** `$3` bytes, `$4` their SHA-256 or nothing, `$5` whether a file may be replaced. `head`, as stdin need not have an end. */
const WRITE = targetScript(`${PLACE}
place "$path" || exit $?
to=$folder/$name
if there "$to"; then
  [ -n "$5" ] || exit ${String(REFUSAL.exists)}
  [ ! -L "$to" ] && [ -f "$to" ] || exit ${String(REFUSAL.notAFile)}
fi
fresh=$folder/.kesako-$$
(umask 077; set -C; : > "$fresh") 2>/dev/null || exit ${String(REFUSAL.denied)}
trap 'rm -f "$fresh"' EXIT
trap 'exit 1' HUP INT TERM
head -c "$3" > "$fresh" 2>/dev/null || exit ${String(REFUSAL.full)}
[ "$(stat -c %s "$fresh")" = "$3" ] || exit ${String(REFUSAL.mismatch)}
if [ -n "$4" ] && command -v sha256sum >/dev/null 2>&1; then
  case $(sha256sum < "$fresh") in "$4 "*) ;; *) exit ${String(REFUSAL.mismatch)} ;; esac
fi
mode=644
if there "$to"; then mode=$(stat -c %a "$to"); fi
chmod "$mode" "$fresh" && mv -f "$fresh" "$to" || exit ${String(REFUSAL.denied)}
`);

export async function removeEntry(cluster: Cluster, file: FileRef, signal: AbortSignal): Promise<void> {
  await runInTarget(cluster, file, REMOVE, { signal });
}

export async function renameEntry(cluster: Cluster, file: FileRef, to: string, signal: AbortSignal): Promise<void> {
  await runInTarget(cluster, file, RENAME, { args: [printfArgument(decodePath(to))], signal });
}

export async function makeDirectory(cluster: Cluster, file: FileRef, signal: AbortSignal): Promise<void> {
  await runInTarget(cluster, file, MAKE, { signal });
}

export async function writeFile(cluster: Cluster, file: FileRef, upload: Upload, signal: AbortSignal): Promise<void> {
  const { sizeBytes, sha256 = '', replace, input } = upload;
  const command = commandFor(file, WRITE, [String(sizeBytes), sha256, replace ? 'replace' : '']);
  const channel = await cluster.exec({ ...file, command, stdin: true, tty: false }, signal);
  const feed = async (): Promise<void> => {
    try {
      for await (const bytes of input) await channel.write(bytes);
      await channel.closeStdin();
    } catch {
      // How the command ended says why; an input that fails must not leave it waiting.
      channel.close();
    }
  };
  const [end, stderr] = await Promise.all([channel.end, textOf(channel.stderr), drain(channel.stdout), feed()]);
  if (end.reason === 'exited') throw refusal(file, end.code, stderr);
  if (end.reason !== 'succeeded') {
    throw new AppError('STREAM_CUT', 'The connection was cut while the file was sent.', { receivedBytes: 0 });
  }
}

async function textOf(source: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const bytes of source) if (chunks.length < 16) chunks.push(bytes);
  return Buffer.concat(chunks).toString('latin1');
}

async function drain(source: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _bytes of source);
}
