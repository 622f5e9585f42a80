import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createNamespaces, type NamespacesOptions } from '../../../main/namespaces/index.ts';
import { deployment, openClusterLab, uncancelled, type ClusterLab } from '../../support/cluster-lab.ts';
import { openPrograms, type Programs } from './programs.ts';
import { readPod } from './read-pod.ts';

/** Another user than the target's, without SYS_PTRACE or the right to become somebody else. */
const POWERLESS = { securityContext: { runAsUser: 1000, runAsNonRoot: true, capabilities: { drop: ['ALL'] } } };

describe('what the kernel refuses', () => {
  let lab: ClusterLab;
  let programs: Programs;
  let pod: string;

  beforeAll(async () => {
    lab = await openClusterLab(`refused-${process.pid}`);
    programs = openPrograms(lab.clusterOf);
    // No shell and no other tool in it: nobody but the debug container can be asked.
    await lab.apply(deployment('java', { image: 'kube-lab/spring-petclinic:1', imagePullPolicy: 'IfNotPresent' }));
    pod = await lab.podOf('java');
    const folder = await mkdtemp(join(tmpdir(), 'powerless-'));
    await writeFile(join(folder, 'custom.json'), JSON.stringify(POWERLESS));
    const words = ['--image=busybox', '--target=java', '-c', 'powerless', '--profile=baseline', '--attach=false'];
    const custom = `--custom=${join(folder, 'custom.json')}`;
    await lab.kubectl('debug', '-n', lab.kubeNamespace, pod, ...words, custom, '--', 'sleep', '100000');
    await rm(folder, { recursive: true });
    const running = '{.status.ephemeralContainerStatuses[0].state.running.startedAt}';
    await lab.kubectl('wait', '-n', lab.kubeNamespace, `pod/${pod}`, `--for=jsonpath=${running}`, '--timeout=60s');
  }, 120_000);
  afterAll(async () => {
    await programs.dispose();
    await lab.dispose();
  });

  it.each(['program', 'shell'] as const)(
    'is told as refused, never as empty and never guessed: by the %s',
    async (way) => {
      const { context, kubeNamespace, clusterOf } = lab;
      const ref = { context, kubeNamespace, pod };
      const options: NamespacesOptions = { clusterOf, ...(way === 'program' ? { programs } : {}) };
      const { rows, views } = await readPod(options, ref, (read) =>
        read.views.some(({ container, processes }) => container === 'powerless' && processes.length > 1),
      );
      const view = views.find(({ container }) => container === 'powerless')!;
      expect(view.cost?.way).toBe(way);
      const java = view.processes.find(({ pid }) => pid === 1)!;
      // What anybody may read is there.
      expect(java).toMatchObject({ name: 'java', uid: 999, container: 'java' });
      expect(java.rootReadable).toBe(false);
      // Newer kernels tell anybody how many files are open, as the size of the folder; which ones they do not.
      if (java.openFiles !== 'refused') expect(java.openFiles).toBeGreaterThan(3);
      expect(java.namespaces).toHaveLength(8);
      expect(java.namespaces.every(({ refused, inode }) => refused && inode === undefined)).toBe(true);
      const row = rows.find(({ container }) => container === 'java')!;
      expect(row.cells.map(({ evidence }) => evidence)).toEqual(Array(8).fill('refused'));
      expect(row.cells.every(({ group, inode }) => group === undefined && inode === undefined)).toBe(true);
      expect(
        rows.find(({ container }) => container === 'powerless')!.cells.every(({ evidence }) => evidence === 'kernel'),
      ).toBe(true);

      const process = { ...ref, container: 'powerless', pid: 1, startedTicks: java.startedTicks };
      const namespaces = createNamespaces(options);
      const details = await namespaces.inspect(process, uncancelled());
      expect(details.openFiles).toMatchObject({ told: false, reason: 'refused' });
      expect(details.environment).toMatchObject({ told: false, reason: 'refused' });
      expect(details.environment).toMatchObject({ message: expect.stringContaining('SYS_PTRACE') as unknown });
      expect(details.limits).toMatchObject({ told: true });
      await expect(namespaces.signal({ ...process, signal: 'TERM' }, uncancelled())).rejects.toMatchObject({
        code: 'COMMAND_FAILED',
        message: expect.stringContaining('KILL') as unknown,
      });
      const other = { ...process, startedTicks: java.startedTicks + 1 };
      await expect(namespaces.inspect(other, uncancelled())).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(namespaces.signal({ ...other, signal: 'TERM' }, uncancelled())).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    },
  );
});
