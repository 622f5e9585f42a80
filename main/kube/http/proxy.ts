/** Which proxy a server is reached through: Go's rules, because kubectl follows them. */
import { BlockList, isIP, isIPv6 } from 'node:net';

import { AppError } from '../../../preload/contract/errors.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/** `undefined`: straight to the server. The kubeconfig's own proxy wins over the environment's. */
export function proxyFor(server: URL, configured: string | undefined, environment: Environment): URL | undefined {
  if (configured !== undefined && configured !== '') return proxyUrl(configured);
  const value =
    server.protocol === 'https:'
      ? variable(environment, 'HTTPS_PROXY', 'https_proxy')
      : variable(environment, 'HTTP_PROXY', 'http_proxy');
  if (value === '' || !goesThroughProxy(server, variable(environment, 'NO_PROXY', 'no_proxy'))) return undefined;
  return proxyUrl(value.includes('://') ? value : `http://${value}`);
}

function proxyUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null || !/^(https?|socks5h?):$/.test(url.protocol)) {
    // It may hold a password, so it is not quoted.
    throw new AppError('KUBECONFIG_INVALID', 'The address of the proxy is no http, https or socks5 address.', {});
  }
  return url;
}

function variable(environment: Environment, ...names: readonly string[]): string {
  for (const name of names) {
    const value = environment[name];
    if (value !== undefined && value !== '') return value;
  }
  return '';
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function goesThroughProxy(server: URL, noProxy: string): boolean {
  const host = server.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const port = server.port === '' ? (DEFAULT_PORTS[server.protocol] ?? '') : server.port;
  if (isLoopback(host)) return false;
  const entries = noProxy.split(',').map((entry) => entry.trim().toLowerCase());
  return !entries.some((entry) => entry !== '' && excludes(entry, host, port));
}

function excludes(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  if (entry.includes('/')) return networkContains(entry, host);
  const [name, entryPort] = splitPort(entry);
  if (entryPort !== undefined && entryPort !== port) return false;
  if (isIP(name) !== 0) return name === host;
  if (name.startsWith('*.')) return host.endsWith(name.slice(1));
  if (name.startsWith('.')) return host.endsWith(name);
  return host === name || host.endsWith(`.${name}`);
}

function splitPort(entry: string): readonly [string, string | undefined] {
  const bracketed = /^\[(.*)\](?::(\d+))?$/.exec(entry);
  if (bracketed !== null) return [bracketed[1] ?? '', bracketed[2]];
  if (isIPv6(entry)) return [entry, undefined];
  const withPort = /^(.*):(\d+)$/.exec(entry);
  return withPort === null ? [entry, undefined] : [withPort[1] ?? '', withPort[2]];
}

function networkContains(entry: string, host: string): boolean {
  const [network = '', bits = ''] = entry.split('/');
  const family = isIP(network);
  const prefix = /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN;
  const longest = family === 4 ? 32 : 128;
  if (family === 0 || isIP(host) !== family || Number.isNaN(prefix) || prefix > longest) return false;
  const type = family === 4 ? 'ipv4' : 'ipv6';
  const networks = new BlockList();
  networks.addSubnet(network, prefix, type);
  return networks.check(host, type);
}
