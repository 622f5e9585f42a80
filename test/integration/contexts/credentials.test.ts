/** Whose credential reaches which server, when contexts share a user's name, a token changes or a plug-in must run again. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, expect, it } from 'vitest';

import { ADMIN, startApiServer, type ApiServer } from '../../support/practice/start-api-server.ts';
import { kubeconfig, writeKubeconfig } from '../../../main/practice/api/kubeconfig.ts';
import { EVERYTHING, type User } from '../../../main/practice/api/users.ts';
import { follow } from '../../support/follow.ts';
import { startCore } from '../../support/running-core.ts';

const disposers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const dispose of disposers.splice(0).reverse()) await dispose();
});

async function server(...users: readonly User[]): Promise<ApiServer> {
  const started = await startApiServer({ users });
  disposers.push(started.close);
  return started;
}

async function core(contexts: Parameters<typeof startCore>[0]): ReturnType<typeof startCore> {
  const started = await startCore(contexts);
  disposers.push(started.dispose);
  return started;
}

const tokensSeenBy = ({ requests }: ApiServer): readonly string[] => [
  ...new Set(requests.map(({ authorization }) => authorization ?? 'none')),
];

const questions = (turn: number): { readonly verb: string; readonly resource: string }[] => [
  { verb: 'get', resource: `thing-${String(turn)}` },
];

it('never sends a credential to another server, however calls are interleaved and the file changes', async () => {
  const users = ['one', 'two', 'three'].map((name): User => ({ name, token: `token-of-${name}`, rules: EVERYTHING }));
  const servers = await Promise.all(users.map((user) => server(user)));
  const contexts = users.map((user, index) => ({ context: user.name, user, server: servers[index]! }));
  const { api, kubeconfig: path } = await core(contexts);
  const asked = 60;
  let allowed = 0;
  for (let turn = 0; turn < asked; turn += 1) {
    // Another order each time: entries of a file have no meaning by their place.
    if (turn % 10 === 0) await writeKubeconfig(path, [...contexts.slice(turn % 3), ...contexts.slice(0, turn % 3)]);
    const answers = await Promise.all(
      users.map(({ name }) =>
        api.contexts.access({ context: name, kubeNamespace: 'default', questions: questions(turn) }),
      ),
    );
    allowed += answers.flat().filter((answer) => answer.allowed).length;
  }
  expect(allowed).toBe(asked * users.length);
  for (const [index, one] of servers.entries()) {
    expect(tokensSeenBy(one)).toEqual([`Bearer token-of-${users[index]!.name}`]);
  }
  console.log(`${String(servers.flatMap(({ requests }) => requests).length)} requests, none with a foreign credential`);
});

it('keeps users apart that have the same name in a file added by hand', async () => {
  const [first, second] = [
    await server({ name: 'admin', token: 'token-of-first', rules: EVERYTHING }),
    await server({ name: 'admin', token: 'token-of-second', rules: EVERYTHING }),
  ];
  const one = { context: 'first', server: first, user: first.users[0]! };
  const other = { context: 'second', server: second, user: second.users[0]! };
  const { api, folder } = await core(kubeconfig([one], () => 'admin'));
  const added = join(folder, 'second.json');
  await writeFile(
    added,
    kubeconfig([other], () => 'admin'),
  );
  await api.contexts.addKubeconfig({ path: added });
  for (const context of ['first', 'second', 'first']) {
    const [answer] = await api.contexts.access({ context, kubeNamespace: 'default', questions: questions(0) });
    expect(answer?.allowed).toBe(true);
  }
  expect(tokensSeenBy(first)).toEqual(['Bearer token-of-first']);
  expect(tokensSeenBy(second)).toEqual(['Bearer token-of-second']);
});

it('runs a credential plug-in once more after a 401, and asks again with what it gave', async () => {
  const api1 = await server({ name: 'plugged', token: 'token-1', rules: EVERYTHING });
  const entry = { context: 'plugged', server: api1, user: { name: 'plugged', token: '' } };
  const file: unknown = JSON.parse(kubeconfig([entry]));
  const { api, folder, kubeconfig: path } = await core(kubeconfig([entry]));
  const token = join(folder, 'token');
  const runs = join(folder, 'runs');
  await writeFile(token, 'token-1');
  const script = `const fs = require('fs'); fs.appendFileSync(${JSON.stringify(runs)}, 'x');
    console.log(JSON.stringify({ apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential',
      status: { token: fs.readFileSync(${JSON.stringify(token)}, 'utf8') } }))`;
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1',
    interactiveMode: 'Never',
    command: process.execPath,
    args: ['-e', script],
  };
  await writeFile(path, JSON.stringify({ ...Object(file), users: [{ name: 'plugged', user: { exec } }] }));
  await api.contexts.reconnect({ context: 'plugged' });
  const ask = async (turn: number): Promise<boolean | undefined> =>
    (await api.contexts.access({ context: 'plugged', kubeNamespace: 'default', questions: questions(turn) }))[0]
      ?.allowed;

  expect(await ask(1)).toBe(true);
  api1.users[0] = { name: 'plugged', token: 'token-2', rules: EVERYTHING };
  await writeFile(token, 'token-2');
  // Many at once: the plug-in runs once for all of them.
  expect(await Promise.all([2, 3, 4, 5, 6].map(ask))).toEqual([true, true, true, true, true]);
  expect(await readFile(runs, 'utf8')).toBe('xx');
  expect(api1.requests.at(-1)?.authorization).toBe('Bearer token-2');
});

it('says that a person is needed when the token is refused, and is live again when the file has a good one', async () => {
  const api1 = await server(ADMIN);
  const entry = (token: string) => ({ context: 'practice', server: api1, user: { ...ADMIN, token } });
  const { api, kubeconfig: path } = await core([entry('out-of-date')]);
  const status = follow(api.contexts.status({ context: 'practice' }));
  const needsYou = await status.until(({ state }) => state === 'needsYou');
  expect(needsYou.problem?.code).toBe('UNAUTHENTICATED');
  await writeKubeconfig(path, [entry(ADMIN.token)]);
  expect(await status.until(({ state }) => state === 'live')).toMatchObject({ version: 'v1.34.4' });
  await status.close();
});

it('goes stale with its server and live again with it, and leaves the other cluster alone', async () => {
  const [first, second] = [await server(ADMIN), await server(ADMIN)];
  const { api } = await core([
    { context: 'first', server: first, user: ADMIN },
    { context: 'second', server: second, user: ADMIN },
  ]);
  const [one, other] = ['first', 'second'].map((context) => follow(api.contexts.status({ context })));
  await one!.until(({ state }) => state === 'live');
  await other!.until(({ state }) => state === 'live');
  await first.stop();
  await api.contexts.reconnect({ context: 'first' });
  expect((await one!.until(({ state }) => state === 'stale')).problem?.code).toBe('UNREACHABLE');
  await first.restart();
  await api.contexts.reconnect({ context: 'first' });
  await one!.until(({ state }) => state === 'live');
  expect(other!.seen.map(({ state }) => state)).not.toContain('stale');
  await one!.close();
  await other!.close();
});
