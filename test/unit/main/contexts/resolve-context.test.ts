import { describe, expect, it } from 'vitest';

import { mergeKubeconfigs } from '../../../../main/contexts/merge-kubeconfigs.ts';
import { parseKubeconfig } from '../../../../main/contexts/parse-kubeconfig.ts';
import type { ReferencedFiles } from '../../../../main/contexts/referenced-files.ts';
import { resolveContext, type ResolvedContext } from '../../../../main/contexts/resolve-context.ts';
import { execUser, kubeconfig, PEM, PEM_DATA, type KubeconfigParts } from './kubeconfig-fixture.ts';

const NO_FILES: ReferencedFiles = { texts: new Map(), usable: new Set() };

function resolve(parts: Omit<KubeconfigParts, 'name'>, files: ReferencedFiles = NO_FILES): ResolvedContext {
  const merged = mergeKubeconfigs([parseKubeconfig('/home/me/.kube/config', kubeconfig({ name: 'it', ...parts }))]);
  const entry = merged.contexts.get('it');
  if (entry === undefined) throw new Error('no context');
  return resolveContext(entry, merged, files);
}

describe('resolveContext', () => {
  it('fills in the default Kubernetes namespace', () => {
    expect(resolve({})).toMatchObject({ info: { kubeNamespace: 'default' }, access: { kubeNamespace: 'default' } });
  });

  it('is anonymous without a user, and keeps what the cluster says about TLS', () => {
    const { access, info } = resolve({
      context: { cluster: 'it', namespace: 'web' },
      cluster: {
        server: 'https://api.example/base/',
        'certificate-authority-data': PEM_DATA,
        'tls-server-name': 'api',
      },
    });
    expect(info).toMatchObject({ authentication: 'anonymous', user: '' });
    expect(access).toEqual({
      context: 'it',
      kubeNamespace: 'web',
      server: 'https://api.example/base',
      tls: { insecure: false, ca: PEM, serverName: 'api' },
      credential: { kind: 'none' },
    });
  });

  it('prefers embedded data to a file', () => {
    const cluster = {
      server: 'https://a',
      'certificate-authority-data': PEM_DATA,
      'certificate-authority': 'nowhere.crt',
    };
    expect(resolve({ cluster }).access?.tls.ca).toBe(PEM);
  });

  it('resolves relative paths against the directory of the file', () => {
    const files: ReferencedFiles = {
      texts: new Map([['/home/me/.kube/ca.crt', { text: PEM }]]),
      usable: new Set(['/home/me/.kube/token']),
    };
    const { access } = resolve(
      { cluster: { server: 'https://a', 'certificate-authority': 'ca.crt' }, user: { tokenFile: 'token' } },
      files,
    );
    expect(access).toMatchObject({
      tls: { ca: PEM },
      credential: { kind: 'tokenFile', file: '/home/me/.kube/token' },
    });
  });

  it('prefers a token file to a token, and a token to a plug-in', () => {
    const files: ReferencedFiles = { texts: new Map(), usable: new Set(['/t']) };
    expect(resolve({ user: { token: 'a', tokenFile: '/t' } }, files).access?.credential.kind).toBe('tokenFile');
    expect(resolve({ user: { token: 'a', ...execUser({ command: 'aws' }) } }).access?.credential.kind).toBe('token');
  });

  it('hands a plug-in all that it needs', () => {
    const { access, info } = resolve({
      cluster: {
        server: 'https://a',
        extensions: [{ name: 'client.authentication.k8s.io/exec', extension: { audience: 'x' } }],
      },
      user: execUser({
        command: 'aws',
        args: ['eks'],
        env: [{ name: 'AWS_PROFILE', value: 'p' }],
        provideClusterInfo: true,
      }),
    });
    expect(info.authentication).toBe('exec: aws');
    expect(access?.credential).toEqual({
      kind: 'exec',
      apiVersion: 'client.authentication.k8s.io/v1',
      command: 'aws',
      args: ['eks'],
      env: { AWS_PROFILE: 'p' },
      interactiveMode: 'Never',
      provideClusterInfo: true,
      directory: '/home/me/.kube',
      clusterExtension: { audience: 'x' },
    });
  });

  it('impersonates completely', () => {
    const { access, info } = resolve({
      user: { token: 't', as: 'jane', 'as-uid': '7', 'as-groups': ['dev'], 'as-user-extra': { scope: ['a', 'b'] } },
    });
    expect(info.impersonates).toBe('jane');
    expect(access?.impersonate).toEqual({ user: 'jane', uid: '7', groups: ['dev'], extra: { scope: ['a', 'b'] } });
  });

  it('shows a proxy without its password', () => {
    const { access, info } = resolve({
      cluster: { server: 'https://a', 'proxy-url': 'socks5://me:secret@proxy:1080' },
    });
    expect(info.proxy).toBe('socks5://proxy:1080');
    expect(access?.proxyUrl).toBe('socks5://me:secret@proxy:1080');
  });

  it.each([
    ['localhost:8080', 'http://localhost:8080'],
    ['http://127.0.0.1:8001', 'http://127.0.0.1:8001'],
    ['https://[::1]:6443', 'https://[::1]:6443'],
  ])('takes %s as %s', (server, address) => {
    expect(resolve({ cluster: { server } }).access?.server).toBe(address);
  });

  it.each<[string, Omit<KubeconfigParts, 'name'>, RegExp]>([
    ['plain HTTP to another machine', { cluster: { server: 'http://api.example' } }, /without TLS/],
    ['no server', { cluster: {} }, /names no server/],
    ['a password in the address', { cluster: { server: 'https://me:hunter2@a' } }, /name or password/],
    [
      'an address that is none',
      { cluster: { server: 'https://me:hunter2@:::1' } },
      /unusable server address: https:\/\/…@/,
    ],
    ['another protocol', { cluster: { server: 'ftp://a' } }, /unusable server address/],
    ['a proxy of another protocol', { cluster: { server: 'https://a', 'proxy-url': 'ftp://b' } }, /proxy-url/],
    ['a certificate without a key', { user: { 'client-certificate-data': PEM_DATA } }, /certificate but no key/],
    ['two ways to sign in', { user: { token: 'a', username: 'b' } }, /both a token and a password/],
    [
      'a certificate and a token',
      { user: { token: 'a', 'client-certificate-data': PEM_DATA, 'client-key-data': PEM_DATA } },
      /another credential/,
    ],
    ['groups without a user', { user: { token: 't', 'as-groups': ['system:masters'] } }, /without a user/],
    ['the oidc provider', { user: { 'auth-provider': { name: 'oidc' } } }, /oidc-login/],
    ['a plug-in without interactiveMode', { user: execUser({ command: 'a', interactiveMode: '' }) }, /interactiveMode/],
    ['a CA that is no PEM', { cluster: { server: 'https://a', 'certificate-authority-data': 'QUJD' } }, /no PEM text/],
  ])('refuses %s', (_name, parts, says) => {
    const { access, info } = resolve(parts);
    expect(access).toBeUndefined();
    expect(info.server).toBe('');
    expect(info.problem?.message).toMatch(says);
    expect(info.problem?.message).not.toContain('hunter2');
  });
});

describe('mergeKubeconfigs', () => {
  it('takes the first entry of a name, whole, and the first current context', () => {
    const first = parseKubeconfig('/a', kubeconfig({ name: 'it', cluster: { server: 'https://first' } }));
    const second = parseKubeconfig(
      '/b',
      kubeconfig({ name: 'it', cluster: { server: 'https://second', 'tls-server-name': 'x' } }),
    );
    const merged = mergeKubeconfigs([parseKubeconfig('/0', ''), first, second]);
    expect(merged.clusters.get('it')?.value).toMatchObject({ server: 'https://first', 'tls-server-name': '' });
    expect(merged.currentContext).toBe('it');
  });
});

describe('parseKubeconfig', () => {
  it('keeps the good entries of a file with a broken one', () => {
    const { contexts, problems } = parseKubeconfig(
      '/a',
      'contexts: [{name: good, context: {cluster: c}}, {context: {}}, {name: bad, context: 7}, {name: good}]',
    );
    expect(contexts.map(({ name, problem }) => [name, problem === undefined])).toEqual([
      ['good', true],
      ['bad', false],
    ]);
    expect(problems).toEqual([
      'context number 2 has no usable name',
      'context “good” is declared twice; the first one counts',
    ]);
  });

  it('reads nulls as not set, as Go does', () => {
    const { contexts, users } = parseKubeconfig(
      '/a',
      'users: null\ncontexts: [{name: a, context: {cluster: c, user: null}}]',
    );
    expect(users).toEqual([]);
    expect(contexts[0]?.value).toEqual({ cluster: 'c', user: '', namespace: '' });
  });
});
