import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { ClusterAccess, ExecPluginCredential } from '../../../../../main/kube/cluster-access.ts';
import { execPluginSource } from '../../../../../main/kube/credentials/exec-plugin-source.ts';

const V1 = 'client.authentication.k8s.io/v1';
const ENVIRONMENT = { PATH: '/usr/bin:/bin', INHERITED: 'yes' };
const ACCESS: ClusterAccess = {
  context: 'test',
  server: 'https://api.example:6443',
  kubeNamespace: 'default',
  tls: { insecure: false, ca: 'AUTHORITY' },
  credential: { kind: 'none' },
};

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kesako-plugin-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

/** A plug-in that is this shell script; `$RUNS` is a file for its traces. */
async function plugin(script: string, more: Partial<ExecPluginCredential> = {}): Promise<ExecPluginCredential> {
  const command = join(directory, 'plugin');
  await writeFile(command, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return {
    kind: 'exec',
    apiVersion: V1,
    command,
    args: ['one', 'two'],
    env: { RUNS: join(directory, 'runs') },
    interactiveMode: 'IfAvailable',
    provideClusterInfo: false,
    directory,
    ...more,
  };
}

function answer(status: object, apiVersion = V1): string {
  return `echo '${JSON.stringify({ apiVersion, kind: 'ExecCredential', status })}'`;
}

const traces = async (): Promise<readonly string[]> =>
  (await readFile(join(directory, 'runs'), 'utf8')).split('\n').filter((line) => line !== '');

describe('execPluginSource', () => {
  it('runs the plug-in once for any number who ask at once, and keeps what it gave', async () => {
    const source = execPluginSource(
      await plugin(`echo run >> $RUNS; ${answer({ token: 'abc' })}`),
      ACCESS,
      ENVIRONMENT,
    );
    const given = await Promise.all(Array.from({ length: 100 }, () => source.current()));
    expect(new Set(given)).toEqual(new Set([{ authorization: 'Bearer abc' }]));
    await source.current();
    expect(await traces()).toEqual(['run']);
  });

  it('runs it again after the credential was rejected, once', async () => {
    const source = execPluginSource(
      await plugin(`echo run >> $RUNS; ${answer({ token: 'abc' })}`),
      ACCESS,
      ENVIRONMENT,
    );
    const first = await source.current();
    expect([source.reject(first), source.reject(first)]).toEqual([true, true]);
    await Promise.all([source.current(), source.current()]);
    expect(await traces()).toEqual(['run', 'run']);
  });

  it('runs it again before the credential expires', async () => {
    let now = Date.parse('2026-01-01T00:00:00Z');
    const script = `echo run >> $RUNS; ${answer({ token: 'abc', expirationTimestamp: '2026-01-01T01:00:00Z' })}`;
    const source = execPluginSource(await plugin(script), ACCESS, ENVIRONMENT, () => now);
    await source.current();
    now = Date.parse('2026-01-01T00:58:59Z');
    await source.current();
    expect(await traces()).toHaveLength(1);
    now = Date.parse('2026-01-01T00:59:01Z');
    await source.current();
    expect(await traces()).toHaveLength(2);
  });

  it('tells the plug-in what it must know, and gives it no input', async () => {
    const script = `cat > $RUNS; echo "$1 $2 $INHERITED $PWD" >> $RUNS; echo "$KUBERNETES_EXEC_INFO" >> $RUNS; ${answer({ token: 'abc' })}`;
    const described = await plugin(script, { provideClusterInfo: true, clusterExtension: { audience: 'x' } });
    await execPluginSource(described, ACCESS, ENVIRONMENT).current();
    const [words, info = ''] = await traces();
    expect(words).toBe(`one two yes ${directory}`);
    expect(JSON.parse(info)).toEqual({
      apiVersion: V1,
      kind: 'ExecCredential',
      spec: {
        interactive: false,
        cluster: {
          server: 'https://api.example:6443',
          'certificate-authority-data': Buffer.from('AUTHORITY').toString('base64'),
          config: { audience: 'x' },
        },
      },
    });
  });

  it('takes a certificate with its key', async () => {
    const status = { clientCertificateData: 'CERTIFICATE', clientKeyData: 'KEY' };
    const source = execPluginSource(await plugin(answer(status)), ACCESS, ENVIRONMENT);
    expect(await source.current()).toEqual({ clientCertificate: { certificate: 'CERTIFICATE', key: 'KEY' } });
  });

  it.each([
    ['no JSON', 'echo token-abc', /not JSON/],
    ['no credential', 'echo "{}"', /no ExecCredential/],
    ['another version', answer({ token: 'abc' }, 'client.authentication.k8s.io/v1beta1'), /another version/],
    ['nothing in it', answer({}), /neither/],
    ['half a pair', answer({ clientKeyData: 'abc' }), /without its key/],
    ['a flood', 'yes abc', /more than/],
    ['a failure', 'echo abc; exit 3', /code 3/],
    ['a crash', 'kill -9 $$', /SIGKILL/],
  ])('refuses %s without quoting what may be secret', async (_name, script, reason) => {
    const failed = execPluginSource(await plugin(script), ACCESS, ENVIRONMENT).current();
    await expect(failed).rejects.toMatchObject({
      code: 'CREDENTIAL_PLUGIN_FAILED',
      message: expect.stringMatching(reason) as string,
    });
    const error: unknown = await failed.catch((thrown: unknown) => thrown);
    expect(JSON.stringify(error) + String(error)).not.toContain('abc');
  });

  it("shows the plug-in's complaint, made safe to show, and the hint", async () => {
    const described = await plugin("printf '\\033[31mlog in first\\n' >&2; exit 1", {
      installHint: 'brew install plugin',
    });
    await expect(execPluginSource(described, ACCESS, ENVIRONMENT).current()).rejects.toMatchObject({
      data: {
        command: described.command,
        exitCode: 1,
        stderr: '␛[31mlog in first',
        installHint: 'brew install plugin',
      },
    });
  });

  it('gives the hint if the plug-in is not there', async () => {
    const described = await plugin('', { command: 'kesako-no-such-plugin', installHint: 'get it at example.com' });
    await expect(execPluginSource(described, ACCESS, ENVIRONMENT).current()).rejects.toMatchObject({
      code: 'CREDENTIAL_PLUGIN_FAILED',
      data: { installHint: 'get it at example.com' },
    });
  });

  it('does not run a plug-in that needs a terminal', async () => {
    const described = await plugin(`echo run >> $RUNS; ${answer({ token: 'abc' })}`, { interactiveMode: 'Always' });
    await expect(execPluginSource(described, ACCESS, ENVIRONMENT).current()).rejects.toThrow(/terminal/);
    await expect(traces()).rejects.toThrow(/ENOENT/);
  });

  it('is not held up by a child that the plug-in leaves behind', async () => {
    const source = execPluginSource(await plugin(`sleep 600 & ${answer({ token: 'abc' })}`), ACCESS, ENVIRONMENT);
    expect(await source.current()).toEqual({ authorization: 'Bearer abc' });
  });

  it('ends the plug-in and its children when the last one who waits leaves', async () => {
    const marker = join(directory, 'started');
    const script = `sleep 600 & echo $! > ${marker}.tmp; mv ${marker}.tmp ${marker}; wait`;
    const source = execPluginSource(await plugin(script), ACCESS, ENVIRONMENT);
    const [stays, leaves] = [new AbortController(), new AbortController()];
    const both = [source.current(stays.signal), source.current(leaves.signal)];
    const outcomes = Promise.allSettled(both);
    leaves.abort();
    await expect(both[1]).rejects.toMatchObject({ code: 'CANCELLED' });
    let child = '';
    while (child === '') child = await readFile(marker, 'utf8').catch(() => '');
    expect(isRunning(Number(child))).toBe(true);
    stays.abort();
    await outcomes;
    while (isRunning(Number(child))) await new Promise((resolve) => setImmediate(resolve));
  });
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
