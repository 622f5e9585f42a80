/** A cluster entry to an address and how to trust it. */
import { AppError } from '../../preload/contract/errors.ts';
import type { ClusterAccess } from '../kube/index.ts';
import type { ClusterEntry, UserEntry } from './kubeconfig-schema.ts';
import { pemOf, type ReferencedFiles } from './referenced-files.ts';

export interface ResolvedCluster {
  readonly name: string;
  readonly file: string;
  readonly value: ClusterEntry;
}

const PROXY_PROTOCOLS: ReadonlySet<string> = new Set(['http:', 'https:', 'socks5:']);
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

export function resolveCluster(
  cluster: ResolvedCluster,
  user: UserEntry,
  files: ReferencedFiles,
): Pick<ClusterAccess, 'server' | 'tls' | 'proxyUrl' | 'disableCompression'> {
  const { value } = cluster;
  const insecure = value['insecure-skip-tls-verify'];
  const ca = pemOf(
    cluster,
    { name: 'certificate-authority', data: value['certificate-authority-data'], path: value['certificate-authority'] },
    files,
  );
  // client-go refuses this too: one of the two would silently not count.
  if (insecure && ca !== '') {
    throw invalid(cluster, `Cluster “${cluster.name}” has both a certificate authority and insecure-skip-tls-verify.`);
  }
  return {
    server: serverAddress(cluster, user),
    tls: {
      insecure,
      ...(ca === '' ? {} : { ca }),
      ...(value['tls-server-name'] === '' ? {} : { serverName: value['tls-server-name'] }),
    },
    ...(value['proxy-url'] === '' ? {} : { proxyUrl: proxyAddress(cluster) }),
    ...(value['disable-compression'] ? { disableCompression: true } : {}),
  };
}

function serverAddress(cluster: ResolvedCluster, user: UserEntry): string {
  const { server } = cluster.value;
  if (server === '') throw invalid(cluster, `Cluster “${cluster.name}” names no server.`);
  const url = parseAddress(
    server.includes('://') ? server : `${usesTls(cluster.value, user) ? 'https' : 'http'}://${server}`,
  );
  if (url === undefined || url.host === '' || !['https:', 'http:'].includes(url.protocol)) {
    throw invalid(
      cluster,
      `Cluster “${cluster.name}” has an unusable server address: ${withoutUser(server).slice(0, 200)}.`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw invalid(cluster, `Cluster “${cluster.name}” has a name or password in its server address.`);
  }
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) {
    throw invalid(
      cluster,
      `Cluster “${cluster.name}” is reached without TLS; that is taken only for this machine itself.`,
    );
  }
  return url.href.replace(/\/$/, '');
}

/** client-go's rule for an address without a scheme. */
function usesTls(cluster: ClusterEntry, user: UserEntry): boolean {
  return (
    cluster['insecure-skip-tls-verify'] ||
    [
      cluster['certificate-authority'],
      cluster['certificate-authority-data'],
      user['client-certificate'],
      user['client-certificate-data'],
    ].some((field) => field !== '')
  );
}

function proxyAddress(cluster: ResolvedCluster): string {
  const address = cluster.value['proxy-url'];
  const url = parseAddress(address);
  if (url !== undefined && PROXY_PROTOCOLS.has(url.protocol)) return address;
  throw invalid(cluster, `Cluster “${cluster.name}” has a proxy-url that is not http, https or socks5.`);
}

function withoutUser(address: string): string {
  return address.replace(/\/\/[^/]*@/, '//…@');
}

function parseAddress(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}

function invalid(cluster: ResolvedCluster, message: string): AppError {
  return new AppError('KUBECONFIG_INVALID', message, { file: cluster.file, entry: cluster.name });
}
