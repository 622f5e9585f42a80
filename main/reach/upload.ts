import { randomBytes } from 'node:crypto';

import { AppError, isAppError, type ReachRefusal } from '../../preload/contract/errors.ts';
import { type Cluster, type ContainerTarget, runCommand, visibleText } from '../kube/index.ts';
import { readProgram, readProgramTable, uploadedName } from './program-table.ts';

/** Where a container's own user can usually write and run: `/dev` is what root has left with a read-only root. */
const PLACES: readonly string[] = ['/tmp', '/dev'];

export interface UploadOptions {
  /** The folder with `programs.json`. */
  readonly programs: string;
  readonly places?: readonly string[];
  readonly signal?: AbortSignal;
}

/**
 * `$1` is the name, `$2` the size, `$3` the hash, then the places. `head -c`, because with the older channel protocol
 * stdin has no end. What cannot be run where it could be written is moved on.
 */
const PUT = `
umask 077
name=$1 size=$2 sum=$3 kept=
shift 3
for place; do
  fresh=$place/$name.$$
  if [ -n "$kept" ]; then
    cp "$kept" "$fresh" 2>/dev/null || continue
    rm -f "$kept"
  else
    (set -C; : > "$fresh") 2>/dev/null || continue
    head -c "$size" > "$fresh" || { rm -f "$fresh"; exit 5; }
    case $(sha256sum "$fresh") in "$sum "*) ;; *) rm -f "$fresh"; exit 3 ;; esac
  fi
  chmod 700 "$fresh"
  if "$fresh" --version >/dev/null 2>&1 && mv "$fresh" "$place/$name"; then echo "$place/$name"; exit 0; fi
  kept=$fresh
done
[ -z "$kept" ] || { rm -f "$kept"; exit 6; }
exit 4`;

/** How often a container is asked for its machine that answers nothing. */
const MOST_ASKED = 3;
const DAMAGED = 3;
const PUT_FAILURES: Readonly<Record<number, readonly [ReachRefusal, string]>> = {
  4: ['noFolder', 'There is no folder in the debug container that a program could be written to.'],
  5: ['noSpace', 'The program could not be written in the debug container: its disk may be full.'],
  6: [
    'noExecution',
    'The debug container lets no uploaded program run: its folders are mounted noexec, or a policy forbids it.',
  ],
};

/**
 * Puts the program into the container and gives its path there: a name of its own each time, because it removes itself at its
 * end, and what another window or another app has put there is theirs.
 */
export async function uploadProgram(
  cluster: Cluster,
  container: ContainerTarget,
  { programs, places = PLACES, signal }: UploadOptions,
): Promise<string> {
  const table = await readProgramTable(programs);
  const options = signal === undefined ? {} : { signal };
  const machine = await machineOf(cluster, container, options);
  const entry = table.get(machine);
  if (entry === undefined) {
    throw unavailable('machine', `There is no program for nodes of type ${visibleText(machine, 64)}.`);
  }

  const stdin = await readProgram(programs, entry);
  const words = [
    `${uploadedName(entry)}-${randomBytes(4).toString('hex')}`,
    String(entry.size),
    entry.sha256,
    ...places,
  ];
  const put = await runShell(cluster, container, PUT, words, { ...options, stdin });
  const path = put.lines.at(-1);
  if (put.exitCode === 0 && path !== undefined) return path;
  const failure = PUT_FAILURES[put.exitCode];
  if (failure !== undefined) throw unavailable(...failure);
  const message =
    put.exitCode === DAMAGED
      ? 'The program did not arrive in the debug container as it was sent.'
      : 'The program could not be put into the debug container.';
  throw new AppError('COMMAND_FAILED', message, { command: ['sh'], exitCode: put.exitCode, stderr: put.stderr });
}

/** The node's machine: listing nodes may be forbidden. */
async function machineOf(
  cluster: Cluster,
  container: ContainerTarget,
  options: { readonly signal?: AbortSignal },
): Promise<string> {
  let exitCode = 0;
  let stderr = '';
  // A runtime under load can lose what a command prints that ends at once.
  for (let asked = 0; asked < MOST_ASKED; asked += 1) {
    const look = await runShell(cluster, container, 'uname -m', [], options).catch((error: unknown) => {
      if (!isAppError(error, 'TOOL_MISSING')) throw error;
      throw unavailable('noShell', 'The container has no shell that a program could be put there with.');
    });
    const [machine] = look.lines;
    if (machine !== undefined) return machine;
    ({ exitCode, stderr } = look);
  }
  const message = 'The debug container does not say what kind of machine it runs on.';
  throw new AppError('COMMAND_FAILED', message, { command: ['uname', '-m'], exitCode, stderr });
}

function unavailable(reason: ReachRefusal, message: string): AppError<'REACH_UNAVAILABLE'> {
  return new AppError('REACH_UNAVAILABLE', message, { reason });
}

export async function removeProgram(cluster: Cluster, container: ContainerTarget, path: string): Promise<void> {
  await runCommand(cluster, container, ['rm', '-f', path]);
}

interface ShellResult {
  readonly lines: readonly string[];
  readonly stderr: string;
  readonly exitCode: number;
}

async function runShell(
  cluster: Cluster,
  container: ContainerTarget,
  script: string,
  words: readonly string[],
  options: { readonly signal?: AbortSignal; readonly stdin?: Uint8Array },
): Promise<ShellResult> {
  const command = ['sh', '-c', script, 'sh', ...words];
  const { stdout, stderr, exitCode } = await runCommand(cluster, container, command, options);
  return {
    lines: Buffer.from(stdout)
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== ''),
    stderr,
    exitCode,
  };
}
