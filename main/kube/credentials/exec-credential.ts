/** The two JSON objects that pass between us and a credential plug-in. */
import { AppError } from '../../../preload/contract/errors.ts';
import type { ClusterAccess, ExecPluginCredential } from '../cluster-access.ts';
import { bearer, type Credential } from './credential.ts';

export interface PluginAnswer {
  readonly credential: Credential;
  /** Milliseconds since 1970; without it the credential holds until it is rejected. */
  readonly expiresAt?: number;
}

/** The value of `KUBERNETES_EXEC_INFO`. A window has no terminal to lend, so a plug-in must not ask there. */
export function execInfo(plugin: ExecPluginCredential, access: ClusterAccess): string {
  const { tls } = access;
  const cluster = {
    server: access.server,
    'tls-server-name': tls.serverName,
    'insecure-skip-tls-verify': tls.insecure ? true : undefined,
    'certificate-authority-data': tls.ca === undefined ? undefined : Buffer.from(tls.ca, 'utf8').toString('base64'),
    'proxy-url': access.proxyUrl,
    'disable-compression': access.disableCompression,
    config: plugin.clusterExtension,
  };
  return JSON.stringify({
    apiVersion: plugin.apiVersion,
    kind: 'ExecCredential',
    spec: { interactive: false, ...(plugin.provideClusterInfo ? { cluster } : {}) },
  });
}

function refuse(plugin: ExecPluginCredential, what: string): AppError {
  const message = `The credential plug-in ${plugin.command} answered ${what}.`;
  return new AppError('CREDENTIAL_PLUGIN_FAILED', message, { command: plugin.command });
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}

function parse(plugin: ExecPluginCredential, output: string): unknown {
  try {
    return JSON.parse(output);
  } catch {
    // The output may hold a token: it is neither quoted nor kept as the cause.
    throw refuse(plugin, 'something that is not JSON');
  }
}

/** Checks what a plug-in printed; its words never appear in an error, they may be secret. */
export function readExecCredential(plugin: ExecPluginCredential, context: string, output: string): PluginAnswer {
  const answer = parse(plugin, output);
  if (field(answer, 'kind') !== 'ExecCredential') throw refuse(plugin, 'something that is no ExecCredential');
  if (field(answer, 'apiVersion') !== plugin.apiVersion) {
    throw refuse(plugin, `in another version than ${plugin.apiVersion}, which the kubeconfig asks for`);
  }
  const status = field(answer, 'status');
  const token = field(status, 'token');
  const certificate = field(status, 'clientCertificateData');
  const key = field(status, 'clientKeyData');
  const hasToken = typeof token === 'string' && token !== '';
  const hasCertificate = typeof certificate === 'string' && certificate !== '';
  const hasKey = typeof key === 'string' && key !== '';
  if (hasCertificate !== hasKey) throw refuse(plugin, 'a certificate without its key, or the other way round');
  if (!hasToken && !hasCertificate) throw refuse(plugin, 'neither a token nor a certificate');

  const expiration = field(status, 'expirationTimestamp');
  const expiresAt = typeof expiration === 'string' ? Date.parse(expiration) : Number.NaN;
  return {
    credential: {
      ...(hasToken ? bearer(token, context) : {}),
      ...(hasCertificate && hasKey ? { clientCertificate: { certificate, key } } : {}),
    },
    ...(Number.isNaN(expiresAt) ? {} : { expiresAt }),
  };
}
