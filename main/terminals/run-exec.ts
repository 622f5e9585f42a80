import { AppError, toAppError } from '../../preload/contract/errors.ts';
import type { TerminalEnd, TerminalSource } from '../../preload/contract/terminals.ts';
import type { Channel, ChannelEnd, Cluster } from '../kube/index.ts';
import { attachDelay } from './attach-delays.ts';
import { containerFate, findPod } from './container-fate.ts';
import { isMissingExecutable, isNotRunningYet, runtimeWords } from './runtime-words.ts';
import { showOutput } from './show-output.ts';
import type { RunProcess, Screen } from './terminal-process.ts';

export interface ExecOptions {
  readonly now: () => Date;
  /** Resolves early when the signal aborts. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

type ExecSource = Extract<TerminalSource, { readonly kind: 'exec' }>;

/** The status is asked about as often as this while entering is tried: it knows why a container does not start. */
const STATUS_EVERY_MS = 1_000;
/** The shells' code for a command that is there and cannot be run. */
const CANNOT_RUN = 126;

/** A new process in a container. It cannot be met again: a lost connection is its end here, whether or not it lives on. */
export function runExec(source: ExecSource, cluster: Cluster, { now, pause }: ExecOptions): RunProcess {
  const { command, tty } = source;
  return async (screen, signal) => {
    const begun = now().getTime();
    let nextStatus = begun + STATUS_EVERY_MS;
    for (;;) {
      const end = await tryOnce(screen, signal);
      if (!(end instanceof AppError) && !isTooEarly(end)) {
        return execEnd(end, command, () => podFate(source, cluster, signal));
      }
      if (signal.aborted) return { reason: 'closedByUser' };
      if (now().getTime() >= nextStatus) {
        nextStatus = now().getTime() + STATUS_EVERY_MS;
        const over = await overFate(source, cluster, signal);
        if (over !== undefined) return over;
      }
      const reason = end instanceof AppError ? end.message : end.reason === 'failed' ? runtimeWords(end.message) : '';
      screen.tell({ state: 'connecting', since: new Date(begun).toISOString(), reason });
      await pause(attachDelay(now().getTime() - begun), signal);
    }
  };

  /** An error is a connection that failed while the container is still being started. */
  async function tryOnce(screen: Screen, signal: AbortSignal): Promise<ChannelEnd | AppError> {
    try {
      const channel = await cluster.exec({ ...source, command, stdin: true, tty, stderr: !tty }, signal);
      screen.connect(keyboardOf(channel, tty));
      void channel.opened.then((isOpen) => {
        if (isOpen) screen.tell({ state: 'open' });
      });
      const [end] = await Promise.all([channel.end, showOutput(channel, screen, { tty, waits: true })]);
      return end;
    } catch (thrown) {
      const error = toAppError(thrown);
      if (source.starting === true && (error.retryable || isNotRunningYet(error.message))) return error;
      throw error;
    }
  }

  function isTooEarly(end: ChannelEnd): boolean {
    return source.starting === true && end.reason === 'failed' && isNotRunningYet(end.message);
  }
}

/** What makes waiting for its start pointless; whoever cannot be asked says nothing. */
async function overFate(source: ExecSource, cluster: Cluster, signal: AbortSignal): Promise<TerminalEnd | undefined> {
  try {
    const fate = containerFate(await findPod(cluster, source, signal), source.container);
    return fate.kind === 'over' ? fate.end : undefined;
  } catch {
    return undefined;
  }
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
