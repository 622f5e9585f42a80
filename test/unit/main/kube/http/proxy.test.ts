import { describe, expect, it } from 'vitest';

import { proxyFor } from '../../../../../main/kube/http/proxy.ts';

const via = (server: string, environment: Record<string, string>, configured?: string): string | undefined =>
  proxyFor(new URL(server), configured, environment)?.href;

describe('proxyFor', () => {
  it.each([
    ['https://api.example:6443', { HTTPS_PROXY: 'http://p:1' }, 'http://p:1/'],
    ['https://api.example', { https_proxy: 'p:1' }, 'http://p:1/'],
    ['https://api.example', { HTTPS_PROXY: 'socks5://p:1' }, 'socks5://p:1'],
    ['https://api.example', { HTTP_PROXY: 'http://p:1', ALL_PROXY: 'http://p:2' }, undefined],
    ['http://api.example', { HTTP_PROXY: 'http://p:1' }, 'http://p:1/'],
    ['https://localhost:6443', { HTTPS_PROXY: 'http://p:1' }, undefined],
    ['https://127.1.2.3:6443', { HTTPS_PROXY: 'http://p:1' }, undefined],
    ['https://[::1]:6443', { HTTPS_PROXY: 'http://p:1' }, undefined],
  ])('reaches %s with %j through %s', (server, environment, expected) => {
    expect(via(server, environment)).toBe(expected);
  });

  it.each([
    ['*', true],
    ['example.com', true],
    ['.example.com', true],
    ['*.example.com', true],
    ['EXAMPLE.com:6443', true],
    ['example.com:443', false],
    ['api.example.co', false],
    ['ample.com', false],
    ['other, api.example.com', true],
    ['', false],
  ])('with NO_PROXY %s goes straight: %s', (noProxy, isStraight) => {
    const proxy = via('https://api.example.com:6443', { HTTPS_PROXY: 'http://p:1', NO_PROXY: noProxy });
    expect(proxy === undefined).toBe(isStraight);
  });

  it.each([
    ['10.0.0.0/8', true],
    ['10.1.2.3', true],
    ['10.1.2.3:6443', true],
    ['10.2.0.0/16', false],
    ['10.1.2.3/99', false],
    ['fe80::/10', false],
  ])('with NO_PROXY %s reaches 10.1.2.3 straight: %s', (noProxy, isStraight) => {
    const proxy = via('https://10.1.2.3:6443', { HTTPS_PROXY: 'http://p:1', NO_PROXY: noProxy });
    expect(proxy === undefined).toBe(isStraight);
  });

  it.each(['ftp://p:1', 'http://', '::', 'http://user:secret@p:x'])(
    'refuses the proxy %s without quoting it',
    (proxy) => {
      const message = expect.not.stringContaining(proxy) as string;
      const refused = expect.objectContaining({ code: 'KUBECONFIG_INVALID', message }) as Error;
      expect(() => via('https://api.example', {}, proxy)).toThrow(refused);
    },
  );

  it("takes the kubeconfig's own before all else", () => {
    expect(via('https://localhost', { HTTPS_PROXY: 'http://p:1', NO_PROXY: '*' }, 'http://q:2')).toBe('http://q:2/');
  });
});
