/** One identity at one server: what each request and each channel needs to be sent. */
import { AppError } from '../../../preload/contract/errors.ts';
import type { ClusterAccess } from '../cluster-access.ts';
import type { QueryValue } from '../cluster.ts';
import type { Credential, CredentialSource } from '../credentials/credential.ts';
import { credentialSource } from '../credentials/credential-source.ts';
import { impersonationHeaders } from './impersonation-headers.ts';
import type { Environment } from './proxy.ts';
import { openTransport, type Transport } from './transport.ts';

export interface Authorized {
  readonly credential: Credential;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly transport: Transport;
}

export interface Connection {
  readonly access: ClusterAccess;
  /** Aborted by `dispose`. */
  readonly closed: AbortSignal;
  url(path: string, query?: Readonly<Record<string, QueryValue>>): URL;
  authorize(signal?: AbortSignal): Promise<Authorized>;
  /** The server answered 401: `true` if `authorize` may do better now. */
  reject(authorized: Authorized): boolean;
  dispose(): void;
}

export interface ConnectionOptions {
  readonly environment: Environment;
  readonly userAgent: string;
}

function serverUrl(access: ClusterAccess): URL {
  const url = URL.parse(access.server);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    const message = `The server "${access.server}" of context "${access.context}" is no http or https address.`;
    throw new AppError('KUBECONFIG_INVALID', message, { entry: access.context });
  }
  return url;
}

export function openConnection(access: ClusterAccess, options: ConnectionOptions): Connection {
  const server = serverUrl(access);
  const isEncrypted = server.protocol === 'https:';
  // As client-go does: nothing that proves an identity is sent where everybody can read it.
  const source: CredentialSource = credentialSource(
    isEncrypted ? access : { ...access, credential: { kind: 'none' } },
    options.environment,
  );
  const common = {
    'User-Agent': options.userAgent,
    ...(access.impersonate === undefined ? {} : impersonationHeaders(access.impersonate, access.context)),
  };
  const closing = new AbortController();
  let pool: { readonly transport: Transport; readonly certificate: string | undefined } | undefined;

  function transportFor(credential: Credential): Transport {
    const certificate = credential.clientCertificate?.certificate;
    if (pool !== undefined && pool.certificate === certificate) return pool.transport;
    // A socket carries the identity it was opened with: another certificate needs other sockets. What still runs on the old
    // ones may finish.
    pool?.transport.retire();
    const transport = openTransport(access, options.environment, credential.clientCertificate);
    pool = { transport, certificate };
    return transport;
  }

  return {
    access,
    closed: closing.signal,
    url: (path, query = {}) => {
      const url = new URL(server);
      url.pathname = `${server.pathname.replace(/\/$/, '')}${path}`;
      for (const [name, value] of Object.entries(query)) {
        if (value === undefined) continue;
        const values = typeof value === 'object' ? value : [value];
        for (const each of values) url.searchParams.append(name, String(each));
      }
      return url;
    },
    authorize: async (signal) => {
      closing.signal.throwIfAborted();
      const credential = await source.current(signal);
      closing.signal.throwIfAborted();
      const { authorization } = credential;
      return {
        credential,
        headers: authorization === undefined ? common : { ...common, Authorization: authorization },
        transport: transportFor(credential),
      };
    },
    reject: ({ credential }) => source.reject(credential),
    dispose: () => {
      closing.abort();
      source.dispose();
      pool?.transport.dispose();
    },
  };
}
