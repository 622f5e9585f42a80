/** The open streams of the app: one for each debug container, shared by whoever works there. */
import { AppError, cancelled, isAppError, toAppError } from '../../preload/contract/errors.ts';
import type { ContainerRef } from '../../preload/contract/references.ts';
import { type Cluster, getPod } from '../kube/index.ts';
import { createLeases } from '../streams/index.ts';
import { type OpenReach, openReach, type OpenReachOptions } from './open-reach.ts';

/** Going from the files to the processes and back opens nothing anew; a forgotten tab leaves no process behind. */
const LINGER_MS = 60_000;
/** What cannot be written or run in a container now will not be a moment later; a disk may be emptied, though. */
const REFUSAL_MEMORY_MS = 5 * 60_000;
/** Quitting the app waits no longer for containers that do not answer. */
const DISPOSE_MS = 8_000;

export interface ReachLease {
  readonly session: OpenReach;
  /** Of the pod that the stream leads into; absent where pods may not be read. */
  readonly podUid?: string;
  /** Once; more often does nothing. */
  release(): void;
}

export interface ReachPool {
  /**
   * The container's stream, opened unless it is. Rejects with REACH_UNAVAILABLE where there can be none, or with what kept
   * it from being opened. A stream that is lost fails what was asked of it; the next lease opens another one.
   */
  lease(container: ContainerRef, signal?: AbortSignal): Promise<ReachLease>;
  /** Leases for one piece of work. If the stream is lost beneath it, it is done once more: only for what may be done twice. */
  use<T>(container: ContainerRef, work: (session: OpenReach) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Ends every stream and waits, for seconds at most, until the programs are gone. */
  dispose(): Promise<void>;
}

export interface ReachPoolOptions {
  readonly clusterOf: (context: string) => Cluster;
  /** Whether a program may be put into this context's containers: a setting. */
  readonly isAllowed: (context: string) => boolean;
  /** The folder with `programs.json`. */
  readonly programs: string;
  readonly open?: (cluster: Cluster, container: ContainerRef, options: OpenReachOptions) => Promise<OpenReach>;
  readonly now?: () => number;
}

interface Place {
  readonly cluster: Cluster;
  readonly container: ContainerRef;
}

interface Opened {
  readonly session: OpenReach;
  readonly podUid?: string;
}

export function createReachPool(options: ReachPoolOptions): ReachPool {
  const { clusterOf, isAllowed, programs, open = openReach, now = () => performance.now() } = options;
  const places = new Map<string, Place>();
  const refusals = new Map<string, { readonly error: AppError; readonly until: number }>();
  const closing = new Set<Promise<unknown>>();
  const numbers = new WeakMap<Cluster, number>();
  let lastNumber = 0;
  const leases = createLeases<string, Promise<Opened>>(start, LINGER_MS);

  /** A context whose entries have changed is another cluster, and has streams of its own. */
  function keyOf({ cluster, container }: Place): string {
    const number = numbers.get(cluster) ?? (lastNumber += 1);
    numbers.set(cluster, number);
    const { kubeNamespace, pod, container: name } = container;
    return [number, kubeNamespace, pod, name].join(' ');
  }

  function start(key: string, ended: AbortSignal): Promise<Opened> {
    const place = places.get(key);
    if (place === undefined) throw new Error('a stream is opened by a lease only');
    places.delete(key);
    const opening = new AbortController();
    const opened = openPlace(place, opening.signal);
    opened.then(
      ({ session }) => {
        let isOver = false;
        void session.ended.then(() => {
          isOver = true;
          if (!ended.aborted && leases.peek(key) === opened) leases.discard(key);
        });
        onAbort(ended, () => {
          if (!isOver) track(session.close());
        });
      },
      (error: unknown) => {
        if (leases.peek(key) === opened) leases.discard(key);
        if (isAppError(error, 'REACH_UNAVAILABLE')) refusals.set(key, { error, until: now() + REFUSAL_MEMORY_MS });
      },
    );
    onAbort(ended, () => opening.abort());
    return opened;
  }

  async function openPlace({ cluster, container }: Place, signal: AbortSignal): Promise<Opened> {
    const uid = getPod(cluster, container, signal).then(
      ({ metadata }) => metadata?.uid,
      () => undefined,
    );
    // Ends the stream that is being opened, not the one that is open: that one is told to quit.
    const session = await open(cluster, container, { programs, openingSignal: signal });
    const podUid = await uid;
    return { session, ...(podUid === undefined ? {} : { podUid }) };
  }

  function track(work: Promise<unknown>): void {
    const settled = work.catch(() => undefined).finally(() => closing.delete(settled));
    closing.add(settled);
  }

  async function lease(container: ContainerRef, signal?: AbortSignal): Promise<ReachLease> {
    if (signal?.aborted === true) throw cancelled();
    if (!isAllowed(container.context)) {
      const message = 'The settings of this cluster let no program be put into its containers.';
      throw new AppError('REACH_UNAVAILABLE', message, { reason: 'switchedOff' });
    }
    const place = { cluster: clusterOf(container.context), container };
    const key = keyOf(place);
    const refusal = refusals.get(key);
    if (refusal !== undefined && now() < refusal.until) throw refusal.error;
    refusals.delete(key);

    places.set(key, place);
    const taken = leases.take(key);
    places.delete(key);
    try {
      return { ...(await unlessAborted(taken.value, signal)), release: taken.release };
    } catch (error) {
      taken.release();
      throw error;
    }
  }

  async function use<T>(
    container: ContainerRef,
    work: (session: OpenReach) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    for (let isLast = false; ; isLast = true) {
      const { session, release } = await lease(container, signal);
      try {
        return await work(session);
      } catch (error) {
        const { retryable } = toAppError(error);
        if (isLast || !retryable || !(await hasEnded(session))) throw error;
      } finally {
        release();
      }
    }
  }

  return {
    lease,
    use,
    dispose: async () => {
      leases.dispose();
      const patience = Promise.withResolvers<undefined>();
      const timer = setTimeout(() => patience.resolve(undefined), DISPOSE_MS);
      await Promise.race([Promise.all(closing), patience.promise]);
      clearTimeout(timer);
    },
  };
}

function onAbort(signal: AbortSignal, act: () => void): void {
  if (signal.aborted) act();
  else signal.addEventListener('abort', act, { once: true });
}

async function hasEnded({ ended }: OpenReach): Promise<boolean> {
  const open = Symbol('open');
  return (await Promise.race([ended, Promise.resolve(open)])) !== open;
}

async function unlessAborted<T>(value: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return value;
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(cancelled());
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([value, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
