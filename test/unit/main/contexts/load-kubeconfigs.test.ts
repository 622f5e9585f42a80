import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { kubeconfigSources } from '../../../../main/contexts/kubeconfig-sources.ts';
import { loadKubeconfigs, type LoadedKubeconfigs } from '../../../../main/contexts/load-kubeconfigs.ts';
import { execUser, kubeconfig, PEM_DATA } from './kubeconfig-fixture.ts';

const ALIAS_BOMB = `a: &a [x,x,x,x,x,x,x,x,x]
b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]
c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]
d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]
contexts: [*d,*d,*d,*d]
`;

interface BrokenFile {
  readonly content: string | Uint8Array;
  readonly says: RegExp;
}

/** Nothing of these can be used: the file says why. */
const BROKEN_FILES: Readonly<Record<string, BrokenFile>> = {
  empty: { content: '', says: /no contexts in it/ },
  'no-contexts': { content: 'apiVersion: v1\nkind: Config\nclusters: null\n', says: /no contexts in it/ },
  'not-yaml': { content: 'contexts: [{name: a', says: /not YAML/ },
  binary: { content: Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0xff, 0xfe, 0x00, 0x80]), says: /not a text file/ },
  'alias-bomb': { content: ALIAS_BOMB, says: /not YAML: Excessive alias count/ },
  'too-deep': { content: `contexts: ${'['.repeat(100)}${']'.repeat(100)}`, says: /nested deeper than 64/ },
  'too-large': { content: `# ${'x'.repeat(4 * 1024 * 1024)}`, says: /larger than 4 MiB/ },
  'another-kind': { content: 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n', says: /its kind is Pod/ },
  'wrong-types': { content: 'apiVersion: v1\nkind: Config\ncontexts: many\n', says: /contexts: .*expected array/ },
};

interface BrokenContext {
  readonly text: string;
  readonly says: RegExp;
  readonly data?: object;
}

/** The files can be read; their one context cannot be used and says why. */
const BROKEN_CONTEXTS: Readonly<Record<string, BrokenContext>> = {
  'dangling-cluster': {
    text: kubeconfig({ name: 'dangling-cluster', context: { cluster: 'gone', user: 'dangling-cluster' } }),
    says: /names the cluster “gone”, which no file declares/,
  },
  'dangling-user': {
    text: kubeconfig({ name: 'dangling-user', context: { cluster: 'dangling-user', user: 'gone' } }),
    says: /names the user “gone”, which no file declares/,
  },
  'bad-base64': {
    text: kubeconfig({
      name: 'bad-base64',
      cluster: { server: 'https://127.0.0.1:6443', 'certificate-authority-data': 'not base64!' },
    }),
    says: /certificate-authority-data of “bad-base64” is not base64/,
    data: { entry: 'bad-base64' },
  },
  'missing-ca': {
    text: kubeconfig({
      name: 'missing-ca',
      cluster: { server: 'https://127.0.0.1:6443', 'certificate-authority': 'certificates/ca.crt' },
    }),
    says: /certificate-authority of “missing-ca”: .*certificates\/ca\.crt: no such file/,
  },
  'unknown-exec-version': {
    text: kubeconfig({
      name: 'unknown-exec-version',
      user: execUser({ command: 'aws', apiVersion: 'client.authentication.k8s.io/v1alpha1' }),
    }),
    says: /wants apiVersion “client.authentication.k8s.io\/v1alpha1”/,
  },
  'missing-plugin': {
    text: kubeconfig({
      name: 'missing-plugin',
      user: execUser({ command: './bin/sign-in', installHint: 'Install it with: brew install sign-in' }),
    }),
    says: /not there or not executable: .*\/bin\/sign-in/,
    data: { installHint: 'Install it with: brew install sign-in' },
  },
  'removed-provider': {
    text: kubeconfig({
      name: 'removed-provider',
      user: { 'auth-provider': { name: 'gcp', config: { 'cmd-path': 'x' } } },
    }),
    says: /gke-gcloud-auth-plugin/,
  },
  'insecure-and-ca': {
    text: kubeconfig({
      name: 'insecure-and-ca',
      cluster: {
        server: 'https://127.0.0.1:6443',
        'insecure-skip-tls-verify': true,
        'certificate-authority-data': PEM_DATA,
      },
    }),
    says: /both a certificate authority and insecure-skip-tls-verify/,
  },
  'bad-server': {
    text: kubeconfig({ name: 'bad-server', cluster: { server: 'https://:::1' } }),
    says: /unusable server address/,
  },
  'wrong-field-type': {
    text: kubeconfig({ name: 'wrong-field-type', user: { token: ['secret-token'] } }),
    says: /User “wrong-field-type” cannot be read: token: .*expected string/,
  },
};

describe('broken kubeconfigs beside good ones', () => {
  let folder: string;
  let loaded: LoadedKubeconfigs;
  const marker = (): string => join(folder, 'plugin-was-run');

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kubeconfigs-'));
    const files: string[] = [];
    const write = async (name: string, content: string | Uint8Array): Promise<void> => {
      files.push(join(folder, name));
      await writeFile(join(folder, name), content);
    };
    await write('first', kubeconfig({ name: 'first' }));
    for (const [name, { content }] of Object.entries(BROKEN_FILES)) await write(name, content);
    for (const [name, { text }] of Object.entries(BROKEN_CONTEXTS)) await write(name, text);
    await write('plugin.sh', `#!/bin/sh\ntouch ${marker()}\n`);
    files.pop();
    await chmod(join(folder, 'plugin.sh'), 0o755);
    await write('plugin', kubeconfig({ name: 'plugin', user: execUser({ command: './plugin.sh' }) }));
    files.push(join(folder, 'does-not-exist'));
    await write('last', kubeconfig({ name: 'last' }));
    loaded = await loadKubeconfigs(
      kubeconfigSources({ variable: files.join(delimiter), homeDirectory: folder, added: [] }),
    );
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each(Object.entries(BROKEN_FILES))('%s: the file says what is wrong', (name, { says }) => {
    const file = loaded.snapshot.files.find(({ path }) => path === join(folder, name));
    expect(file).toMatchObject({ origin: 'KUBECONFIG', contexts: 0, problem: { code: 'KUBECONFIG_INVALID' } });
    expect(file?.problem?.message).toMatch(says);
  });

  it.each(Object.entries(BROKEN_CONTEXTS))('%s: the context says what is wrong', (name, { says, data }) => {
    const context = loaded.contexts.get(name);
    expect(context?.access).toBeUndefined();
    expect(context?.info.problem?.message).toMatch(says);
    expect(context?.info.problem?.data).toMatchObject(data ?? {});
    expect(loaded.snapshot.files.find(({ path }) => path === join(folder, name))).toMatchObject({ contexts: 1 });
  });

  it('leaves the others usable', () => {
    const usable = [...loaded.contexts.values()].filter(({ access }) => access !== undefined);
    expect(usable.map(({ info }) => info.name)).toEqual(['first', 'plugin', 'last']);
    expect(loaded.snapshot.currentContext).toBe('first');
  });

  it('shows a missing file as missing', () => {
    const file = loaded.snapshot.files.find(({ path }) => path.endsWith('does-not-exist'));
    expect(file?.problem?.message).toMatch(/no such file/);
  });

  it('keeps from kubectl what it would stumble over', () => {
    const unreadable = Object.keys(BROKEN_FILES).map((name) => join(folder, name));
    expect(loaded.readableFiles.filter((file) => unreadable.includes(file))).toEqual([]);
    expect(loaded.readableFiles).toContain(join(folder, 'last'));
  });

  it('runs nothing while it reads', () => {
    expect(existsSync(marker())).toBe(false);
  });

  it('tells no secret', () => {
    expect(JSON.stringify(loaded.snapshot)).not.toContain('secret-token');
  });
});
