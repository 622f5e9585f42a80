/** Watched lists against a server that forgets, cuts and restarts: what the reader knows is what the server has. */
import { afterEach, beforeEach, expect, it } from 'vitest';

import type { Pod, ReflectorEvent } from '../../../main/kube/index.ts';
import { openConnection } from '../../../main/kube/http/connection.ts';
import { httpClient } from '../../../main/kube/http/http-client.ts';
import type { Timers } from '../../../main/kube/timers.ts';
import { watchList } from '../../../main/kube/watch/reflector.ts';
import { ADMIN, startApiServer, type ApiServer } from '../../support/practice/start-api-server.ts';
import { addObject, runningPod } from '../../support/practice/objects.ts';
import { PODS } from '../../../main/practice/api/resource-types.ts';
import { expired } from '../../../main/practice/api/status.ts';

/** Back-offs of seconds pass in milliseconds, with their proportions. */
const SPEED = 1_000;
const hurried: Timers = {
  now: () => performance.now() * SPEED,
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds / SPEED);
    return () => {
      clearTimeout(timer);
    };
  },
};

const WATCHES = /\/pods\?.*watch=true/;
const CUTS = 100;

let server: ApiServer;

beforeEach(async () => {
  server = await startApiServer();
});
afterEach(async () => {
  await server.close();
});

interface Reader {
  /** Names and versions, as the reader knows them. */
  readonly known: ReadonlyMap<string, string>;
  readonly events: readonly ReflectorEvent<Pod>[];
  /** Resolves when the reader knows exactly what the server has. */
  caughtUp(): Promise<void>;
  /** Resolves when this has been seen. */
  saw(accept: (event: ReflectorEvent<Pod>) => boolean): Promise<void>;
  close(): Promise<void>;
}

function readPods(timers: Timers = hurried, pageSize?: number): Reader {
  const access = {
    context: 'test',
    server: server.url,
    kubeNamespace: 'default',
    tls: { ca: server.authority, insecure: false },
    credential: { kind: 'token', token: ADMIN.token },
  } as const;
  const connection = openConnection(access, { environment: {}, userAgent: 'test' });
  const ending = new AbortController();
  const known = new Map<string, string>();
  const events: ReflectorEvent<Pod>[] = [];
  const listeners = new Set<() => void>();

  const read = async (): Promise<void> => {
    const list = { path: '/api/v1/namespaces/default/pods', ...(pageSize === undefined ? {} : { pageSize }) };
    const stream = watchList<Pod>(httpClient(connection), access, list, ending.signal, { timers, random: () => 0.5 });
    for await (const event of stream) {
      events.push(event);
      if (event.type === 'synced') {
        known.clear();
        for (const { metadata } of event.items) known.set(metadata?.name ?? '', metadata?.resourceVersion ?? '');
      } else if (event.type === 'changed') {
        const { name = '', resourceVersion = '' } = event.object.metadata ?? {};
        if (event.change === 'deleted') known.delete(name);
        else known.set(name, resourceVersion);
      }
      for (const listener of listeners) listener();
    }
  };
  const reading = read();
  const when = (holds: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!holds()) return;
        listeners.delete(look);
        resolve();
      };
      listeners.add(look);
      look();
    });
  return {
    known,
    events,
    caughtUp: () => when(() => isDeepEqual(known, truth())),
    saw: (accept) => when(() => events.some(accept)),
    close: async () => {
      ending.abort();
      connection.dispose();
      await reading;
    },
  };
}

function truth(): ReadonlyMap<string, string> {
  return new Map(server.store.list(PODS, 'default').map(({ metadata }) => [metadata.name, metadata.resourceVersion]));
}

function isDeepEqual(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  return one.size === other.size && [...one].every(([name, version]) => other.get(name) === version);
}

/** A sequence that looks random and is the same each time. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const addPod = (name: string, labels = {}): void => {
  addObject(server.store, runningPod({ name, labels }));
};

it(`misses nothing in a watch that is cut ${String(CUTS)} times at random`, async () => {
  const below = numbers(7);
  addPod('first');
  const reader = readPods();
  await reader.caughtUp();
  let changes = 0;
  for (let cuts = 0; cuts < CUTS; cuts += 1) {
    const fault = server.faults.add({
      path: WATCHES,
      count: 1,
      action: { kind: 'cut', afterBytes: 150 + below(4_000) },
    });
    server.endWatches();
    while (fault.hits === 0) {
      change(below);
      changes += 1;
      await hurriedPause(1_000);
    }
    for (let more = below(8); more > 0; more -= 1) {
      change(below);
      changes += 1;
    }
    await reader.caughtUp();
  }
  expect(reader.known).toEqual(truth());
  expect(changes).toBeGreaterThan(CUTS);
  const lists = reader.events.filter(({ type }) => type === 'synced').length;
  expect(lists).toBe(1);
  console.log(`${String(CUTS)} cuts, ${String(changes)} changes, ${String(lists)} list`);
  await reader.close();
});

function change(below: (limit: number) => number): void {
  const name = `pod-${String(below(12))}`;
  const known = server.store.get(PODS, 'default', name);
  if (known !== undefined && below(3) === 0) server.store.remove(PODS, 'default', name);
  else addPod(name, { turn: String(server.store.version) });
}

it.each(['as an event', 'as an HTTP status'])('lists again after 410 %s, without looking stale', async (how) => {
  addPod('first');
  const reader = readPods();
  await reader.saw((event) => event.type === 'state' && event.state === 'live');
  const status = { kind: 'status', status: expired(1, 2) } as const;
  const action = how === 'as an event' ? ({ kind: 'expired' } as const) : status;
  const fault = server.faults.add({ path: WATCHES, count: 1, action });
  addPod('second');
  await reader.caughtUp();
  await hurriedPause(1_500);
  server.endWatches();
  await reader.saw((event) => event.type === 'synced' && event.items.length === 2);
  expect(fault.hits).toBe(1);
  expect(reader.events).not.toContainEqual(expect.objectContaining({ type: 'state', state: 'stale' }));
  await reader.close();
});

/** Until a watch has lasted long enough to end without suspicion. By the clock: a timer drops fractions of a millisecond. */
async function hurriedPause(milliseconds: number): Promise<void> {
  const end = hurried.now() + milliseconds;
  while (hurried.now() < end) await new Promise((resolve) => setImmediate(resolve));
}

it('finds its way after the history that it stood on is forgotten', async () => {
  addPod('first');
  const reader = readPods();
  await reader.saw((event) => event.type === 'state' && event.state === 'live');
  await server.stop();
  addPod('second');
  server.store.remove(PODS, 'default', 'first');
  server.store.compact();
  addPod('third');
  await server.restart();
  await reader.caughtUp();
  expect([...reader.known.keys()]).toEqual(['second', 'third']);
  await reader.close();
});

it('reads a list in pages, and whole when the pages are forgotten between two of them', async () => {
  for (let count = 0; count < 25; count += 1) addPod(`pod-${String(count)}`);
  const fault = server.faults.add({ path: /continue=/, count: 1, action: { kind: 'status', status: expired(1, 2) } });
  const reader = readPods(hurried, 10);
  await reader.caughtUp();
  expect(reader.known.size).toBe(25);
  expect(fault.hits).toBe(1);
  const lists = server.requests.filter(({ path }) => path.includes('/pods') && !path.includes('watch='));
  expect(lists.map(({ path }) => [path.includes('limit='), path.includes('continue=')])).toEqual([
    [true, false],
    [true, true],
    [false, false],
  ]);
  await reader.close();
});

it('lists again after a line that cannot be read, for what it told is lost', async () => {
  addPod('first');
  server.faults.add({ path: WATCHES, count: 1, action: { kind: 'malformed' } });
  const reader = readPods();
  await reader.saw((event) => event.type === 'state' && event.state === 'stale');
  addPod('second');
  await reader.caughtUp();
  expect(reader.events.filter(({ type }) => type === 'synced')).toHaveLength(2);
  await reader.close();
});

it('is stale while the server is away and live again after it came back, with all that happened meanwhile', async () => {
  addPod('first');
  const reader = readPods();
  await reader.saw((event) => event.type === 'state' && event.state === 'live');
  await server.stop();
  await reader.saw((event) => event.type === 'state' && event.state === 'stale');
  addPod('second');
  await server.restart();
  await reader.caughtUp();
  const states = reader.events.flatMap((event) => (event.type === 'state' ? [event.state] : []));
  expect(states.filter((state, index) => state !== states[index - 1])).toEqual(['connecting', 'live', 'stale', 'live']);
  await reader.close();
});

it('keeps its place by bookmarks when nothing of its own happens', async () => {
  addPod('first');
  const reader = readPods();
  await reader.saw((event) => event.type === 'state' && event.state === 'live');
  const lists = (): number => reader.events.filter(({ type }) => type === 'synced').length;
  addObject(server.store, runningPod({ name: 'elsewhere', kubeNamespace: 'kube-system' }));
  server.bookmark();
  server.store.compact();
  addPod('marker');
  await reader.caughtUp();
  await hurriedPause(1_500);
  server.endWatches();
  addPod('after');
  await reader.caughtUp();
  expect(lists()).toBe(1);
  await reader.close();
});
