/** What the tests of JVMs on a cluster share: the domain with its dependencies, and debug containers by the dozen. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, vi } from 'vitest';

import { root } from '../../../build/config/paths.ts';
import { profiles } from '../../../main/debug/profiles/index.ts';
import { createFiles } from '../../../main/files/index.ts';
import { createJvm } from '../../../main/jvm/index.ts';
import { getPod, resourcePath, type EphemeralContainer } from '../../../main/kube/index.ts';
import { createReachPool, type ReachPool } from '../../../main/reach/index.ts';
import type { jvm as jvmContract } from '../../../preload/contract/jvm.ts';
import type { Service } from '../../../preload/contract/kinds.ts';
import type { ContainerRef } from '../../../preload/contract/references.ts';
import { createLeftFiles } from '../../support/left-files.ts';
import { openClusterLab, uncancelled, type ClusterLab } from '../../support/cluster-lab.ts';

export interface JvmLab extends ClusterLab {
  readonly jvm: Service<typeof jvmContract>;
  readonly files: ReturnType<typeof createFiles>;
  readonly reach: ReachPool;
  readonly left: ReturnType<typeof createLeftFiles>;
  /** Adds all of them in one change and resolves when they run. */
  debug(pod: string, containers: readonly DebugWish[]): Promise<void>;
  containerRef(pod: string, container: string): ContainerRef;
  logOf(pod: string, container?: string): Promise<string>;
  /** Where the copy lies, once it is proven. */
  verified(transfer: string): Promise<string>;
}

export interface DebugWish {
  readonly name: string;
  readonly image: string;
  readonly profile: keyof typeof profiles;
  readonly user?: { readonly uid: number; readonly gid: number };
  readonly target?: string;
}

export async function openJvmLab(kubeNamespace: string): Promise<JvmLab> {
  const lab = await openClusterLab(kubeNamespace);
  const folder = await mkdtemp(join(tmpdir(), 'jvm-lab-'));
  const { clusterOf, context } = lab;
  const reach = createReachPool({ clusterOf, isAllowed: () => true, programs: join(root, 'build/reach/bin') });
  const files = createFiles({
    clusterOf,
    reach,
    folder,
    ledger: { register: () => undefined, add: () => Promise.reject(new Error('nothing is put into containers here')) },
    log: { info: () => undefined, warn: () => undefined },
  });
  const left = createLeftFiles();
  return {
    ...lab,
    reach,
    files,
    left,
    jvm: createJvm({ clusterOf, reach, files: files.service, left }),
    containerRef: (pod, container) => ({ context, kubeNamespace, pod, container }),
    verified: async (transfer) => {
      for await (const transfers of files.service.transfers({}, uncancelled(AbortSignal.timeout(60_000)))) {
        const state = transfers.find(({ id }) => id === transfer)?.state;
        if (state === 'verified') return files.verifiedFile(transfer).path;
        if (state === 'failed' || state === 'changed' || state === 'cancelled')
          throw new Error(`the copy has ${state}`);
      }
      throw new Error('the copy takes too long');
    },
    logOf: (pod, container = 'app') => lab.kubectl('logs', '-n', kubeNamespace, pod, '-c', container),
    debug: async (pod, wishes) => {
      await lab.cluster.request({
        method: 'PATCH',
        path: resourcePath({ resource: 'pods', kubeNamespace, name: pod, subresource: 'ephemeralcontainers' }),
        contentType: 'application/strategic-merge-patch+json',
        body: { spec: { ephemeralContainers: wishes.map(container) } },
      });
      const running = async (): Promise<readonly string[]> => {
        const { status } = await getPod(lab.cluster, { kubeNamespace, pod });
        const all = status?.ephemeralContainerStatuses ?? [];
        return all.filter(({ state }) => state?.running !== undefined).map(({ name }) => name);
      };
      const names = wishes.map(({ name }) => name);
      const all = async (): Promise<void> => expect(await running()).toEqual(expect.arrayContaining(names));
      await vi.waitFor(all, { timeout: 90_000, interval: 300 });
    },
    dispose: async () => {
      await files.dispose();
      await reach.dispose();
      await rm(folder, { recursive: true });
      await lab.dispose();
    },
  };
}

function container({ name, image, profile, user, target = 'app' }: DebugWish): EphemeralContainer {
  const made: EphemeralContainer = {
    name,
    image,
    imagePullPolicy: 'IfNotPresent',
    targetContainerName: target,
    command: ['sleep', '3600'],
  };
  const applied = profiles[profile].apply(made, 'ephemeral');
  if (user === undefined) return applied;
  const securityContext = { ...applied.securityContext, runAsUser: user.uid, runAsGroup: user.gid };
  return { ...applied, securityContext };
}
