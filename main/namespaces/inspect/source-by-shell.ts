import type { SeenProcess, Told } from '../../../preload/contract/namespaces.ts';
import { AppError } from '../../../preload/contract/errors.ts';
import { runCommand, type Cluster } from '../../kube/index.ts';
import { PROC_FILE_LIMIT, type ProcFile, type ProcSource, type RawOpenFile, refused, SHELLS } from './proc-source.ts';
import { hasEnded } from './source-by-program.ts';
import { startedTicks } from './started-ticks.ts';

/** Each takes two programs to read. */
const SHELL_OPEN_FILES = 200;
const TIMEOUT_MS = 20_000;
const OUTPUT_LIMIT = 16 * 1024 * 1024;
const NO_SHELL = 127;

/**
 * `$1` is the process, `$2` the shells to look for, then the files. Everything foreign is printed in hexadecimal after a line
 * of ours: `@file environ`, `@link 3 02` (with the last two octal digits of its flags), `@shell /bin/sh`.
 */
const SCRIPT = `
exec 2>/dev/null
LC_ALL=C p=/proc/$1 shells=$2
shift 2
[ -d "$p" ] || exit 3
hex() { od -An -v -tx1 -N "$1" "$2"; }
echo "@file stat"; hex 4096 "$p/stat"
for name; do
  echo "@file $name"
  hex ${String(PROC_FILE_LIMIT)} "$p/$name" || echo "@refused"
done
n=0
set -- "$p"/fd/*
if [ ! -r "$p/fd" ] || { [ -L "$1" ] && ! readlink "$1" >/dev/null; }; then echo "@files refused"; else
  echo "@files $#"
  for link; do
    n=$((n+1)); [ $n -gt ${String(SHELL_OPEN_FILES)} ] && break
    flags=
    while read -r key value; do [ "$key" = flags: ] && flags=$value; done <"$p/fdinfo/\${link##*/}"
    echo "@link \${link##*/} $flags"
    readlink -n "$link" | od -An -v -tx1
  done
fi
for shell in $shells; do
  [ -x "$p/root$shell" ] && { echo "@shell $shell"; break; }
done
echo "@end"
`;

/** The second way, for containers that the program may not be put into: fewer open files, and only what the asker may see. */
export async function sourceByShell(
  cluster: Cluster,
  process: SeenProcess,
  wanted: readonly ProcFile[],
  signal: AbortSignal,
): Promise<ProcSource> {
  const command = ['sh', '-c', SCRIPT, 'sh', String(process.pid), SHELLS.join(' '), ...wanted];
  const options = { signal, timeoutMs: TIMEOUT_MS, maxStdoutBytes: OUTPUT_LIMIT };
  const { stdout, exitCode, stderr } = await runCommand(cluster, process, command, options);
  if (exitCode === 3) throw hasEnded(process.pid);
  if (exitCode === NO_SHELL) throw new AppError('COMMAND_FAILED', stderr, { command: ['sh'], exitCode, stderr });
  const source = parseSource(stdout);
  if (startedTicks(source.stat) !== process.startedTicks) throw hasEnded(process.pid);
  return source;
}

interface Block {
  readonly name: string;
  readonly hex: string[];
  isRefused: boolean;
}

export function parseSource(stdout: Uint8Array): ProcSource & { readonly stat: Uint8Array } {
  const blocks: Block[] = [];
  for (const line of Buffer.from(stdout).toString('latin1').split('\n')) {
    const last = blocks.at(-1);
    if (line === '@refused' && last !== undefined) last.isRefused = true;
    else if (line.startsWith('@')) blocks.push({ name: line.slice(1), hex: [], isRefused: false });
    else last?.hex.push(line.replaceAll(' ', ''));
  }
  const files = new Map<ProcFile, Told<Uint8Array>>();
  const openFiles: RawOpenFile[] = [];
  let openFileCount: number | undefined;
  let stat: Uint8Array = new Uint8Array();
  let shell: string | undefined;
  for (const { name: words, hex, isRefused } of blocks) {
    const [kind, name = '', flags = ''] = words.split(' ');
    const value = Buffer.from(hex.join(''), 'hex');
    if (kind === 'file' && name === 'stat') stat = value;
    else if (kind === 'file') {
      const isCut = value.length >= PROC_FILE_LIMIT;
      files.set(name as ProcFile, isRefused ? refused(name) : { told: true, value, isCut });
    } else if (kind === 'files') openFileCount = /^\d+$/.test(name) ? Number(name) : undefined;
    else if (kind === 'link') openFiles.push({ number: Number(name), opens: accessOf(flags), target: value });
    else if (kind === 'shell') shell = name;
  }
  return {
    stat,
    files,
    openFiles:
      openFileCount === undefined
        ? refused('its open files')
        : { told: true, value: openFiles, isCut: openFileCount > openFiles.length },
    ...(shell === undefined ? {} : { shell }),
  };
}

/** `O_ACCMODE` of open(2). */
function accessOf(octal: string): RawOpenFile['opens'] {
  return (['read', 'write', 'both', 'none'] as const)[Number.parseInt(octal, 8) & 3] ?? 'none';
}
