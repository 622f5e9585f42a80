import { AppError, toAppError } from '../../preload/contract/errors.ts';
import type { TerminalEnd, TerminalSource } from '../../preload/contract/terminals.ts';
import type { Channel, ChannelEnd, Cluster, Pod } from '../kube/index.ts';
import { attachDelay, reconnectDelay } from './attach-delays.ts';
import { attachTarget, type AttachTarget } from './attach-target.ts';
import { containerFate, findPod, untilOver, type ContainerFate } from './container-fate.ts';
import { printLog } from './print-log.ts';
import { isNotRunningYet, runtimeWords } from './runtime-words.ts';
import { showOutput } from './show-output.ts';
import type { RunProcess, Screen } from './terminal-process.ts';

type AttachSource = Extract<TerminalSource, { readonly kind: 'attach' }>;

/** The status is asked about as often as this while attaching is tried: it knows why a container does not start. */
const STATUS_EVERY_MS = 1_000;
/**
 * The upgrade and its first empty frames prove nothing: a node that refuses says so a moment later. Without output, and
 * without an end within this time, the attachment counts as open.
 */
const QUIET_MS = 300;
/** The last output may still be on its way when the status already says that the process has ended. */
const LAST_OUTPUT_MS = 1_000;
/** How long the status may lag behind the end of the process before the end of an attachment is taken for a lost one. */
const STATUS_LAG_MS = 5_000;

export interface AttachOptions {
  readonly cluster: Cluster;
  readonly now: () => Date;
  /** Resolves early when the signal aborts. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

interface Attachment {
  readonly channel: Channel;
  readonly shown: Promise<void>;
}

type Attached = Attachment | { readonly over: TerminalEnd };

/** The container's own process; comes back to it by itself as long as it runs. */
export function runAttach(source: AttachSource, { cluster, now, pause }: AttachOptions): RunProcess {
  return async (screen, signal) => {
    const pod = await findPod(cluster, source, signal);
    const target = attachTarget(pod, source.container);
    if (target === undefined) return noSuchContainer(pod, source.container);
    const first = containerFate(pod, source.container);
    const { tty, stdin } = target;
    if (!source.starting) await printLog(cluster, source, { tty, screen, signal });
    if (first.kind === 'over') return first.end;

    let lastOutput = now().getTime();
    const attachOnce = async (): Promise<Attachment | ChannelEnd> => {
      const channel = await cluster.attach({ ...source, stdin, tty, stderr: !tty }, signal);
      // A slightly different size first: a prompt that was printed before anybody listened is drawn again.
      const { columns, rows } = screen.size;
      channel.resize({ columns: columns + 1, rows: rows + 1 });
      channel.resize({ columns, rows });
      const output = Promise.withResolvers<undefined>();
      const onBytes = (): void => {
        lastOutput = now().getTime();
        output.resolve(undefined);
      };
      const shown = showOutput(channel, screen, { tty, waits: false, onBytes });
      const settled = new AbortController();
      const quiet = pause(QUIET_MS, AbortSignal.any([signal, settled.signal])).then(() => undefined);
      const end = await Promise.race([channel.end, output.promise, quiet]);
      settled.abort();
      return end ?? { channel, shown };
    };

    let attached = await attachFirst(attachOnce, screen, target, source.starting || first.kind === 'waiting', signal);
    while (!('over' in attached)) {
      screen.tell({ state: 'open' });
      screen.connect(stdin ? attached.channel : { write: () => Promise.resolve(), resize: attached.channel.resize });
      const over = await follow(attached, target, signal);
      screen.connect(undefined);
      if (signal.aborted) return { reason: 'closedByUser' };
      if (over !== undefined) return over;
      screen.tell({ state: 'reconnecting', since: now().toISOString(), reason: 'The connection was lost.' });
      const seen = lastOutput;
      attached = await attachAgain(attachOnce, screen, target, signal);
      const sinceSeconds = Math.floor((now().getTime() - seen) / 1000);
      if (!('over' in attached) && sinceSeconds > 0) {
        await printLog(cluster, source, { tty, screen, signal, sinceSeconds });
      }
    }
    return attached.over;
  };

  /** `undefined`: the container still runs, so far as anybody knows. */
  async function follow(
    { channel, shown }: Attachment,
    { uid }: AttachTarget,
    signal: AbortSignal,
  ): Promise<TerminalEnd | undefined> {
    const watching = new AbortController();
    const stop = AbortSignal.any([signal, watching.signal]);
    const over = untilOver(cluster, source, uid, stop);
    // A pod that is deleted may leave its streams open for ever.
    void over.then(async (end) => {
      if (end === undefined) return;
      await pause(LAST_OUTPUT_MS, stop);
      channel.close();
    });
    const [end] = await Promise.all([channel.end, shown]);
    try {
      if (end.reason === 'lost' || signal.aborted) return undefined;
      return await Promise.race([over, pause(STATUS_LAG_MS, stop).then(() => undefined)]);
    } finally {
      watching.abort();
    }
  }

  /** Attaches as soon as the container runs: its status would say so up to a second later. */
  async function attachFirst(
    attachOnce: () => Promise<Attachment | ChannelEnd>,
    screen: Screen,
    target: AttachTarget,
    starting: boolean,
    signal: AbortSignal,
  ): Promise<Attached> {
    const begun = now().getTime();
    let nextStatus = begun + STATUS_EVERY_MS;
    for (;;) {
      const outcome = await attachOnce().catch((thrown: unknown) => {
        const error = toAppError(thrown);
        if (starting && error.retryable) return error;
        throw error;
      });
      if ('channel' in outcome) return outcome;
      if (signal.aborted) return { over: { reason: 'closedByUser' } };
      if (!starting || !mayStillCome(outcome)) {
        const fate = await readFate(target, signal);
        return { over: fate?.kind === 'over' ? fate.end : failure(attachMessage(outcome)) };
      }
      if (now().getTime() >= nextStatus) {
        nextStatus = now().getTime() + STATUS_EVERY_MS;
        const fate = await readFate(target, signal);
        if (fate?.kind === 'over') {
          await printLog(cluster, source, { tty: target.tty, screen, signal });
          return { over: fate.end };
        }
        const reason = fate?.kind === 'waiting' ? fate.reason : attachMessage(outcome);
        screen.tell({ state: 'connecting', since: new Date(begun).toISOString(), reason });
      }
      await pause(attachDelay(now().getTime() - begun), signal);
    }
  }

  async function attachAgain(
    attachOnce: () => Promise<Attachment | ChannelEnd>,
    screen: Screen,
    target: AttachTarget,
    signal: AbortSignal,
  ): Promise<Attached> {
    const since = now().toISOString();
    for (let attempt = 0; ; attempt += 1) {
      await pause(reconnectDelay(attempt), signal);
      if (signal.aborted) return { over: { reason: 'closedByUser' } };
      try {
        const fate = containerFate(await findPod(cluster, source, signal), source.container, target.uid);
        if (fate.kind === 'over') return { over: fate.end };
        const outcome = await attachOnce();
        if ('channel' in outcome) return outcome;
        screen.tell({ state: 'reconnecting', since, reason: attachMessage(outcome) });
      } catch (thrown) {
        const error = toAppError(thrown);
        if (!error.retryable) throw error;
        screen.tell({ state: 'reconnecting', since, reason: error.message });
      }
    }
  }

  /** `undefined`: nobody could be asked. */
  async function readFate(target: AttachTarget, signal: AbortSignal): Promise<ContainerFate | undefined> {
    try {
      return containerFate(await findPod(cluster, source, signal), source.container, target.uid);
    } catch {
      return undefined;
    }
  }
}

/** Only what a container that is about to run would say as well. */
function mayStillCome(outcome: ChannelEnd | AppError): boolean {
  return outcome instanceof AppError || outcome.reason !== 'failed' || isNotRunningYet(outcome.message);
}

function attachMessage(outcome: ChannelEnd | AppError): string {
  if (outcome instanceof AppError) return outcome.message;
  return outcome.reason === 'failed' ? runtimeWords(outcome.message) : 'The attachment ended at once.';
}

function noSuchContainer(pod: Pod | undefined, name: string): TerminalEnd {
  if (pod === undefined) return { reason: 'podGone', message: 'The pod is gone.' };
  const error = new AppError('NOT_FOUND', `The pod has no container ${name}.`, { resource: 'containers', name });
  return { reason: 'failed', message: error.message, error: error.toForm() };
}

function failure(message: string): TerminalEnd {
  const error = new AppError('COMMAND_FAILED', message, { command: [], exitCode: 1, stderr: '' });
  return { reason: 'failed', message, error: error.toForm() };
}
