/** A user entry to the one way it proves who the person is, by client-go's precedence. Nothing is run. */
import { dirname } from 'node:path';

import { AppError } from '../../preload/contract/errors.ts';
import type { CredentialDescription, ExecPluginCredential, Impersonation } from '../kube/index.ts';
import type { ClusterEntry, ExecEntry, UserEntry } from './kubeconfig-schema.ts';
import { isPath, pathFrom, pemOf, type ReferencedFiles } from './referenced-files.ts';

export interface ResolvedUser {
  readonly name: string;
  readonly file: string;
  readonly value: UserEntry;
}

const EXEC_EXTENSION = 'client.authentication.k8s.io/exec';

const MIGRATION: Readonly<Record<string, string>> = {
  gcp: 'Kubernetes removed it in 1.26: install gke-gcloud-auth-plugin and run “gcloud container clusters get-credentials” again.',
  azure: 'Kubernetes removed it in 1.26: run “kubelogin convert-kubeconfig”.',
  oidc: 'It is not supported here, because its tokens would have to be written back into the file: use an exec plug-in such as “kubectl oidc-login”.',
};

export function resolveCredential(
  user: ResolvedUser,
  cluster: ClusterEntry,
  files: ReferencedFiles,
): CredentialDescription {
  const { value } = user;
  if (value['auth-provider'] !== undefined) throw refusedProvider(user, value['auth-provider'].name);

  const certificate = clientCertificate(user, files);
  const hasToken = value.token !== '' || value.tokenFile !== '';
  const hasPassword = value.username !== '' || value.password !== '';
  if (hasToken && hasPassword) {
    throw invalid(user, `User “${user.name}” has both a token and a password; only one is allowed.`);
  }
  if (certificate.kind !== 'none') {
    // client-go would send both; leaving one out would make it another identity than kubectl's.
    if (hasToken || hasPassword || value.exec !== undefined) {
      throw invalid(user, `User “${user.name}” has a client certificate and another credential; keep one of them.`);
    }
    return certificate;
  }
  if (value.tokenFile !== '') return tokenFile(user, files);
  if (value.token !== '') return { kind: 'token', token: value.token };
  if (hasPassword) return { kind: 'basic', username: value.username, password: value.password };
  return value.exec === undefined ? { kind: 'none' } : execPlugin(user, value.exec, cluster, files);
}

export function resolveImpersonation(user: ResolvedUser): Impersonation | undefined {
  const { as, 'as-uid': uid, 'as-groups': groups, 'as-user-extra': extra } = user.value;
  if (as === '') {
    if (uid === '' && groups.length === 0 && Object.keys(extra).length === 0) return undefined;
    throw invalid(user, `User “${user.name}” impersonates a uid, groups or extras without a user (“as”).`);
  }
  return { user: as, groups, extra, ...(uid === '' ? {} : { uid }) };
}

/** How the person is known, without any secret. */
export function describeCredential(credential: CredentialDescription): string {
  switch (credential.kind) {
    case 'none':
      return 'anonymous';
    case 'token':
      return 'token';
    case 'tokenFile':
      return 'token file';
    case 'basic':
      return 'password';
    case 'clientCertificate':
      return 'certificate';
    case 'exec':
      return `exec: ${credential.command}`;
  }
}

function clientCertificate(user: ResolvedUser, files: ReferencedFiles): CredentialDescription {
  const { value } = user;
  const certificate = pemOf(
    user,
    { name: 'client-certificate', data: value['client-certificate-data'], path: value['client-certificate'] },
    files,
  );
  const key = pemOf(user, { name: 'client-key', data: value['client-key-data'], path: value['client-key'] }, files);
  if (certificate === '' && key === '') return { kind: 'none' };
  if (certificate === '' || key === '') {
    throw invalid(
      user,
      `User “${user.name}” has a client ${key === '' ? 'certificate but no key' : 'key but no certificate'}.`,
    );
  }
  return { kind: 'clientCertificate', certificate, key };
}

function tokenFile(user: ResolvedUser, files: ReferencedFiles): CredentialDescription {
  const file = pathFrom(user.file, user.value.tokenFile);
  if (!files.usable.has(file)) throw invalid(user, `The token file of user “${user.name}” cannot be read: ${file}.`);
  return { kind: 'tokenFile', file };
}

function execPlugin(
  user: ResolvedUser,
  exec: ExecEntry,
  cluster: ClusterEntry,
  files: ReferencedFiles,
): ExecPluginCredential {
  if (exec.command === '') throw invalid(user, `The credential plug-in of user “${user.name}” has no command.`);
  const command = isPath(exec.command) ? pathFrom(user.file, exec.command) : exec.command;
  const apiVersion = execVersion(user, exec);
  const interactiveMode = execInteractiveMode(user, exec, apiVersion);
  // A bare name is not judged here: the user's shell may know a longer PATH, which is asked only when it is run.
  if (isPath(exec.command) && !files.usable.has(command)) {
    throw new AppError(
      'CREDENTIAL_PLUGIN_FAILED',
      `The credential plug-in is not there or not executable: ${command}.`,
      {
        command,
        ...(exec.installHint === '' ? {} : { installHint: exec.installHint }),
      },
    );
  }
  const extension = cluster.extensions.find(({ name }) => name === EXEC_EXTENSION);
  return {
    kind: 'exec',
    apiVersion,
    command,
    args: exec.args,
    env: Object.fromEntries(exec.env.map(({ name, value }) => [name, value])),
    interactiveMode,
    provideClusterInfo: exec.provideClusterInfo,
    directory: dirname(user.file),
    ...(extension === undefined ? {} : { clusterExtension: extension.extension }),
    ...(exec.installHint === '' ? {} : { installHint: exec.installHint }),
  };
}

function execVersion(user: ResolvedUser, { apiVersion }: ExecEntry): ExecPluginCredential['apiVersion'] {
  if (apiVersion === 'client.authentication.k8s.io/v1' || apiVersion === 'client.authentication.k8s.io/v1beta1') {
    return apiVersion;
  }
  const said = apiVersion === '' ? 'names no apiVersion' : `wants apiVersion “${apiVersion}”`;
  throw invalid(
    user,
    `The credential plug-in of user “${user.name}” ${said}; known are client.authentication.k8s.io/v1 and v1beta1.`,
  );
}

function execInteractiveMode(
  user: ResolvedUser,
  { interactiveMode }: ExecEntry,
  apiVersion: ExecPluginCredential['apiVersion'],
): ExecPluginCredential['interactiveMode'] {
  if (interactiveMode === 'Never' || interactiveMode === 'IfAvailable' || interactiveMode === 'Always') {
    return interactiveMode;
  }
  // Optional only in v1beta1, as in client-go.
  if (interactiveMode === '' && apiVersion === 'client.authentication.k8s.io/v1beta1') return 'IfAvailable';
  throw invalid(
    user,
    `The credential plug-in of user “${user.name}” needs an interactiveMode: Never, IfAvailable or Always.`,
  );
}

function refusedProvider(user: ResolvedUser, provider: string): AppError {
  const hint = MIGRATION[provider] ?? 'It is not supported: use an exec plug-in.';
  return invalid(user, `User “${user.name}” signs in with the auth-provider “${provider}”. ${hint}`);
}

function invalid(user: ResolvedUser, message: string): AppError {
  return new AppError('KUBECONFIG_INVALID', message, { file: user.file, entry: user.name });
}
