import type { IncomingMessage, ServerResponse } from 'node:http';

import { afterEach, describe, expect, it } from 'vitest';

import { connectCluster } from '../../../../../main/kube/connect-cluster.ts';
import { openConnection } from '../../../../../main/kube/http/connection.ts';
import { httpClient } from '../../../../../main/kube/http/http-client.ts';
import type { Pod } from '../../../../../main/kube/objects.ts';
import { watchList } from '../../../../../main/kube/watch/reflector.ts';
import { createRevival, type Revival } from '../../../../../main/kube/watch/revival.ts';
import type { ReflectorEvent } from '../../../../../main/kube/watch/reflector-event.ts';
import { accessTo, type FakeApiServer, sendJson, startFakeApiServer } from '../fake-api-server.ts';
import { manualTimers, type ManualTimers } from '../manual-timers.ts';

const disposals: (() => unknown)[] = [];

afterEach(async () => {
  for (const dispose of disposals.splice(0).reverse()) await dispose();
});

const pod = (name: string, resourceVersion: string): Pod => ({
  metadata: { name, uid: `uid-${name}`, resourceVersion },
});
const list = (resourceVersion: string, ...items: readonly Pod[]): object => ({ metadata: { resourceVersion }, items });
const line = (type: string, object: object): string => `${JSON.stringify({ type, object })}\n`;
const gone = { kind: 'Status', status: 'Failure', code: 410, reason: 'Expired', message: 'too old resource version' };

type Answer = (response: ServerResponse, request: IncomingMessage) => void;
const json =
  (body: object, status = 200, headers = {}): Answer =>
  (response) =>
    sendJson(response, status, body, headers);
/** A watch that stays open after these lines. */
const open =
  (...lines: readonly string[]): Answer =>
  (response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.write(lines.join('') === '' ? '\n' : lines.join(''));
  };

interface Watching {
  readonly server: FakeApiServer;
  readonly timers: ManualTimers;
  readonly abort: AbortController;
  readonly revival: Revival;
  /** The next event in short; lets time pass while it waits. */
  next(): Promise<string>;
  readonly queries: () => readonly URLSearchParams[];
}

function short(event: ReflectorEvent<Pod>): string {
  if (event.type === 'synced') return `synced ${event.items.map((item) => item.metadata?.name ?? '').join(' ')}`.trim();
  if (event.type === 'changed') return `${event.change} ${event.object.metadata?.name ?? ''}`;
  return event.error === undefined ? event.state : `${event.state} ${event.error.code} ${String(event.retryInMs)}`;
}

async function watching(answers: readonly Answer[], options = {}): Promise<Watching> {
  let asked = 0;
  const server = await startFakeApiServer({
    onRequest: (request, response) => {
      const answer = answers[asked];
      asked += 1;
      if (answer === undefined) response.destroy();
      else answer(response, request);
    },
  });
  disposals.push(server.close);
  const connection = openConnection(accessTo(server.url), { environment: {}, userAgent: 'test' });
  disposals.push(connection.dispose);
  const timers = manualTimers();
  const abort = new AbortController();
  const list = { path: '/api/v1/pods', ...options };
  const revival = createRevival();
  const setting = { timers, random: () => 1 };
  const events = watchList<Pod>(httpClient(connection), connection.access, list, abort.signal, setting, revival);
  return {
    server,
    timers,
    abort,
    revival,
    next: async () => {
      const result = await Promise.race([events.next(), passTime(timers)]);
      return result.done === true ? 'end' : short(result.value);
    },
    queries: () => server.requests.map(({ url }) => new URL(url ?? '', 'http://x').searchParams),
  };
}

/** Never settles: while an event is waited for, time goes by in small steps, though never enough to look idle. */
async function passTime(timers: ManualTimers): Promise<never> {
  for (;;) {
    await new Promise((resolve) => setImmediate(resolve));
    timers.advance(5);
  }
}

async function events(watch: Watching, count: number): Promise<readonly string[]> {
  const all: string[] = [];
  while (all.length < count) all.push(await watch.next());
  return all;
}

describe('watchList', () => {
  it.each(['list', 'watch'] as const)(
    'asks again, when the server comes back, for a %s that was never answered',
    async (what) => {
      const never: Answer = () => undefined;
      const answers = [json(list('5', pod('a', '1'))), open(line('ADDED', pod('b', '6')))];
      const watch = await watching(answers.toSpliced(what === 'list' ? 0 : 1, 0, never));
      const before = what === 'list' ? ['connecting'] : ['connecting', 'synced a'];
      expect(await events(watch, before.length)).toEqual(before);
      const next = watch.next();
      await expect.poll(() => watch.server.requests.length).toBe(before.length);
      watch.timers.advance(9_000);
      expect(watch.server.requests).toHaveLength(before.length);
      watch.revival.ring();
      expect(await next).toBe('stale TIMEOUT 800');
      expect(await events(watch, 2)).toEqual(what === 'list' ? ['synced a', 'live'] : ['live', 'added b']);
      watch.abort.abort();
    },
  );

  it('does not sit out its time when the server answers again', async () => {
    const watch = await watching([json({}, 500), json(list('5', pod('a', '1'))), open()]);
    expect(await events(watch, 2)).toEqual(['connecting', 'stale UNREACHABLE 800']);
    const next = watch.next();
    await new Promise((resolve) => setImmediate(resolve));
    const waited = watch.timers.now();
    watch.revival.ring();
    expect(await next).toBe('synced a');
    expect(watch.timers.now() - waited).toBeLessThan(800);
  });

  it('lists in pages, watches from there with bookmarks, and tells each change', async () => {
    const watch = await watching(
      [
        json({ metadata: { resourceVersion: '9', continue: 'more' }, items: [pod('a', '1')] }),
        json({ metadata: { resourceVersion: '10', continue: '' }, items: [pod('b', '2')] }),
        open(
          line('ADDED', pod('c', '11')),
          line('MODIFIED', pod('a', '12')),
          line('BOOKMARK', { metadata: { resourceVersion: '13' } }),
          line('DELETED', pod('b', '14')),
        ),
      ],
      { labelSelector: 'app=x', pageSize: 1 },
    );
    expect(await events(watch, 6)).toEqual(['connecting', 'synced a b', 'live', 'added c', 'modified a', 'deleted b']);
    const [first, second, third] = watch.queries();
    expect(Object.fromEntries(first ?? [])).toEqual({ labelSelector: 'app=x', limit: '1' });
    expect(second?.get('continue')).toBe('more');
    expect(Object.fromEntries(third ?? [])).toEqual({
      labelSelector: 'app=x',
      watch: 'true',
      resourceVersion: '10',
      allowWatchBookmarks: 'true',
      timeoutSeconds: '600',
    });
  });

  it('watches on after a cut from where it was, also if only a bookmark said so, and repeats nothing', async () => {
    const watch = await watching([
      json(list('10', pod('a', '1'))),
      (response) => {
        open(line('MODIFIED', pod('a', '11')), line('BOOKMARK', { metadata: { resourceVersion: '20' } }))(
          response,
          response.req,
        );
        setImmediate(() => response.destroy());
      },
      open(line('MODIFIED', pod('a', '11')), line('ADDED', pod('b', '21'))),
    ]);
    expect(await events(watch, 4)).toEqual(['connecting', 'synced a', 'live', 'modified a']);
    expect(await events(watch, 3)).toEqual(['stale UNREACHABLE 800', 'live', 'added b']);
    expect(watch.queries()[2]?.get('resourceVersion')).toBe('20');
  });

  it.each([
    ['as an event', open(line('ERROR', gone))],
    ['as an answer', json(gone, 410)],
  ])('lists again when the server forgot, told %s, without a word', async (_name, forgotten) => {
    const watch = await watching([json(list('10', pod('a', '1'))), forgotten, json(list('30', pod('b', '3'))), open()]);
    const told = (await events(watch, 4)).filter((event) => event !== 'live');
    expect(told.slice(0, 3)).toEqual(['connecting', 'synced a', 'synced b']);
    expect(watch.timers.now()).toBeGreaterThanOrEqual(10_000);
    expect(watch.queries()[2]?.has('resourceVersion')).toBe(false);
  });

  it('lists all at once when the pages expire half way', async () => {
    const watch = await watching([
      json({ metadata: { resourceVersion: '9', continue: 'more' }, items: [pod('a', '1')] }),
      json(gone, 410),
      json(list('12', pod('a', '1'), pod('b', '2'))),
      open(),
    ]);
    expect(await events(watch, 3)).toEqual(['connecting', 'synced a b', 'live']);
    expect(watch.queries()[2]?.has('limit')).toBe(false);
  });

  it('does not mention a watch that the server ended in good order', async () => {
    const watch = await watching([
      json(list('10')),
      (response) => {
        open(line('ADDED', pod('a', '11')))(response, response.req);
        const end = (): void => {
          if (watch.timers.now() > 2_000) response.end();
          else setImmediate(end);
        };
        end();
      },
      open(line('ADDED', pod('b', '12'))),
    ]);
    expect(await events(watch, 5)).toEqual(['connecting', 'synced', 'live', 'added a', 'added b']);
  });

  it('waits longer each time, as long as a busy server asks, and recovers', async () => {
    const busy = json({ status: 'Failure', message: 'busy' }, 429, { 'Retry-After': '20' });
    const broken = json({ status: 'Failure', message: 'broken' }, 500);
    const watch = await watching([broken, broken, broken, busy, json(list('10')), open()]);
    expect(await events(watch, 7)).toEqual([
      'connecting',
      'stale UNREACHABLE 800',
      'stale UNREACHABLE 1600',
      'stale UNREACHABLE 3200',
      'stale THROTTLED 20000',
      'synced',
      'live',
    ]);
  });

  it.each([
    ['cannot be read', '{"type":"MODIF\n'],
    ['has no version', line('MODIFIED', { metadata: {} })],
    ['is of no known type', line('RENAMED', pod('a', '2'))],
    ['is no event', 'null\n'],
  ])('lists again after a line that %s', async (_name, text) => {
    const watch = await watching([json(list('10')), open(text), json(list('20', pod('a', '1'))), open()]);
    expect(await events(watch, 5)).toEqual(['connecting', 'synced', 'live', 'stale UNREACHABLE 800', 'synced a']);
  });

  it('keeps a line without an end from filling memory', async () => {
    const endless: Answer = (response) => {
      const pump = (): void => {
        if (!response.destroyed) response.write('x'.repeat(65_536), pump);
      };
      pump();
    };
    const watch = await watching([json(list('10')), endless]);
    expect(await events(watch, 4)).toEqual(['connecting', 'synced', 'live', 'stale TOO_LARGE 800']);
  });

  it('gives a silent connection up', async () => {
    const watch = await watching([json(list('10')), open(), open(line('ADDED', pod('a', '11')))]);
    expect(await events(watch, 3)).toEqual(['connecting', 'synced', 'live']);
    const next = watch.next();
    while (watch.timers.pending === 0) await new Promise((resolve) => setImmediate(resolve));
    watch.timers.advance(150_000);
    expect(await next).toBe('stale UNREACHABLE 800');
    expect(await events(watch, 2)).toEqual(['live', 'added a']);
  });

  it.each([
    [403, 'FORBIDDEN'],
    [401, 'UNAUTHENTICATED'],
    [404, 'NOT_FOUND'],
  ])('ends with %i, which no retry can mend', async (status, code) => {
    const watch = await watching([json({ status: 'Failure', message: 'no' }, status)]);
    expect(await events(watch, 2)).toEqual(['connecting', `stale ${code} undefined`]);
    await expect(watch.next()).rejects.toMatchObject({ code });
  });

  it('ends quietly when it is called off: while it watches and while it waits', async () => {
    const live = await watching([json(list('10')), open()]);
    await events(live, 3);
    const next = live.next();
    live.abort.abort();
    expect(await next).toBe('end');

    const waiting = await watching([json({ status: 'Failure' }, 500)]);
    await events(waiting, 2);
    waiting.abort.abort();
    expect(await waiting.next()).toBe('end');
  });

  it('ends with its cluster', async () => {
    const server = await startFakeApiServer({
      onRequest: (request, response) =>
        request.url?.includes('watch') === true ? open()(response, request) : json(list('10'))(response, request),
    });
    disposals.push(server.close);
    const cluster = connectCluster(accessTo(server.url), { environment: {} });
    const told: string[] = [];
    for await (const event of cluster.watchList<Pod>({ path: '/api/v1/pods' }, new AbortController().signal)) {
      told.push(short(event));
      if (told.length === 3) cluster.dispose();
    }
    expect(told).toEqual(['connecting', 'synced', 'live']);
  });
});
