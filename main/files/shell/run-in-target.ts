import { AppError } from '../../../preload/contract/errors.ts';
import type { FileRef } from '../../../preload/contract/files.ts';
import { runCommand, type Cluster } from '../../kube/index.ts';
import { decodePath, printfArgument } from '../target-path.ts';
import { REFUSAL, targetCommand } from './target-script.ts';

/** Opening `/dev/zero`, a FIFO or a hung network share must end. */
const TIMEOUT_MS = 9_000;

/** Runs a script with the process's number and the path as its first arguments; resolves with what it printed. */
export async function runInTarget(
  cluster: Cluster,
  file: FileRef,
  script: string,
  options: {
    readonly args?: readonly string[];
    readonly signal: AbortSignal;
    /** That long work may take beyond the usual time. */
    readonly extraMs?: number;
  },
): Promise<Uint8Array> {
  const { args, signal, extraMs = 0 } = options;
  const command = commandFor(file, script, args);
  const run = { signal, timeoutMs: TIMEOUT_MS + extraMs };
  const { stdout, stderr, exitCode } = await runCommand(cluster, file, command, run);
  if (exitCode !== 0) throw refusal(file, exitCode, stderr);
  return stdout;
}

export function commandFor(file: FileRef, script: string, args: readonly string[] = []): readonly string[] {
  return targetCommand(script, [String(file.pid), printfArgument(decodePath(file.path)), ...args]);
}

/** The shells' code for a command that is not there. */
const NOT_FOUND = 127;

export function refusal({ path, pid }: FileRef, exitCode: number, stderr: string): AppError {
  switch (exitCode) {
    case REFUSAL.noProcess:
      return new AppError('PATH_NOT_FOUND', `There is no process ${String(pid)} any more.`, { path });
    case REFUSAL.rootDenied: {
      const message = `The files of process ${String(pid)} may not be entered: the debug container needs the same user, or SYS_PTRACE (profile general or sysadmin).`;
      return new AppError('PATH_DENIED', message, { path });
    }
    case REFUSAL.notFound:
      return new AppError('PATH_NOT_FOUND', `${path} is not there.`, { path });
    case REFUSAL.linkLoop:
      return new AppError('PATH_NOT_FOUND', `${path} leads round in a circle of links.`, { path });
    case REFUSAL.denied:
      return new AppError('PATH_DENIED', `${path} may not be read.`, { path });
    case REFUSAL.notADirectory:
      return new AppError('NOT_A_DIRECTORY', `${path} is not a directory.`, { path });
    case REFUSAL.notAFile:
      return new AppError('NOT_A_FILE', `${path} is not a regular file.`, { path });
    case REFUSAL.notStored: {
      const message = `${path} is made by the kernel while it is read: it can be looked at, but not copied and proven.`;
      return new AppError('NOT_A_FILE', message, { path });
    }
    case REFUSAL.exists:
      return new AppError('CONFLICT', `${path} is there already.`, { name: path });
    case REFUSAL.notEmpty:
      return new AppError('CONFLICT', `${path} is not empty.`, { name: path });
    case REFUSAL.full:
      return new AppError('DISK_FULL', `There is not enough space in the container for ${path}.`, {
        here: false,
        freeBytes: 0,
      });
    case REFUSAL.mismatch:
      return new AppError('CHECKSUM_MISMATCH', `${path} did not arrive as it was sent.`, { expected: '', actual: '' });
    case REFUSAL.blocked:
      return new AppError('TIMEOUT', `${path} gave nothing to read in time.`, { afterMs: TIMEOUT_MS });
    case NOT_FOUND: {
      const tool = /([\w.-]+): (?:not found|command not found)/.exec(stderr)?.[1] ?? 'sh';
      return new AppError('TOOL_MISSING', `The debug container's image has no ${tool}.`, { tool });
    }
    default: {
      const data = { command: ['sh'], exitCode, stderr };
      return new AppError('COMMAND_FAILED', stderr.trim() === '' ? 'The command failed.' : stderr.trim(), data);
    }
  }
}
