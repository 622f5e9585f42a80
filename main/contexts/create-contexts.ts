import { isDeepStrictEqual } from 'node:util';

import type { ContextsSnapshot, ContextStatus, contexts as contextsContract } from '../../preload/contract/contexts.ts';
import { AppError } from '../../preload/contract/errors.ts';
import type { Service } from '../../preload/contract/kinds.ts';
import type { Cluster, ClusterAccess } from '../kube/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import { createBell, createLatestValue, createLeases, type Bell, type LatestValue } from '../streams/index.ts';
import { createClusterPool } from './cluster-pool.ts';
import { addedSource, kubeconfigSources } from './kubeconfig-sources.ts';
import { loadKubeconfigs, type LoadedKubeconfigs } from './load-kubeconfigs.ts';
import { probeStatus } from './probe-status.ts';
import { createReviewAccess } from './review-access.ts';
import { watchFolders } from './watch-folders.ts';

/** Switching between two contexts does not connect anew each time. */
const STATUS_LINGER_MS = 10_000;

export interface ContextsOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly homeDirectory: string;
  /** Of the practice cluster; it is there only while that runs. */
  readonly practiceKubeconfig?: string;
  readonly connect: (access: ClusterAccess) => Cluster;
  readonly settings: Pick<SettingsStore, 'current' | 'patch' | 'watch'>;
  readonly log: { warn(fields: object, message: string): void };
}

export interface DescribedContext {
  readonly access: ClusterAccess;
  /** Names of the entries that the context joins. */
  readonly cluster: string;
  readonly user: string;
  /** For the `KUBECONFIG` of a shell on this machine; in order. */
  readonly kubeconfigFiles: readonly string[];
}

export interface Contexts {
  readonly service: Service<typeof contextsContract>;
  /** Throws CONTEXT_NOT_FOUND, or what is wrong with the context. The same connection as long as its entries stay as they are. */
  clusterOf(context: string): Cluster;
  describe(context: string): DescribedContext;
  /** In the kubeconfigs as they are known now. */
  has(context: string): boolean;
  /** Reads all files again, without waiting for the system to tell that one has changed. */
  reload(): Promise<void>;
  dispose(): void;
}

interface Probe {
  readonly status: LatestValue<ContextStatus>;
  readonly bell: Bell;
}

export async function createContexts(options: ContextsOptions): Promise<Contexts> {
  const { environment, homeDirectory, connect, settings, log } = options;
  const sources = (): ReturnType<typeof kubeconfigSources> =>
    kubeconfigSources({
      variable: environment['KUBECONFIG'],
      homeDirectory,
      added: settings.current.kubeconfigFiles,
      practice: options.practiceKubeconfig,
    });

  const ended = new AbortController();
  const pool = createClusterPool(connect);
  const probes = createLeases<string, Probe>(startProbe, STATUS_LINGER_MS);
  const reviewAccess = createReviewAccess();
  let loaded = await loadKubeconfigs(sources());
  let reloading: Promise<void> = Promise.resolve();
  const snapshot = createLatestValue<ContextsSnapshot>(loaded.snapshot);
  const folders = watchFolders(() => void reload(), log);
  folders.watchOnly(loaded.folders);
  void followSettings();

  /** One after the other: an older result must not replace a newer one. */
  function reload(): Promise<void> {
    reloading = reloading
      .then(async () => replace(await loadKubeconfigs(sources())))
      .catch((error: unknown) => log.warn({ error }, 'kubeconfig could not be loaded again; what was known stays'));
    return reloading;
  }

  function replace(next: LoadedKubeconfigs): void {
    if (ended.signal.aborted) return;
    const before = loaded;
    loaded = next;
    folders.watchOnly(next.folders);
    pool.keepOnly([...next.contexts.values()].flatMap(({ access }) => access ?? []));
    if (!isDeepStrictEqual(before.snapshot, next.snapshot)) snapshot.set(next.snapshot);
    for (const name of new Set([...before.contexts.keys(), ...next.contexts.keys()])) {
      if (!isDeepStrictEqual(before.contexts.get(name), next.contexts.get(name))) probes.peek(name)?.bell.ring();
    }
  }

  async function followSettings(): Promise<void> {
    let files = settings.current.kubeconfigFiles;
    for await (const { kubeconfigFiles } of settings.watch(ended.signal)) {
      if (isDeepStrictEqual(files, kubeconfigFiles)) continue;
      files = kubeconfigFiles;
      await reload();
    }
  }

  function startProbe(context: string, signal: AbortSignal): Probe {
    const status = createLatestValue<ContextStatus>({ state: 'connecting' });
    const bell = createBell();
    const cluster = (): { readonly cluster: Cluster; readonly usesPlugin: boolean } => {
      const access = accessOf(context);
      return { cluster: pool.clusterOf(access), usesPlugin: access.credential.kind === 'exec' };
    };
    void probeStatus({ cluster, tell: status.set, bell, signal });
    return { status, bell };
  }

  function accessOf(context: string): ClusterAccess {
    const found = loaded.contexts.get(context);
    if (found === undefined) {
      throw new AppError('CONTEXT_NOT_FOUND', `No kubeconfig has a context “${context}”.`, { context });
    }
    if (found.access === undefined) throw AppError.from(found.problem);
    return found.access;
  }

  function clusterOf(context: string): Cluster {
    return pool.clusterOf(accessOf(context));
  }

  async function* watchStatus(context: string, signal: AbortSignal): AsyncGenerator<ContextStatus, void, undefined> {
    const lease = probes.take(context);
    try {
      yield* lease.value.status.watch(signal);
    } finally {
      lease.release();
    }
  }

  return {
    clusterOf,
    has: (context) => loaded.contexts.has(context),
    reload,
    describe: (context) => {
      const access = accessOf(context);
      const { cluster = '', user = '' } = loaded.snapshot.contexts.find(({ name }) => name === context) ?? {};
      return { access, cluster, user, kubeconfigFiles: loaded.readableFiles };
    },
    dispose: () => {
      ended.abort();
      folders.dispose();
      probes.dispose();
      pool.dispose();
    },
    service: {
      watch: (_input, { signal }) => snapshot.watch(signal),
      status: ({ context }, { signal }) => watchStatus(context, signal),
      reconnect: async ({ context }) => {
        // A plug-in or certificate file may have been put where it was missing.
        await reload();
        probes.peek(context)?.bell.ring();
        const access = loaded.contexts.get(context)?.access;
        if (access !== undefined) pool.clusterOf(access).revive();
        return {};
      },
      access: async ({ context, kubeNamespace, questions }, { signal }) =>
        reviewAccess(clusterOf(context), kubeNamespace, questions, signal),
      addKubeconfig: async (input) => {
        const source = addedSource(input.path, homeDirectory);
        const [file] = (await loadKubeconfigs([source])).snapshot.files;
        if (file === undefined || file.contexts === 0) {
          const problem = file?.problem ?? { code: 'KUBECONFIG_INVALID', message: 'unreadable', data: {} };
          throw AppError.from(problem);
        }
        const known = settings.current.kubeconfigFiles;
        if (!known.includes(source.path)) await settings.patch({ kubeconfigFiles: [...known, source.path] });
        await reload();
        return loaded.snapshot.files.find(({ path }) => path === source.path) ?? file;
      },
      removeKubeconfig: async (input) => {
        const { path } = addedSource(input.path, homeDirectory);
        await settings.patch({
          kubeconfigFiles: settings.current.kubeconfigFiles.filter(
            (known) => addedSource(known, homeDirectory).path !== path,
          ),
        });
        await reload();
        return {};
      },
    },
  };
}
