import type { ClusterAccess } from './cluster-access.ts';
import type { Cluster } from './cluster.ts';
import { attach, exec, portForward } from './channels/container-streams.ts';
import { openConnection } from './http/connection.ts';
import { httpClient } from './http/http-client.ts';
import { responseBytes } from './http/response-bytes.ts';
import type { Environment } from './http/proxy.ts';
import { watchList } from './watch/reflector.ts';
import { createRevival } from './watch/revival.ts';

export interface ConnectOptions {
  /** For proxies, credential plug-ins and the user's shell. */
  readonly environment: Environment;
  /** Shown in the cluster's audit log. */
  readonly userAgent?: string;
}

/** Nothing is sent, and no plug-in run, before the first request. */
export function connectCluster(access: ClusterAccess, options: ConnectOptions): Cluster {
  const connection = openConnection(access, {
    environment: options.environment,
    userAgent: options.userAgent ?? `kesako (${process.platform})`,
  });
  const http = httpClient(connection);
  const revival = createRevival();
  return {
    context: access.context,
    server: access.server,
    kubeNamespace: access.kubeNamespace,
    request: (request) => http.request(request),
    stream: (request) => responseBytes(() => http.open(request), access.server, request.signal),
    watchList: (list, signal) =>
      watchList(http, access, list, AbortSignal.any([connection.closed, signal]), undefined, revival),
    revive: revival.ring,
    exec: (request, signal) => exec(connection, request, signal),
    attach: (request, signal) => attach(connection, request, signal),
    portForward: (request, signal) => portForward(connection, request, signal),
    dispose: connection.dispose,
  };
}
