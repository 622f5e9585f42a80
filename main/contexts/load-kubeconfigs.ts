/** Reads the kubeconfig files and what they point to, and resolves every context. Runs nothing. */
import { access, constants, open, realpath, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

import type { ContextsSnapshot, KubeconfigFile } from '../../preload/contract/contexts.ts';
import type { ErrorForm } from '../../preload/contract/errors.ts';
import type { KubeconfigSource } from './kubeconfig-sources.ts';
import { mergeKubeconfigs } from './merge-kubeconfigs.ts';
import { brokenKubeconfig, parseKubeconfig, type Kubeconfig } from './parse-kubeconfig.ts';
import { referencesOf, type ReferencedFiles } from './referenced-files.ts';
import { resolveContext, type ResolvedContext } from './resolve-context.ts';

/** Their entries are never joined with another file's. */
const STAND_ALONE: ReadonlySet<KubeconfigFile['origin']> = new Set(['added', 'practice']);
/** Hundreds of contexts with embedded certificates are about 1 MiB. */
const KUBECONFIG_LIMIT = 4 * 1024 * 1024;
/** A system's whole certificate bundle is about 250 KiB. */
const CERTIFICATE_LIMIT = 1024 * 1024;

export interface LoadedKubeconfigs {
  readonly snapshot: ContextsSnapshot;
  readonly contexts: ReadonlyMap<string, ResolvedContext>;
  /** Those with something in them, in order: kubectl gives up at a file that it cannot read. */
  readonly readableFiles: readonly string[];
  /** Directories in which a change may mean another result. */
  readonly folders: readonly string[];
}

export async function loadKubeconfigs(sources: readonly KubeconfigSource[]): Promise<LoadedKubeconfigs> {
  const kubeconfigs = await Promise.all(sources.map(({ path }) => loadKubeconfig(path)));
  const references = referencesOf(kubeconfigs);
  const files: ReferencedFiles = {
    texts: new Map(
      await Promise.all(references.texts.map(async (path) => [path, await readCertificate(path)] as const)),
    ),
    usable: new Set([
      ...(await allowed(references.commands, constants.X_OK)),
      ...(await allowed(references.tokenFiles, constants.R_OK)),
    ]),
  };
  const groups = groupsOf(sources, kubeconfigs).map(mergeKubeconfigs);
  const contexts = new Map<string, ResolvedContext>();
  for (const merged of groups) {
    for (const [name, entry] of merged.contexts) {
      if (!contexts.has(name)) contexts.set(name, resolveContext(entry, merged, files));
    }
  }
  const currentContext = groups.map((merged) => merged.currentContext).find((name) => name !== undefined);

  const watched = [
    ...sources.map(({ path }) => path),
    ...references.texts,
    ...references.tokenFiles,
    ...references.commands,
  ];
  return {
    contexts,
    readableFiles: kubeconfigs.filter(hasEntries).map(({ file }) => file),
    folders: await foldersOf(watched),
    snapshot: {
      contexts: [...contexts.values()].map(({ info }) => info),
      files: sources.flatMap((source, index) =>
        // The practice cluster's own file is nobody's to keep.
        source.origin === 'practice' ? [] : [describeFile(source, kubeconfigs[index])],
      ),
      ...(currentContext === undefined ? {} : { currentContext }),
    },
  };
}

/**
 * Files of KUBECONFIG are merged, as kubectl does. A file added by hand stands alone: many installers call their user
 * `kubernetes-admin`, and one file's credential must not go to another file's server.
 */
function groupsOf(
  sources: readonly KubeconfigSource[],
  kubeconfigs: readonly Kubeconfig[],
): readonly (readonly Kubeconfig[])[] {
  const isAdded = (_kubeconfig: Kubeconfig, index: number): boolean =>
    STAND_ALONE.has(sources[index]?.origin ?? 'default');
  const together = kubeconfigs.filter((kubeconfig, index) => !isAdded(kubeconfig, index));
  return [together, ...kubeconfigs.filter(isAdded).map((kubeconfig) => [kubeconfig])];
}

function hasEntries({ clusters, users, contexts }: Kubeconfig): boolean {
  return clusters.length + users.length + contexts.length > 0;
}

async function loadKubeconfig(path: string): Promise<Kubeconfig> {
  const found = await readText(path, KUBECONFIG_LIMIT);
  return 'problem' in found ? brokenKubeconfig(path, found.problem) : parseKubeconfig(path, found.text);
}

async function readCertificate(path: string): Promise<{ readonly text: string } | { readonly problem: string }> {
  return readText(path, CERTIFICATE_LIMIT);
}

/** A named pipe or a device would block or never end: only a plain file is read. */
async function readText(
  path: string,
  limit: number,
): Promise<{ readonly text: string } | { readonly problem: string }> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const { size } = await file.stat().then((stat) => (stat.isFile() ? stat : { size: -1 }));
    if (size < 0) return { problem: 'not a plain file' };
    if (size > limit) return { problem: `larger than ${String(limit / 1024 / 1024)} MiB` };
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(await file.readFile()) };
  } catch (error) {
    return { problem: reasonOf(error) };
  } finally {
    await file?.close();
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return 'cannot be read';
  switch (error.code) {
    case 'ENOENT':
      return 'no such file';
    case 'EACCES':
      return 'permission denied';
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return 'not a text file';
    default:
      return String(error.code);
  }
}

async function allowed(paths: readonly string[], mode: number): Promise<readonly string[]> {
  const checks = await Promise.all(
    paths.map((path) =>
      access(path, mode).then(
        () => [path],
        () => [],
      ),
    ),
  );
  return checks.flat();
}

/** Of a symbolic link both: it may be pointed elsewhere, and what it points to may be written. */
async function foldersOf(paths: readonly string[]): Promise<readonly string[]> {
  const targets = await Promise.all(paths.map((path) => realpath(path).catch(() => path)));
  return [...new Set([...paths, ...targets].map((path) => dirname(path)))];
}

function describeFile(source: KubeconfigSource, kubeconfig: Kubeconfig | undefined): KubeconfigFile {
  const contexts = kubeconfig?.contexts.length ?? 0;
  const [problem = contexts === 0 ? 'no contexts in it' : undefined] = kubeconfig?.problems ?? [];
  return { ...source, contexts, ...(problem === undefined ? {} : { problem: fileProblem(source.path, problem) }) };
}

function fileProblem(file: string, problem: string): ErrorForm<'KUBECONFIG_INVALID'> {
  return { code: 'KUBECONFIG_INVALID', message: `${file}: ${problem}.`, data: { file } };
}
