/** The sockets to one server: a pool that keeps them open and resumes TLS sessions, through a proxy if there is one. */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { isIP, type Socket } from 'node:net';
import {
  checkServerIdentity,
  createSecureContext,
  getCACertificates,
  type PeerCertificate,
  type SecureContext,
  TLSSocket,
} from 'node:tls';

import { HttpsProxyAgent } from 'https-proxy-agent';
import { SocksProxyAgent } from 'socks-proxy-agent';

import { AppError } from '../../../preload/contract/errors.ts';
import type { ClusterAccess } from '../cluster-access.ts';
import { type Environment, proxyFor } from './proxy.ts';
import { type SpareSocket, spareSocket } from './spare-socket.ts';

/** Unused sockets are closed after this time, before a load balancer does it behind our back. */
const FREE_SOCKET_MS = 50_000;
/** Node probes a silent socket after this time and gives it up 10 s later: 15 s in all until a dead network is noticed. */
const PROBE_AFTER_MS = 5_000;

const POOL = { keepAlive: true, keepAliveMsecs: PROBE_AFTER_MS, timeout: FREE_SOCKET_MS } as const;
/** An upgraded socket is never given back, and a kept one that has just gone stale must not cost an upgrade. */
const NO_POOL = { keepAlive: false } as const;

export interface ClientCertificate {
  readonly certificate: string;
  readonly key: string;
}

/** Given with each request rather than to the agent: a proxy must see neither our certificate nor the cluster's CA. */
export interface TlsRequestOptions {
  readonly secureContext?: SecureContext;
  readonly servername?: string;
  readonly rejectUnauthorized?: boolean;
  readonly checkServerIdentity?: (host: string, certificate: PeerCertificate) => Error | undefined;
}

export interface Transport {
  readonly agent: HttpAgent;
  /** For WebSockets: a new socket each, but the same TLS session. */
  readonly upgradeAgent: HttpAgent;
  readonly tls: TlsRequestOptions;
  /** One that is connected already, for a WebSocket in place of the agent's. */
  takeSpareSocket(): TLSSocket | undefined;
  /** The server has answered on `socket`: somebody works with it, so the next WebSocket shall find a connected one. */
  prepareSpareSocket(socket: Socket): void;
  /** Closes the sockets that nobody uses; the others may finish. */
  retire(): void;
  dispose(): void;
}

function agentFor(server: URL, proxy: URL | undefined, options: typeof POOL | typeof NO_POOL): HttpAgent {
  if (proxy === undefined) return server.protocol === 'https:' ? new HttpsAgent(options) : new HttpAgent(options);
  if (proxy.protocol.startsWith('socks5')) {
    // As Go does, names are resolved behind the proxy: socks5h in this library's words.
    return new SocksProxyAgent(proxy.href.replace(/^socks5h?:/, 'socks5h:'), options);
  }
  return new HttpsProxyAgent(proxy, options);
}

function tlsOptions({ tls, context }: ClusterAccess, client: ClientCertificate | undefined): TlsRequestOptions {
  try {
    const secureContext = createSecureContext({
      ca: tls.ca ?? [...getCACertificates('default'), ...getCACertificates('system')],
      ...(client === undefined ? {} : { cert: client.certificate, key: client.key }),
    });
    return {
      secureContext,
      rejectUnauthorized: !tls.insecure,
      ...(tls.serverName === undefined ? {} : { servername: tls.serverName }),
    };
  } catch (error) {
    // OpenSSL names only the place of the mistake, never the key itself.
    const message = `A certificate or key of context "${context}" cannot be read.`;
    throw new AppError('KUBECONFIG_INVALID', message, { entry: context }, { cause: error });
  }
}

/**
 * Through a proxy Node is not told an IP address and would check the certificate against `localhost`. Only then: with a
 * check of its own a request resumes no TLS session.
 */
function namedTlsOptions(access: ClusterAccess, server: URL): TlsRequestOptions {
  const name = access.tls.serverName ?? server.hostname.replace(/^\[|\]$/g, '');
  return { checkServerIdentity: (_host, certificate) => checkServerIdentity(name, certificate) };
}

function spareFor(server: URL, tls: TlsRequestOptions): SpareSocket {
  const host = server.hostname.replace(/^\[|\]$/g, '');
  const port = server.port === '' ? 443 : Number(server.port);
  return spareSocket({ host, port, ...(isIP(host) === 0 ? { servername: host } : {}), ...tls }, FREE_SOCKET_MS);
}

export function openTransport(access: ClusterAccess, environment: Environment, client?: ClientCertificate): Transport {
  const server = new URL(access.server);
  const proxy = proxyFor(server, access.proxyUrl, environment);
  const agent = agentFor(server, proxy, POOL);
  const upgradeAgent = agentFor(server, proxy, NO_POOL);
  const tls = {
    ...(server.protocol === 'https:' ? tlsOptions(access, client) : {}),
    ...(proxy === undefined ? {} : namedTlsOptions(access, server)),
  };
  // Proxies count and log connections: none is opened there that nobody may use.
  const spare = server.protocol === 'https:' && proxy === undefined ? spareFor(server, tls) : undefined;
  return {
    agent,
    upgradeAgent,
    tls,
    takeSpareSocket: () => spare?.take(),
    prepareSpareSocket: (socket) => spare?.prepare(socket instanceof TLSSocket ? socket.getSession() : undefined),
    retire: () => {
      spare?.dispose();
      for (const sockets of Object.values(agent.freeSockets)) {
        for (const socket of sockets ?? []) socket.destroy();
      }
    },
    dispose: () => {
      spare?.dispose();
      agent.destroy();
      upgradeAgent.destroy();
    },
  };
}
