/** Faults that only time shows: connections that stay open and say nothing, answers that never come. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { addFault } from '../../../main/practice/add-fault.ts';
import type { TerminalEnd } from '../../../preload/contract/index.ts';
import { follow } from '../../support/follow.ts';
import { addDeployment, addObject, runningPod } from '../../support/practice/objects.ts';
import { shell } from '../../support/practice/shell.ts';
import { ADMIN, startApiServer, type ApiServer } from '../../support/practice/start-api-server.ts';
import { startCore, type RunningCore } from '../../support/running-core.ts';

const place = { context: 'practice', kubeNamespace: 'default' } as const;
/** A turn of the real clock, in which bytes that are on their way arrive. */
const REAL_TURN_MS = 3;
const realTimeout = setTimeout;

let server: ApiServer;
let core: RunningCore;
beforeEach(async () => {
  // Deadlines of requests are the kernel's own timers unless they are made of these.
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
    const deadline = new AbortController();
    setTimeout(() => {
      deadline.abort(new DOMException('The time is up.', 'TimeoutError'));
    }, milliseconds);
    return deadline.signal;
  });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'], shouldAdvanceTime: true });
  server = await startApiServer({ images: new Map([['tools', { program: shell, exec: () => shell }]]) });
  addDeployment(server.store, 'web');
  addObject(server.store, runningPod({ name: 'pod', image: 'tools' }));
  core = await startCore([{ context: 'practice', server, user: ADMIN }]);
});
afterEach(async () => {
  vi.useRealTimers();
  await core.dispose();
  await server.close();
});

/** Second by second, so that whoever answers can do so in time. */
async function pass(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    await vi.advanceTimersByTimeAsync(1000);
    await new Promise((resolve) => realTimeout(resolve, REAL_TURN_MS));
  }
}

const shows =
  (name: string) =>
  (view: unknown): boolean =>
    JSON.stringify(view).includes(`${name}-5d89f`);

it('silent watches: after two and a half minutes the lists are stale and say why, then true again', async () => {
  addFault(server, { fault: 'silent', on: 'watches' });
  const workloads = follow(core.api.workloads.watch(place));
  await workloads.until(shows('web'));
  server.faults.clear();
  addDeployment(server.store, 'later');
  const stale = workloads.until((view) => view.type === 'freshness' && view.freshness.state === 'stale');
  const caughtUp = stale.then(() => workloads.until(shows('later')));
  await pass(140);
  expect(workloads.seen.some(shows('later'))).toBe(false);
  await pass(20);
  expect(await stale).toMatchObject({
    freshness: { problem: { message: expect.stringContaining('has been silent for 150 s.') } },
  });
  await caughtUp;
  await workloads.close();
});

it('silent exec: after fifteen seconds the terminal says that it was lost', async () => {
  addFault(server, { fault: 'silent', on: 'exec' });
  const shellInPod = { kind: 'exec', pod: 'pod', container: 'app', command: ['sh'], tty: true } as const;
  const source = { ...place, ...shellInPod, command: [...shellInPod.command] };
  const { id } = await core.api.terminals.create({ source, columns: 80, rows: 24 });
  const output = follow(core.api.terminals.open({ terminal: id, offset: 0, columns: 80, rows: 24 }));
  const list = follow(core.api.terminals.watch({}));
  let end: TerminalEnd | undefined;
  const ended = list.until((terminals) => {
    const state = terminals.find((terminal) => terminal.id === id)?.state;
    end = state?.state === 'ended' ? state.end : undefined;
    return end !== undefined;
  });
  await pass(10);
  expect(end).toBeUndefined();
  await pass(10);
  await ended;
  expect(end).toEqual({ reason: 'lost', message: 'The connection was lost; the process may still be running.' });
  await Promise.all([output.close(), list.close()]);
});

it('stalled requests: after five seconds the context is stale and says so, and is live when they are answered', async () => {
  addFault(server, { fault: 'stall', on: 'everything' });
  const status = follow(core.api.contexts.status({ context: 'practice' }));
  const stale = status.until(({ state }) => state === 'stale');
  await pass(6);
  expect(await stale).toMatchObject({
    problem: { code: 'TIMEOUT', message: expect.stringMatching(/^https:\/\/127\.0\.0\.1:\d+ .*5 s/) },
  });
  server.faults.clear();
  const live = status.until(({ state }) => state === 'live');
  await pass(31);
  await live;
  await status.close();
});

it('a second server that is behind, after the first has forgotten its history: the lists come to the truth', async () => {
  const has = (name: string) => (view: unknown) => JSON.stringify(view).includes(name);
  const workloads = follow(core.api.workloads.watch(place));
  await workloads.until(shows('web'));
  for (let number = 0; number < 5; number += 1) addObject(server.store, runningPod({ name: `new-${String(number)}` }));
  await workloads.until(has('new-4'));
  addFault(server, { fault: 'expired', on: 'watches', count: 1 });
  addFault(server, { fault: 'stale', on: 'lists', count: 1 });
  server.endWatches();
  addObject(server.store, runningPod({ name: 'newest' }));
  const told = workloads.until(has('newest'));
  // A list is not read again sooner than ten seconds after the last one.
  await pass(12);
  await told;
  await workloads.close();
});
