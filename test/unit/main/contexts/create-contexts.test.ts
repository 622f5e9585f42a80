import { mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { createContexts, type Contexts } from '../../../../main/contexts/index.ts';
import type { Cluster, ClusterAccess, RequestOptions } from '../../../../main/kube/index.ts';
import { createSettings, type SettingsStore } from '../../../../main/settings/index.ts';
import type { ContextsSnapshot, ContextStatus } from '../../../../preload/contract/contexts.ts';
import { AppError } from '../../../../preload/contract/errors.ts';
import type { RequestContext } from '../../../../preload/contract/kinds.ts';
import { kubeconfig } from './kubeconfig-fixture.ts';

const log = { warn: (): void => undefined };

describe('createContexts', () => {
  let folder: string;
  let file: string;
  let settings: SettingsStore;
  let contexts: Contexts;
  let ended: AbortController;
  let request: RequestContext;
  /** What the API servers answer to any request. */
  let answer: (access: ClusterAccess, options: RequestOptions) => unknown;
  const disposed = vi.fn<() => void>();
  const connect = vi.fn((access: ClusterAccess) => fakeCluster(access, (options) => answer(access, options), disposed));

  const open = async (): Promise<Contexts> =>
    createContexts({ environment: { KUBECONFIG: file }, homeDirectory: folder, connect, settings, log });

  beforeEach(async () => {
    connect.mockClear();
    disposed.mockClear();
    answer = () => ({ gitVersion: 'v1.34.4' });
    folder = await mkdtemp(join(tmpdir(), 'contexts-'));
    file = join(folder, 'config');
    await writeFile(file, kubeconfig({ name: 'lab' }));
    settings = await createSettings({ folder: join(folder, 'settings'), log });
    contexts = await open();
    ended = new AbortController();
    request = { signal: ended.signal, session: { id: 'session', onEnd: () => () => undefined } };
  });
  afterEach(async () => {
    ended.abort();
    contexts.dispose();
    await rm(folder, { recursive: true });
  });

  const until = async <Item>(items: AsyncIterable<Item>, wanted: (item: Item) => boolean): Promise<Item> => {
    for await (const item of items) if (wanted(item)) return item;
    throw new Error('the stream ended');
  };
  const hasContext =
    (name: string) =>
    (snapshot: ContextsSnapshot): boolean =>
      snapshot.contexts.some((context) => context.name === name);
  const isIn =
    (state: ContextStatus['state']) =>
    (status: ContextStatus): boolean =>
      status.state === state;

  it('gives one connection per content, and none for what is broken or unknown', async () => {
    expect(contexts.clusterOf('lab')).toBe(contexts.clusterOf('lab'));
    expect(connect).toHaveBeenCalledOnce();
    expect(() => contexts.clusterOf('gone')).toThrow(expect.objectContaining({ code: 'CONTEXT_NOT_FOUND' }));
    await writeFile(file, kubeconfig({ name: 'lab', cluster: { server: '' } }));
    await contexts.service.reconnect({ context: 'lab' }, request);
    expect(() => contexts.clusterOf('lab')).toThrow(/names no server/);
    expect(() => contexts.describe('lab')).toThrow(/names no server/);
  });

  it('describes a context for a shell', () => {
    expect(contexts.describe('lab')).toMatchObject({ access: { context: 'lab' }, kubeconfigFiles: [file] });
  });

  it('sees a file replaced by renaming', async () => {
    const watched = until(contexts.service.watch({}, request), hasContext('new'));
    await writeFile(join(folder, 'config.lock'), kubeconfig({ name: 'new' }));
    await rename(join(folder, 'config.lock'), file);
    expect((await watched).contexts.map(({ name }) => name)).toEqual(['new']);
  });

  it('sees a file behind a symbolic link written', async () => {
    const target = join(await mkdtemp(join(folder, 'target-')), 'real');
    await writeFile(target, kubeconfig({ name: 'linked' }));
    await rm(file);
    await symlink(target, file);
    await until(contexts.service.watch({}, request), hasContext('linked'));
    await writeFile(target, kubeconfig({ name: 'written' }));
    await until(contexts.service.watch({}, request), hasContext('written'));
  });

  it('keeps the old connection for what is open and gives a new one to who asks', async () => {
    const before = contexts.clusterOf('lab');
    await writeFile(file, kubeconfig({ name: 'lab', user: { token: 'another' } }));
    await contexts.service.reconnect({ context: 'lab' }, request);
    const after = contexts.clusterOf('lab');
    expect(after).not.toBe(before);
    expect(disposed).not.toHaveBeenCalled();
    await expect(before.request({ method: 'GET', path: '/version' })).resolves.toMatchObject({ status: 200 });
  });

  it('takes files added by hand and forgets them', async () => {
    const extra = join(folder, 'extra');
    await expect(contexts.service.addKubeconfig({ path: extra }, request)).rejects.toThrow(/no such file/);
    await writeFile(extra, kubeconfig({ name: 'extra' }));
    expect(await contexts.service.addKubeconfig({ path: extra }, request)).toEqual({
      path: extra,
      origin: 'added',
      contexts: 1,
    });
    expect(contexts.describe('extra').kubeconfigFiles).toEqual([file, extra]);
    expect(settings.current.kubeconfigFiles).toEqual([extra]);
    await contexts.service.removeKubeconfig({ path: extra }, request);
    expect(() => contexts.describe('extra')).toThrow(/No kubeconfig has a context/);
  });

  it('connects first, is live then, and asks once for all who watch', async () => {
    const asked = vi.fn(() => ({ gitVersion: 'v1.34.4' }));
    answer = asked;
    const [first] = await Promise.all([
      until(contexts.service.status({ context: 'lab' }, request), isIn('live')),
      until(contexts.service.status({ context: 'lab' }, request), isIn('live')),
    ]);
    expect(first).toMatchObject({ version: 'v1.34.4' });
    expect(asked).toHaveBeenCalledOnce();
  });

  it('tries again by itself when a server does not answer', async () => {
    answer = () => {
      throw new AppError('UNREACHABLE', 'refused', { server: 'https://a' });
    };
    const stale = await until(contexts.service.status({ context: 'lab' }, request), isIn('stale'));
    expect(stale.problem?.message).toBe('refused');
    expect(Date.parse(stale.retryAt ?? '')).toBeGreaterThan(Date.now() - 1);
    answer = () => ({});
    await until(contexts.service.status({ context: 'lab' }, request), isIn('live'));
  });

  it('waits for a person after a failed sign-in, and for no other context', async () => {
    const asked = vi.fn(() => {
      throw new AppError('CREDENTIAL_PLUGIN_FAILED', 'sign in first', { command: 'aws' });
    });
    answer = asked;
    const problem = await until(contexts.service.status({ context: 'lab' }, request), isIn('needsYou'));
    expect(problem.problem?.message).toBe('sign in first');
    expect(problem.retryAt).toBeUndefined();
    answer = () => ({});
    const live = until(contexts.service.status({ context: 'lab' }, request), isIn('live'));
    await contexts.service.reconnect({ context: 'lab' }, request);
    await live;
    expect(asked).toHaveBeenCalledOnce();
  });

  it('says what is wrong with a broken context and recovers when the file does', async () => {
    await writeFile(file, kubeconfig({ name: 'lab', context: { cluster: 'gone', user: 'lab' } }));
    await contexts.service.reconnect({ context: 'lab' }, request);
    const broken = await until(contexts.service.status({ context: 'lab' }, request), isIn('needsYou'));
    expect(broken.problem?.message).toMatch(/which no file declares/);
    const live = until(contexts.service.status({ context: 'lab' }, request), isIn('live'));
    await writeFile(file, kubeconfig({ name: 'lab' }));
    await live;
  });

  it('asks the server what the user may do, and remembers the answer', async () => {
    const asked = vi.fn((_access: ClusterAccess, { body }: RequestOptions) => ({
      status: { allowed: !JSON.stringify(body).includes('ephemeralcontainers'), reason: 'because' },
    }));
    answer = asked;
    const input = {
      context: 'lab',
      kubeNamespace: 'default',
      questions: [
        { verb: 'list', group: '', resource: 'pods' },
        { verb: 'patch', group: '', resource: 'pods', subresource: 'ephemeralcontainers' },
      ],
    };
    const answers = [
      { verb: 'list', resource: 'pods', allowed: true, reason: 'because' },
      { verb: 'patch', resource: 'pods', subresource: 'ephemeralcontainers', allowed: false, reason: 'because' },
    ];
    expect(await contexts.service.access(input, request)).toEqual(answers);
    expect(await contexts.service.access(input, request)).toEqual(answers);
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('says why a question could not be asked', async () => {
    answer = () => {
      throw new AppError('FORBIDDEN', 'no reviews for you', {});
    };
    const questions = [{ verb: 'list', group: '', resource: 'pods' }];
    expect(await contexts.service.access({ context: 'lab', kubeNamespace: 'default', questions }, request)).toEqual([
      { verb: 'list', resource: 'pods', allowed: false, reason: 'no reviews for you' },
    ]);
  });
});

function fakeCluster(access: ClusterAccess, reply: (options: RequestOptions) => unknown, dispose: () => void): Cluster {
  const unused = (): never => {
    throw new Error('not used here');
  };
  return {
    context: access.context,
    server: access.server,
    kubeNamespace: access.kubeNamespace,
    request: async (options) => {
      const body = await Promise.resolve(options).then(reply);
      return { body: body as never, warnings: [], status: 200 };
    },
    revive: () => undefined,
    stream: unused,
    watchList: unused,
    exec: unused,
    attach: unused,
    portForward: unused,
    dispose,
  };
}
