import { AppError } from '../../preload/contract/errors.ts';
import type { TerminalEnd, TerminalSource } from '../../preload/contract/terminals.ts';
import type { Channel, ChannelEnd, Cluster } from '../kube/index.ts';
import { containerFate, findPod } from './container-fate.ts';
import { isMissingExecutable, runtimeWords } from './runtime-words.ts';
import { showOutput } from './show-output.ts';
import type { RunProcess } from './terminal-process.ts';

type ExecSource = Extract<TerminalSource, { readonly kind: 'exec' }>;

/** The shells' code for a command that is there and cannot be run. */
const CANNOT_RUN = 126;

/** A new process in a container. It cannot be met again: a lost connection is its end here, whether or not it lives on. */
export function runExec(source: ExecSource, cluster: Cluster): RunProcess {
  const { command, tty } = source;
  return async (screen, signal) => {
    const channel = await cluster.exec({ ...source, command, stdin: true, tty, stderr: !tty }, signal);
    screen.connect(keyboardOf(channel, tty));
    void channel.opened.then((isOpen) => {
      if (isOpen) screen.tell({ state: 'open' });
    });
    const [end] = await Promise.all([channel.end, showOutput(channel, screen, { tty, waits: true })]);
    return execEnd(end, command, () => podFate(source, cluster, signal));
  };
}

/** A process without a terminal has no size. */
function keyboardOf(channel: Channel, tty: boolean): Pick<Channel, 'write' | 'resize'> {
  return tty ? channel : { write: channel.write, resize: () => undefined };
}

async function execEnd(
  end: ChannelEnd,
  command: readonly string[],
  fate: () => Promise<TerminalEnd | undefined>,
): Promise<TerminalEnd> {
  switch (end.reason) {
    case 'exited':
      return { reason: 'exited', code: end.code };
    case 'succeeded':
      return { reason: 'exited', code: 0 };
    case 'closed':
      return { reason: 'closedByUser' };
    case 'failed': {
      const message = runtimeWords(end.message);
      return { reason: 'failed', message, error: execError(message, end.message, command).toForm() };
    }
    case 'lost':
      return (
        (await fate()) ?? { reason: 'lost', message: 'The connection was lost; the process may still be running.' }
      );
  }
}

function execError(message: string, cause: string, command: readonly string[]): AppError {
  const options = { cause: new Error(cause) };
  if (isMissingExecutable(cause)) return new AppError('TOOL_MISSING', message, { tool: command[0] ?? '' }, options);
  return new AppError('COMMAND_FAILED', message, { command, exitCode: CANNOT_RUN, stderr: '' }, options);
}

/** A pod that is gone says more than the lost connection; whoever cannot be asked says nothing. */
async function podFate(source: ExecSource, cluster: Cluster, signal: AbortSignal): Promise<TerminalEnd | undefined> {
  try {
    const fate = containerFate(await findPod(cluster, source, signal), source.container);
    return fate.kind === 'over' && fate.end.reason === 'podGone' ? fate.end : undefined;
  } catch {
    return undefined;
  }
}
