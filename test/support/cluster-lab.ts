/** The cluster of KUBECONFIG through the product's own layers, and a Kubernetes namespace of one test file's own. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

import { createContexts } from '../../main/contexts/index.ts';
import { connectCluster, listPods, type Cluster } from '../../main/kube/index.ts';
import type { RequestContext } from '../../preload/contract/kinds.ts';
import { Settings } from '../../preload/contract/settings.ts';
import { kubectlFor, type Kubectl } from './kubectl.ts';

export interface ClusterLab {
  readonly kubectl: Kubectl;
  readonly context: string;
  readonly kubeNamespace: string;
  readonly cluster: Cluster;
  clusterOf(context: string): Cluster;
  /** Applies objects in the lab's Kubernetes namespace and resolves when its deployments have been rolled out. */
  apply(...objects: readonly object[]): Promise<void>;
  /** Name of the one pod with this `app` label that is not being deleted. */
  podOf(app: string): Promise<string>;
  dispose(): Promise<void>;
}

export async function openClusterLab(kubeNamespace: string, environment = process.env): Promise<ClusterLab> {
  const kubeconfig = environment['KUBECONFIG'];
  if (kubeconfig === undefined) throw new Error('name the kubeconfig of a throwaway cluster in KUBECONFIG');
  const settings = Settings.parse({});
  const contexts = await createContexts({
    environment,
    homeDirectory: homedir(),
    connect: (access) => connectCluster(access, { environment }),
    settings: { current: settings, patch: () => Promise.resolve(settings), watch: noChanges },
    log: { warn: () => undefined },
  });
  const context = (await kubectlFor(kubeconfig, '')('config', 'current-context')).trim();
  const kubectl = kubectlFor(kubeconfig, context);
  const folder = await mkdtemp(join(tmpdir(), 'cluster-lab-'));
  await kubectl('create', 'namespace', kubeNamespace);
  const cluster = contexts.clusterOf(context);

  return {
    kubectl,
    context,
    kubeNamespace,
    cluster,
    clusterOf: contexts.clusterOf,
    apply: async (...objects) => {
      const file = join(folder, 'objects.json');
      await writeFile(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }));
      await kubectl('apply', '-n', kubeNamespace, '-f', file);
      const deployments = await kubectl('get', 'deployments', '-n', kubeNamespace, '-o', 'name');
      for (const name of deployments.split('\n').filter((line) => line !== '')) {
        await kubectl('rollout', 'status', '-n', kubeNamespace, name, '--timeout=90s');
      }
    },
    podOf: async (app) => {
      const pods = await listPods(cluster, kubeNamespace, { labelSelector: `app=${app}` });
      const name = pods.find(({ metadata }) => metadata?.deletionTimestamp === undefined)?.metadata?.name;
      if (name === undefined) throw new Error(`no pod of ${app} in ${kubeNamespace}`);
      return name;
    },
    dispose: async () => {
      contexts.dispose();
      await rm(folder, { recursive: true });
      await kubectl('delete', 'namespace', kubeNamespace, '--wait=false');
    },
  };
}

async function* noChanges(): AsyncGenerator<never, void, undefined> {
  // The lab's settings never change.
}

/** What a call is given beside its input, for calls that nobody cancels. */
export function uncancelled(signal: AbortSignal = new AbortController().signal): RequestContext {
  return { signal, session: { id: 'test', onEnd: () => () => undefined } };
}

/** A deployment of one pod whose image and the like are given. */
export function deployment(app: string, container: object, podSpec: object = {}): object {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: app },
    spec: {
      selector: { matchLabels: { app } },
      template: {
        metadata: { labels: { app } },
        spec: { terminationGracePeriodSeconds: 1, containers: [{ name: app, ...container }], ...podSpec },
      },
    },
  };
}

export const httpServer = (podSpec: object = {}): object =>
  deployment('http-server', { image: 'kube-lab/http-server-distroless:1', imagePullPolicy: 'IfNotPresent' }, podSpec);

export const springPetclinic = (podSpec: object = {}): object =>
  deployment(
    'spring-petclinic',
    {
      image: 'kube-lab/spring-petclinic:1',
      imagePullPolicy: 'IfNotPresent',
      resources: { requests: { memory: '256Mi' }, limits: { memory: '1Gi' } },
      readinessProbe: { httpGet: { path: '/', port: 8080 }, periodSeconds: 1 },
    },
    podSpec,
  );
