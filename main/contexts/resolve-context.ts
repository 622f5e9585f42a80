/** One context of the merged kubeconfig to what connects to it, or to why it cannot be used. Pure. */
import type { ContextInfo } from '../../preload/contract/contexts.ts';
import { AppError, toAppError, type ErrorForm } from '../../preload/contract/errors.ts';
import type { ClusterAccess } from '../kube/index.ts';
import type { ClusterEntry, ContextEntry } from './kubeconfig-schema.ts';
import { UserEntry } from './kubeconfig-schema.ts';
import type { MergedKubeconfig } from './merge-kubeconfigs.ts';
import type { Entry } from './parse-kubeconfig.ts';
import type { ReferencedFiles } from './referenced-files.ts';
import { resolveCluster } from './resolve-cluster.ts';
import {
  describeCredential,
  resolveCredential,
  resolveImpersonation,
  type ResolvedUser,
} from './resolve-credential.ts';

export type ResolvedContext =
  | { readonly info: ContextInfo; readonly access: ClusterAccess }
  | { readonly info: ContextInfo; readonly access?: undefined; readonly problem: ErrorForm };

export function resolveContext(
  entry: Entry<ContextEntry>,
  merged: MergedKubeconfig,
  files: ReferencedFiles,
): ResolvedContext {
  const cluster = merged.clusters.get(entry.value?.cluster ?? '');
  const base = {
    name: entry.name,
    cluster: entry.value?.cluster ?? '',
    user: entry.value?.user ?? '',
    kubeNamespace: entry.value?.namespace === '' ? 'default' : (entry.value?.namespace ?? 'default'),
    file: entry.file,
    insecure: cluster?.value?.['insecure-skip-tls-verify'] ?? false,
  };
  try {
    const access = accessOf(entry, merged, files);
    return {
      access,
      info: {
        ...base,
        server: access.server,
        authentication: describeCredential(access.credential),
        ...(access.impersonate === undefined ? {} : { impersonates: access.impersonate.user }),
        ...(access.proxyUrl === undefined ? {} : { proxy: withoutPassword(access.proxyUrl) }),
      },
    };
  } catch (error) {
    const problem = toAppError(error).toForm();
    return { problem, info: { ...base, server: '', authentication: '', problem } };
  }
}

function accessOf(entry: Entry<ContextEntry>, merged: MergedKubeconfig, files: ReferencedFiles): ClusterAccess {
  const context = usable(entry, 'Context');
  const { value } = context;
  const cluster = usable(clusterOf(context, merged), 'Cluster');
  const user = userOf(context, merged);
  const impersonate = resolveImpersonation(user);
  return {
    context: context.name,
    kubeNamespace: value.namespace === '' ? 'default' : value.namespace,
    ...resolveCluster(cluster, user.value, files),
    ...(impersonate === undefined ? {} : { impersonate }),
    credential: resolveCredential(user, cluster.value, files),
  };
}

interface Usable<Value> {
  readonly name: string;
  readonly file: string;
  readonly value: Value;
}

function usable<Value>(entry: Entry<Value>, kind: string): Usable<Value> {
  if (entry.problem === undefined) return entry;
  throw invalid(entry.file, entry.name, `${kind} “${entry.name}” cannot be read: ${entry.problem}.`);
}

function clusterOf(context: Usable<ContextEntry>, merged: MergedKubeconfig): Entry<ClusterEntry> {
  const { name, file, value } = context;
  if (value.cluster === '') throw invalid(file, name, `Context “${name}” names no cluster.`);
  const cluster = merged.clusters.get(value.cluster);
  if (cluster !== undefined) return cluster;
  throw invalid(file, name, `Context “${name}” names the cluster “${value.cluster}”, which no file declares.`);
}

/** A context without a user is anonymous; a user that is named has to exist. */
function userOf(context: Usable<ContextEntry>, merged: MergedKubeconfig): ResolvedUser {
  const { name, file, value } = context;
  if (value.user === '') return { name: '', file, value: UserEntry.parse({}) };
  const user = merged.users.get(value.user);
  if (user !== undefined) return usable(user, 'User');
  throw invalid(file, name, `Context “${name}” names the user “${value.user}”, which no file declares.`);
}

function withoutPassword(address: string): string {
  const url = new URL(address);
  url.username = '';
  url.password = '';
  return url.href;
}

function invalid(file: string, entry: string, message: string): AppError {
  return new AppError('KUBECONFIG_INVALID', message, { file, entry });
}
