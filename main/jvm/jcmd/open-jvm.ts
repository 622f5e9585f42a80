import { AppError } from '../../../preload/contract/errors.ts';
import type { ProcessRef } from '../../../preload/contract/references.ts';
import { runCommand, visibleText, type Cluster } from '../../kube/index.ts';
import { attachVerdict } from '../find/attach-verdict.ts';
import { inspectContainer } from '../find/inspect-container.ts';
import { findFailure } from './jcmd-failure.ts';

/** A JVM that may be spoken to: everything that could go wrong before has been looked at. */
export interface OpenJvm {
  /** The JVM's answer, without jcmd's own first line. Throws what the answer says went wrong. */
  run(...command: readonly string[]): Promise<string>;
}

/** `VM.info` of a large JVM has some hundred kilobytes. */
const OUTPUT_LIMIT = 4 * 1024 * 1024;
/** The first command makes the JVM open its socket, which waits for a safepoint; JFR.start takes seconds in itself. */
const TIMEOUT_MS = 60_000;
/** The attach protocol's own limit; a longer one makes the JVM hang up without a word. */
const COMMAND_LIMIT = 1024;

/**
 * `$1` is the process, `$2` its number in its own namespace. jcmd leaves a file behind in the process's folder when it is
 * in another mount namespace; it is removed by its exact name and only if it is a file.
 */
const SCRIPT = `
pid=$1 inner=$2; shift 2
jcmd "$pid" "$@"; code=$?
stray=/proc/$pid/cwd/.attach_pid$inner
[ -f "$stray" ] && [ ! -L "$stray" ] && rm -f "$stray"
exit $code`;

export async function openJvm(cluster: Cluster, ref: ProcessRef, signal: AbortSignal): Promise<OpenJvm> {
  const { asker, jcmdMajor, processes } = await inspectContainer(cluster, ref, [ref.pid], signal);
  const process = processes.find(({ pid }) => pid === ref.pid);
  if (process === undefined) {
    throw new AppError('JVM_NOT_FOUND', `Process ${ref.pid} has ended.`, { pid: ref.pid });
  }
  const verdict = attachVerdict({ process, asker, jcmdMajor });
  if (!verdict.possible) {
    const message = verdict.remedy === undefined ? verdict.sentence : `${verdict.sentence} ${verdict.remedy}`;
    throw new AppError('ATTACH_REFUSED', message, { reason: verdict.sentence });
  }

  return {
    run: async (...command) => {
      if (command.join(' ').length > COMMAND_LIMIT) {
        const issue = `longer than ${COMMAND_LIMIT} characters`;
        throw new AppError('INVALID', `The command is ${issue}.`, { causes: [{ field: 'path', message: issue }] });
      }
      const words = ['sh', '-c', SCRIPT, 'sh', String(ref.pid), String(process.standing.innerPid), ...command];
      const options = { signal, timeoutMs: TIMEOUT_MS, maxStdoutBytes: OUTPUT_LIMIT };
      const { stdout, stderr, exitCode } = await runCommand(cluster, ref, words, options);
      const answer = visibleText(Buffer.from(stdout).toString('utf8'), OUTPUT_LIMIT).replace(/^[0-9]+:\n/, '');
      const failure = findFailure(exitCode === 0 ? answer : `${stderr}\n${answer}`, exitCode);
      if (failure !== undefined) throw failure;
      return answer;
    },
  };
}
