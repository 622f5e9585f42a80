/** Files that entries point to. Everything is read before contexts are resolved, so that resolving needs no file system. */
import { dirname, isAbsolute, join, sep } from 'node:path';

import { AppError } from '../../preload/contract/errors.ts';
import type { ClusterEntry, UserEntry } from './kubeconfig-schema.ts';
import type { Entry, Kubeconfig } from './parse-kubeconfig.ts';

/** What was found at the paths that the entries name. */
export interface ReferencedFiles {
  /** Text of certificate and key files. */
  readonly texts: ReadonlyMap<string, { readonly text: string } | { readonly problem: string }>;
  /** Credential plug-ins given with a path, and token files, that exist and may be executed or read. */
  readonly usable: ReadonlySet<string>;
}

export interface FileReferences {
  readonly texts: readonly string[];
  readonly tokenFiles: readonly string[];
  readonly commands: readonly string[];
}

/** As client-go: relative paths start at the directory of the file that they are written in. */
export function pathFrom(file: string, path: string): string {
  return isAbsolute(path) ? path : join(dirname(file), path);
}

/** A bare name is looked up in PATH when it is needed; anything else is a path. */
export function isPath(command: string): boolean {
  return command.includes(sep) || command.includes('/');
}

export function referencesOf(kubeconfigs: readonly Kubeconfig[]): FileReferences {
  const clusters = kubeconfigs.flatMap((kubeconfig) => kubeconfig.clusters.flatMap(clusterFiles));
  const users = kubeconfigs.flatMap((kubeconfig) => kubeconfig.users);
  return {
    texts: [...new Set([...clusters, ...users.flatMap(userFiles)])],
    tokenFiles: [...new Set(users.flatMap((entry) => fieldPath(entry, entry.value?.tokenFile)))],
    commands: [...new Set(users.flatMap((entry) => fieldPath(entry, commandPath(entry.value))))],
  };
}

/** PEM text of a certificate or key; embedded data wins over a file. Empty where there is neither. */
export function pemOf(
  entry: { readonly name: string; readonly file: string },
  field: { readonly name: string; readonly data: string; readonly path: string },
  files: ReferencedFiles,
): string {
  const text = field.data === '' ? textAt(entry, field, files) : decodeBase64(entry, field);
  if (text === '' || text.includes('-----BEGIN ')) return text;
  throw new AppError('KUBECONFIG_INVALID', `${field.name} of “${entry.name}” holds no PEM text.`, {
    file: entry.file,
    entry: entry.name,
  });
}

function textAt(
  entry: { readonly name: string; readonly file: string },
  field: { readonly name: string; readonly path: string },
  files: ReferencedFiles,
): string {
  if (field.path === '') return '';
  const path = pathFrom(entry.file, field.path);
  const found = files.texts.get(path) ?? { problem: 'not read' };
  if ('text' in found) return found.text;
  throw new AppError('KUBECONFIG_INVALID', `${field.name} of “${entry.name}”: ${path}: ${found.problem}.`, {
    file: entry.file,
    entry: entry.name,
  });
}

function decodeBase64(
  entry: { readonly name: string; readonly file: string },
  field: { readonly name: string; readonly data: string },
): string {
  const data = field.data.replaceAll(/[\r\n]/g, '');
  if (data.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(data)) {
    throw new AppError('KUBECONFIG_INVALID', `${field.name}-data of “${entry.name}” is not base64.`, {
      file: entry.file,
      entry: entry.name,
    });
  }
  return Buffer.from(data, 'base64').toString('utf8');
}

function clusterFiles(entry: Entry<ClusterEntry>): readonly string[] {
  const cluster = entry.value;
  return cluster?.['certificate-authority-data'] === '' ? fieldPath(entry, cluster['certificate-authority']) : [];
}

function userFiles(entry: Entry<UserEntry>): readonly string[] {
  const user = entry.value;
  if (user === undefined) return [];
  return [
    ...(user['client-certificate-data'] === '' ? fieldPath(entry, user['client-certificate']) : []),
    ...(user['client-key-data'] === '' ? fieldPath(entry, user['client-key']) : []),
  ];
}

function commandPath(user: UserEntry | undefined): string | undefined {
  const command = user?.exec?.command;
  return command !== undefined && isPath(command) ? command : undefined;
}

function fieldPath(entry: { readonly file: string }, path: string | undefined): readonly string[] {
  return path === undefined || path === '' ? [] : [pathFrom(entry.file, path)];
}
