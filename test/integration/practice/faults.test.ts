/** Every fault that can be asked for, and what the window is told of it. */
import { afterEach, beforeEach, expect, it } from 'vitest';

import { addFault } from '../../../main/practice/add-fault.ts';
import { PODS } from '../../../main/practice/api/resource-types.ts';
import type { ContextStatus, FaultRequest, TerminalEnd, TerminalSource } from '../../../preload/contract/index.ts';
import { follow } from '../../support/follow.ts';
import { addDeployment, addObject, runningPod } from '../../support/practice/objects.ts';
import type { ContainerProgram } from '../../support/practice/program.ts';
import { shell } from '../../support/practice/shell.ts';
import { ADMIN, startApiServer, type ApiServer } from '../../support/practice/start-api-server.ts';
import { startCore, type RunningCore } from '../../support/running-core.ts';

const place = { context: 'practice', kubeNamespace: 'default' } as const;
const TALK: ContainerProgram = async (io) => {
  for (let line = 1; line <= 100; line += 1) await io.write(`line ${String(line)} of a hundred\n`);
  return 0;
};

let server: ApiServer;
let core: RunningCore;
beforeEach(async () => {
  server = await startApiServer({
    images: new Map([['tools', { program: shell, exec: ([name]) => (name === 'talk' ? TALK : shell) }]]),
  });
  addDeployment(server.store, 'web');
  addObject(server.store, runningPod({ name: 'pod', image: 'tools' }));
  core = await startCore([{ context: 'practice', server, user: ADMIN }]);
});
afterEach(async () => {
  await core.dispose();
  await server.close();
});

const fault = (name: FaultRequest['fault'], on: FaultRequest['on'] = 'everything', count?: number): void => {
  addFault(server, { fault: name, on, ...(count === undefined ? {} : { count }) });
};

async function statusAfter(accept: (status: ContextStatus) => boolean): Promise<ContextStatus> {
  const status = follow(core.api.contexts.status({ context: 'practice' }));
  const found = await status.until(accept);
  await status.close();
  return found;
}

async function execEnd(): Promise<TerminalEnd> {
  const source: TerminalSource = {
    ...place,
    kind: 'exec',
    pod: 'pod',
    container: 'app',
    command: ['talk'],
    tty: false,
  };
  const { id } = await core.api.terminals.create({ source, columns: 80, rows: 24 });
  const output = follow(core.api.terminals.open({ terminal: id, offset: 0, columns: 80, rows: 24 }));
  const list = follow(core.api.terminals.watch({}));
  let end: TerminalEnd | undefined;
  await list.until((terminals) => {
    const state = terminals.find((terminal) => terminal.id === id)?.state;
    end = state?.state === 'ended' ? state.end : undefined;
    return end !== undefined;
  });
  await Promise.all([output.close(), list.close()]);
  return end!;
}

const APPLIED = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\ndata: { a: b }\n';

it.each([
  ['unauthorized', 'needsYou', 'UNAUTHENTICATED', 'Unauthorized'],
  ['failed', 'stale', 'UNREACHABLE', 'Internal error occurred: etcdserver: leader changed'],
  ['throttled', 'stale', 'THROTTLED', 'The apiserver is overloaded, please try again later'],
] as const)('%s: the context says that it is %s, and why', async (name, state, code, message) => {
  fault(name);
  expect(await statusAfter((status) => status.state !== 'connecting')).toMatchObject({
    state,
    problem: { code, message },
  });
});

it('slow: the context is live, late', async () => {
  fault('slow', 'everything', 1);
  const { state, latencyMs } = await statusAfter((status) => status.state !== 'connecting');
  expect(state).toBe('live');
  expect(latencyMs).toBeGreaterThanOrEqual(2900);
});

it('expired token: the context needs the person', async () => {
  fault('expiredToken');
  expect(await statusAfter((status) => status.state !== 'connecting')).toMatchObject({
    state: 'needsYou',
    problem: { code: 'UNAUTHENTICATED' },
  });
});

it('changed certificate: the context does not trust the server', async () => {
  fault('changedCertificate');
  expect(await statusAfter((status) => status.state !== 'connecting')).toMatchObject({
    state: 'needsYou',
    problem: { code: 'TLS' },
  });
});

it('changed certificate: a context that was live needs the person as soon as it connects anew', async () => {
  const status = follow(core.api.contexts.status({ context: 'practice' }));
  await status.until(({ state }) => state === 'live');
  fault('changedCertificate');
  await server.stop();
  await server.restart();
  await core.api.contexts.reconnect({ context: 'practice' });
  expect(await status.until(({ state }) => state === 'needsYou')).toMatchObject({ problem: { code: 'TLS' } });
  await status.close();
});

it('refuse: the context is stale, and live again by itself', async () => {
  const status = follow(core.api.contexts.status({ context: 'practice' }));
  await status.until(({ state }) => state === 'live');
  await server.stop();
  const lists = follow(core.api.workloads.watch(place));
  await core.api.contexts.reconnect({ context: 'practice' });
  await status.until(({ state, problem }) => state === 'stale' && problem?.code === 'UNREACHABLE');
  await server.restart();
  await core.api.contexts.reconnect({ context: 'practice' });
  await status.until(({ state }) => state === 'live');
  await Promise.all([status.close(), lists.close()]);
});

it.each([
  ['closed', { reason: 'lost', message: 'The connection was lost; the process may still be running.' }],
  ['noStatus', { reason: 'lost', message: 'The connection was lost; the process may still be running.' }],
  ['drop', { reason: 'lost' }],
  // The server's word is all that a client has: what was cut off before it can be known by the command's own count alone.
  ['earlySuccess', { reason: 'exited', code: 0 }],
  ['malformed', { reason: 'exited', code: 0 }],
  ['unauthorized', { reason: 'failed', error: { code: 'UNAUTHENTICATED' } }],
  ['forbidden', { reason: 'failed', error: { code: 'FORBIDDEN' } }],
  ['throttled', { reason: 'failed', error: { code: 'THROTTLED', data: { retryAfterSeconds: 2 } } }],
  ['failed', { reason: 'failed', error: { code: 'UNREACHABLE' } }],
] as const)('%s: a terminal says how it ended', async (name, end) => {
  fault(name, 'exec', 1);
  expect(await execEnd()).toMatchObject(end);
});

it.each([
  ['conflict', { code: 'CONFLICT' }],
  ['throttled', { code: 'THROTTLED', data: { retryAfterSeconds: 2 } }],
  ['forbidden', { code: 'FORBIDDEN' }],
  ['failed', { code: 'UNREACHABLE', message: 'Internal error occurred: etcdserver: leader changed' }],
  ['drop', { code: 'UNREACHABLE', message: expect.stringContaining('the connection was cut') }],
] as const)('%s: a change says that it was not made', async (name, error) => {
  fault(name, 'changes', 1);
  await expect(core.api.workloads.apply({ ...place, text: APPLIED })).rejects.toMatchObject(error);
});

it.each(['drop', 'malformed', 'expired', 'silent'] as const)('%s: lists stay true through it', async (name) => {
  fault(name, 'watches', 1);
  const workloads = follow(core.api.workloads.watch(place));
  await workloads.until((view) => JSON.stringify(view).includes('web-5d89f'));
  addDeployment(server.store, 'later');
  // A stream that is silent is given up by its own time, which is not waited for here.
  if (name !== 'silent') await workloads.until((view) => JSON.stringify(view).includes('later-5d89f'));
  await workloads.close();
});

it('stall: what is shown waits, and can be left', async () => {
  fault('stall', 'lists');
  const status = follow(core.api.contexts.status({ context: 'practice' }));
  expect((await status.until(() => true)).state).toBe('connecting');
  await status.close();
});

it('stale: a list of a server that is behind is caught up with', async () => {
  for (let number = 0; number < 5; number += 1) addObject(server.store, runningPod({ name: `new-${String(number)}` }));
  fault('stale', 'lists', 1);
  const workloads = follow(core.api.workloads.watch(place));
  await workloads.until((view) => JSON.stringify(view).includes('new-4'));
  await workloads.close();
});

it('clock skew: ages are never below zero', async () => {
  fault('clockSkew');
  addDeployment(server.store, 'early');
  const { creationTimestamp = '' } = server.store
    .list(PODS, 'default')
    .find(({ metadata }) => metadata.name.startsWith('early'))!.metadata;
  expect(Date.parse(creationTimestamp) - Date.now()).toBeLessThanOrEqual(3_600_000);
  const workloads = follow(core.api.workloads.watch(place));
  await workloads.until((view) => JSON.stringify(view).includes('early-5d89f'));
  await workloads.close();
});

it('many pods: ten thousand that do not run are all shown', async () => {
  fault('manyPods');
  const workloads = follow(core.api.workloads.watch(place));
  await workloads.until((view) => JSON.stringify(view).includes('idle-09999'));
  await workloads.close();
});
