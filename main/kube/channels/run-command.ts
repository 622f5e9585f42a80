import { AppError, cancelled } from '../../../preload/contract/errors.ts';
import { visibleText } from '../visible-text.ts';
import type { Cluster } from '../cluster.ts';
import type { Channel, ContainerTarget } from './channel.ts';

const STDOUT_LIMIT = 16 * 1024 * 1024;
const STDERR_LIMIT = 64 * 1024;
const TIMEOUT_MS = 60_000;

export interface RunOptions {
  /** Written and then ended; with protocol v4 it is only written, as that cannot end it. */
  readonly stdin?: Uint8Array;
  /** More is TOO_LARGE. */
  readonly maxStdoutBytes?: number;
  /** More is left out. */
  readonly maxStderrBytes?: number;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

export interface CommandResult {
  readonly stdout: Uint8Array;
  /** Control characters as pictures: fit to be shown. */
  readonly stderr: string;
  readonly exitCode: number;
}

interface Collected {
  readonly bytes: Uint8Array;
  readonly isCut: boolean;
}

async function collect(source: AsyncIterable<Uint8Array>, limit: number, onExcess: () => void): Promise<Collected> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source) {
    if (size + chunk.length > limit) onExcess();
    // Read on: an unread stream would hold up the other one.
    if (size < limit) chunks.push(chunk.subarray(0, limit - size));
    size += chunk.length;
  }
  return { bytes: Buffer.concat(chunks), isCut: size > limit };
}

async function feed(channel: Channel, stdin: Uint8Array | undefined): Promise<void> {
  try {
    if (stdin !== undefined) await channel.write(stdin);
    await channel.closeStdin();
  } catch {
    // A command may end before it has read everything; how it ended says the rest.
  }
}

/**
 * Runs a command to its end. A code other than zero is a result; only what has no result is thrown: TOOL_MISSING,
 * TARGET_GONE or COMMAND_FAILED if it could not be started, STREAM_CUT if the connection ended without the server's word.
 */
export async function runCommand(
  cluster: Cluster,
  target: ContainerTarget,
  command: readonly string[],
  options: RunOptions = {},
): Promise<CommandResult> {
  const { maxStdoutBytes = STDOUT_LIMIT, maxStderrBytes = STDERR_LIMIT, timeoutMs = TIMEOUT_MS, signal } = options;
  const deadline = AbortSignal.timeout(timeoutMs);
  const timedOut = (): AppError =>
    new AppError('TIMEOUT', `${command[0] ?? ''} did not end within ${String(timeoutMs / 1000)} s.`, {
      afterMs: timeoutMs,
    });
  const ending = signal === undefined ? deadline : AbortSignal.any([deadline, signal]);

  const { kubeNamespace, pod, container } = target;
  // Always with stdin: some runtimes (Kata) end the session at the first output if it was not asked for.
  const request = { kubeNamespace, pod, container, command, stdin: true, tty: false };
  const channel = await cluster.exec(request, ending).catch((error: unknown) => {
    throw deadline.aborted ? timedOut() : error;
  });
  const [stdout, stderr, end] = await Promise.all([
    collect(channel.stdout, maxStdoutBytes, channel.close),
    collect(channel.stderr, maxStderrBytes, () => undefined),
    channel.end,
    feed(channel, options.stdin),
  ]);
  if (stdout.isCut) {
    const message = `${command[0] ?? ''} printed more than ${String(maxStdoutBytes)} bytes.`;
    throw new AppError('TOO_LARGE', message, { limitBytes: maxStdoutBytes });
  }
  const text = visibleText(Buffer.from(stderr.bytes).toString('utf8'), maxStderrBytes);
  switch (end.reason) {
    case 'succeeded':
      return { stdout: stdout.bytes, stderr: text, exitCode: 0 };
    case 'exited':
      return { stdout: stdout.bytes, stderr: text, exitCode: end.code };
    case 'failed':
      throw startFailure(command, target, end.message);
    case 'lost': {
      const message = 'The connection to the container was cut; whether the command ended is not known.';
      throw new AppError('STREAM_CUT', message, { receivedBytes: end.receivedBytes });
    }
    case 'closed':
      throw deadline.aborted ? timedOut() : cancelled();
  }
}

/** The shells' code for a command that is there and cannot be run. */
const CANNOT_RUN = 126;

/** containerd's and CRI-O's words; there is nothing else to go by. */
const TOOL_MISSING = /executable file (`.*` )?not found|no such file or directory/;
const CONTAINER_GONE =
  /container not found|container is not (created or )?running|stopped container|container (\S+ )?is in \S+ state/i;

function startFailure(command: readonly string[], { container }: ContainerTarget, message: string): AppError {
  const [tool = ''] = command;
  if (CONTAINER_GONE.test(message)) return new AppError('TARGET_GONE', message, { container });
  if (TOOL_MISSING.test(message)) {
    return new AppError('TOOL_MISSING', message, { tool });
  }
  return new AppError('COMMAND_FAILED', message, { command, exitCode: CANNOT_RUN, stderr: '' });
}
