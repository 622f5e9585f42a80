import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createContexts, type Contexts } from '../../../../main/contexts/index.ts';
import { connectCluster } from '../../../../main/kube/index.ts';
import { createSettings } from '../../../../main/settings/index.ts';
import type { ContextStatus } from '../../../../preload/contract/contexts.ts';
import type { RequestContext } from '../../../../preload/contract/kinds.ts';
import { selfSigned } from '../../../../main/practice/api/certificates.ts';
import { sendJson, startFakeApiServer, type FakeApiServer } from '../kube/fake-api-server.ts';
import { execUser, kubeconfig } from './kubeconfig-fixture.ts';

const PLUGINS = {
  hanging: '#!/bin/sh\nexec tail -f /dev/null\n',
  rubbish: '#!/bin/sh\necho no credential at all\n',
  failing: '#!/bin/sh\nprintf "\\033[31msign in first\\033[0m" >&2\nexit 3\n',
};

describe('credential plug-ins that do not work', () => {
  let folder: string;
  let server: FakeApiServer;
  let contexts: Contexts;
  const ended = new AbortController();
  const request: RequestContext = { signal: ended.signal, session: { id: 'session', onEnd: () => () => undefined } };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plugins-'));
    // Without TLS no credential is sent, and so no plug-in run.
    const tls = selfSigned('127.0.0.1');
    server = await startFakeApiServer({
      tls,
      onRequest: (_request, response) => sendJson(response, 200, { gitVersion: 'v1.34.4' }),
    });
    const ca = Buffer.from(tls.certificate).toString('base64');
    const cluster = { server: server.url, 'certificate-authority-data': ca };
    const files: string[] = [];
    const write = async (name: string, user: Readonly<Record<string, unknown>>): Promise<void> => {
      files.push(join(folder, `${name}.yaml`));
      await writeFile(join(folder, `${name}.yaml`), kubeconfig({ name, cluster, user }));
    };
    for (const [name, script] of Object.entries(PLUGINS)) {
      await writeFile(join(folder, name), script);
      await chmod(join(folder, name), 0o755);
      await write(name, execUser({ command: `./${name}` }));
    }
    await write('missing', execUser({ command: 'no-such-plugin-anywhere', installHint: 'brew install it' }));
    await write('good', {});
    // No SHELL: nobody's start-up files are to be read for a longer PATH.
    const environment = { PATH: process.env['PATH'], KUBECONFIG: files.join(delimiter) };
    const log = { warn: (): void => undefined };
    contexts = await createContexts({
      environment,
      homeDirectory: folder,
      connect: (access) => connectCluster(access, { environment }),
      settings: await createSettings({ folder: join(folder, 'settings'), log }),
      log,
    });
  });
  afterAll(async () => {
    ended.abort();
    contexts.dispose();
    await server.close();
    await rm(folder, { recursive: true });
  });

  const settled = async (context: string): Promise<ContextStatus> => {
    for await (const status of contexts.service.status({ context }, request)) {
      if (status.state !== 'connecting') return status;
    }
    throw new Error('the stream ended');
  };

  it('leaves the others alone while one hangs', async () => {
    const hanging = contexts.service.status({ context: 'hanging' }, request)[Symbol.asyncIterator]();
    expect(await hanging.next()).toMatchObject({ value: { state: 'connecting' } });
    expect(await settled('good')).toMatchObject({ state: 'live', version: 'v1.34.4' });
    await hanging.return?.();
  });

  it.each<[string, object]>([
    ['rubbish', { code: 'CREDENTIAL_PLUGIN_FAILED' }],
    ['failing', { code: 'CREDENTIAL_PLUGIN_FAILED', data: { exitCode: 3, stderr: '␛[31msign in first␛[0m' } }],
    ['missing', { code: 'CREDENTIAL_PLUGIN_FAILED', data: { installHint: 'brew install it' } }],
  ])('says what is wrong: %s', async (context, problem) => {
    expect(await settled(context)).toMatchObject({ state: 'needsYou', problem });
  });
});
