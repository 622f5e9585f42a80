/**
 * A collection kept up to date: list, watch from there, and after any interruption watch on or list again. The library's
 * informer asks for no bookmarks, gives up after a reset connection and cannot be stopped reliably, hence our own.
 */
import { AppError, type ErrorCode, isAppError, toAppError } from '../../../preload/contract/errors.ts';
import type { QueryValue, RequestOptions } from '../cluster.ts';
import { type AnswerOrigin, ResourceExpired } from '../errors.ts';
import type { HttpClient } from '../http/http-client.ts';
import type { KubeObject } from '../objects.ts';
import { delay, systemTimers, type Timers } from '../timers.ts';
import { backOff } from './back-off.ts';
import { knownObjects } from './known-objects.ts';
import { listPages } from './list-pages.ts';
import type { ReflectorEvent, WatchListOptions } from './reflector-event.ts';
import { createRevival, type Revival } from './revival.ts';
import { readWatchEvent, UnreadableWatch } from './watch-event.ts';
import { watchLines } from './watch-lines.ts';

const PAGE_SIZE = 500;
/** The server ends a watch after this many seconds; random, so that not all end together. */
const WATCH_SECONDS = { least: 300, most: 600 } as const;
/** A server that keeps forgetting its history is not asked for whole lists more often than this. */
const RELIST_PERIOD_MS = 10_000;
/** A watch that ends sooner than this is a failure, however politely it ended. */
const SHORT_WATCH_MS = 1_000;
/** What has not been answered in this time, and before its server came back, was taken by the one that went away. */
const PATIENCE_MS = 4_000;

/** What another try may mend. All else ends the watch: asking again would only repeat the refusal, or a login. */
const WORTH_RETRYING: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'UNREACHABLE',
  'TLS',
  'TIMEOUT',
  'THROTTLED',
  'STREAM_CUT',
  'CONFLICT',
  'TOO_LARGE',
]);

export interface ReflectorSetting {
  readonly timers: Timers;
  readonly random: () => number;
}

const SYSTEM: ReflectorSetting = { timers: systemTimers, random: Math.random };

function retryAfterMs(error: AppError): number {
  return isAppError(error, 'THROTTLED') ? (error.data.retryAfterSeconds ?? 0) * 1000 : 0;
}

export async function* watchList<Item extends KubeObject>(
  http: HttpClient,
  origin: AnswerOrigin,
  options: WatchListOptions,
  signal: AbortSignal,
  { timers, random }: ReflectorSetting = SYSTEM,
  revival: Revival = createRevival(),
): AsyncGenerator<ReflectorEvent<Item>> {
  const { path, fieldSelector, labelSelector, pageSize = PAGE_SIZE } = options;
  const selection: Readonly<Record<string, QueryValue>> = { fieldSelector, labelSelector };
  const known = knownObjects<Item>();
  const failures = backOff(timers, random);
  let resourceVersion: string | undefined;
  let listedAt = Number.NEGATIVE_INFINITY;
  let isLive = false;

  /** The wait for an answer; a server that has come back meanwhile is given only a short while more for it. */
  async function unlessRevived<Answer>(ask: (asking: AbortSignal) => Promise<Answer>): Promise<Answer> {
    const forgotten = new AbortController();
    const askedAt = timers.now();
    let relax: (() => void) | undefined;
    const stopListening = revival.onRing(() => {
      relax ??= timers.after(Math.max(0, askedAt + PATIENCE_MS - timers.now()), () => {
        const afterMs = timers.now() - askedAt;
        const message = `${origin.server} did not answer for ${String(Math.round(afterMs / 1000))} s.`;
        forgotten.abort(new AppError('TIMEOUT', message, { afterMs }));
      });
    });
    try {
      return await ask(AbortSignal.any([signal, forgotten.signal]));
    } catch (error) {
      throw forgotten.signal.aborted && !signal.aborted ? forgotten.signal.reason : error;
    } finally {
      stopListening();
      relax?.();
    }
  }

  /** Whoever is woken may list again at once, too. */
  async function pause(milliseconds: number): Promise<void> {
    const woken = new AbortController();
    const stopListening = revival.onRing(() => {
      listedAt = Number.NEGATIVE_INFINITY;
      woken.abort();
    });
    await delay(timers, milliseconds, AbortSignal.any([signal, woken.signal]));
    stopListening();
  }

  async function list(): Promise<readonly Item[]> {
    await pause(listedAt + RELIST_PERIOD_MS - timers.now());
    listedAt = timers.now();
    const patient: Pick<HttpClient, 'request'> = {
      request: <Page>(page: RequestOptions) =>
        unlessRevived((asking) => http.request<Page>({ ...page, signal: asking })),
    };
    const listed = await listPages<Item>(patient, { path, query: selection, pageSize, signal });
    resourceVersion = listed.resourceVersion;
    known.replace(listed.items);
    return listed.items;
  }

  async function* watch(): AsyncGenerator<ReflectorEvent<Item>> {
    const { least, most } = WATCH_SECONDS;
    const query = {
      ...selection,
      watch: true,
      resourceVersion,
      allowWatchBookmarks: true,
      timeoutSeconds: Math.round(least + random() * (most - least)),
    };
    const body = await unlessRevived((asking) => http.open({ path, query, signal: asking }));
    const startedAt = timers.now();
    if (!isLive) yield { type: 'state', state: 'live' };
    isLive = true;
    for await (const line of watchLines(body, origin.server, timers)) {
      if (signal.aborted) return;
      const event = readWatchEvent<Item>(line, origin);
      resourceVersion = event.object.metadata?.resourceVersion ?? resourceVersion;
      const change = event.type === 'BOOKMARK' ? undefined : known.take(event.type, event.object);
      if (change !== undefined) yield change;
    }
    if (timers.now() - startedAt < SHORT_WATCH_MS) {
      throw new AppError('UNREACHABLE', `${origin.server} ends every watch at once.`, { server: origin.server });
    }
  }

  yield { type: 'state', state: 'connecting' };
  const isOver = (): boolean => signal.aborted;
  while (!isOver()) {
    try {
      if (resourceVersion === undefined) {
        const items = await list();
        yield { type: 'synced', items };
      }
      yield* watch();
    } catch (thrown) {
      if (isOver()) return;
      const error = toAppError(thrown);
      if (error instanceof ResourceExpired || error instanceof UnreadableWatch) resourceVersion = undefined;
      if (error instanceof ResourceExpired) continue;
      isLive = false;
      if (!WORTH_RETRYING.has(error.code)) {
        yield { type: 'state', state: 'stale', error };
        throw error;
      }
      const retryInMs = Math.max(failures.next(), retryAfterMs(error));
      yield { type: 'state', state: 'stale', error, retryInMs };
      await pause(retryInMs);
    }
  }
}
