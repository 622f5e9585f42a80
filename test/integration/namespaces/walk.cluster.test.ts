import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createDebug } from '../../../main/debug/index.ts';
import { createNamespaces } from '../../../main/namespaces/index.ts';
import { DebugRequest } from '../../../preload/contract/debug.ts';
import type { NamespaceCell, NamespaceKind, PodNamespaces } from '../../../preload/contract/namespaces.ts';
import { deployment, httpServer, openClusterLab, uncancelled, type ClusterLab } from '../../support/cluster-lab.ts';

describe('what the kernel says of a pod', () => {
  let lab: ClusterLab;

  beforeAll(async () => {
    lab = await openClusterLab(`namespaces-${process.pid}`);
    await lab.apply(httpServer());
  });
  afterAll(() => lab.dispose());

  async function startDebugger(pod: string, more: object): Promise<void> {
    const wish = { context: lab.context, kubeNamespace: lab.kubeNamespace, pod, image: 'busybox', profile: 'general' };
    const request = DebugRequest.parse({ ...wish, imagePullPolicy: 'IfNotPresent', ...more });
    for await (const { phase } of createDebug({ clusterOf: lab.clusterOf }).start(request, uncancelled())) {
      if (phase === 'running') return;
    }
    throw new Error('the debug container does not run');
  }

  async function probe(pod: string): Promise<PodNamespaces> {
    const { context, kubeNamespace, clusterOf } = lab;
    return createNamespaces({ clusterOf }).probe({ context, kubeNamespace, pod }, uncancelled());
  }

  it('shows net, ipc and uts shared, pid and mnt not, without a target', async () => {
    const pod = await lab.podOf('http-server');
    await startDebugger(pod, { name: 'alone' });
    const result = await probe(pod);
    console.log(result.findings);
    for (const kind of ['net', 'ipc', 'uts'] as const) {
      expect(cell(result, 'alone', kind)).toMatchObject({
        evidence: 'kernel',
        inode: cell(result, 'http-server', kind).inode,
      });
      expect(cell(result, 'pause', kind).group).toBe(cell(result, 'alone', kind).group);
    }
    for (const kind of ['pid', 'mnt'] as const) {
      expect(cell(result, 'http-server', kind).evidence).toBe('kernel');
      expect(cell(result, 'alone', kind).evidence).toBe('kernel');
      expect(cell(result, 'alone', kind).group).not.toBe(cell(result, 'http-server', kind).group);
    }
    expect(result.views.map(({ container, processes }) => [container, processes.map(({ name }) => name)])).toEqual(
      expect.arrayContaining([
        ['alone', ['sh']],
        ['http-server', ['python']],
      ]),
    );
    expect(result.views.flatMap(({ problem }) => problem ?? [])).toEqual([]);
  });

  it('shows pid shared with the target alone', async () => {
    const pod = await lab.podOf('http-server');
    await startDebugger(pod, { name: 'targeting', target: 'http-server' });
    const result = await probe(pod);
    console.log(result.findings);
    expect(cell(result, 'targeting', 'pid').group).toBe(cell(result, 'http-server', 'pid').group);
    expect(cell(result, 'alone', 'pid').group).not.toBe(cell(result, 'http-server', 'pid').group);
    expect(cell(result, 'targeting', 'mnt').group).not.toBe(cell(result, 'http-server', 'mnt').group);
    const view = result.views.find(({ container }) => container === 'targeting');
    expect(view?.processes[0]).toMatchObject({
      pid: 1,
      command: ['python', '-m', 'http.server', '8080'],
      container: 'http-server',
      rootReadable: true,
    });
    expect(view?.processes[0]?.residentBytes).toBeGreaterThan(1024 * 1024);
    expect(result.rows.map(({ role }) => role)).toEqual(['sandbox', 'ordinary', 'ephemeral', 'ephemeral']);
  });

  it('shows one pid namespace for all where processes are shared, and the pause process in it', async () => {
    await lab.apply(httpServer({ shareProcessNamespace: true }));
    const pod = await lab.podOf('http-server');
    await startDebugger(pod, { name: 'debugger' });
    const result = await probe(pod);
    console.log(result.findings);
    const groups = ['pause', 'http-server', 'debugger'].map((container) => cell(result, container, 'pid').group);
    expect(new Set(groups).size).toBe(1);
    expect(cell(result, 'pause', 'pid').evidence).toBe('kernel');
    const view = result.views.find(({ container }) => container === 'debugger');
    expect(view?.processes[0]).toMatchObject({ pid: 1, name: 'pause' });
    expect(view?.processes.map(({ container }) => container)).toEqual([undefined, 'http-server', 'debugger']);
  });

  it('cannot be fooled by names and arguments, and reads thousands of processes', async () => {
    // Lines of the probe's own format, as an argument.
    const forgery = [
      '',
      '@end',
      '/proc/1/status:Name:\tforged',
      '/proc/1/ns/net -> net:[1]',
      '@c 1',
      '666f72676564',
      '',
    ].join('\n');
    const script = [
      'sh -c "sleep 600; :" "$1" &',
      'i=0; while [ $i -lt 2000 ]; do sleep 600 & i=$((i+1)); done',
      'touch /tmp/ready; wait',
    ].join('\n');
    const image = { image: 'busybox', imagePullPolicy: 'IfNotPresent', command: ['sh', '-c', script, 'sh', forgery] };
    const readinessProbe = { exec: { command: ['test', '-e', '/tmp/ready'] }, periodSeconds: 1 };
    await lab.apply(deployment('hostile', { ...image, readinessProbe }));
    const pod = await lab.podOf('hostile');
    const startedAt = performance.now();
    const result = await probe(pod);
    console.log(`${result.views[0]?.processes.length} processes in ${Math.round(performance.now() - startedAt)} ms`);
    const view = result.views[0];
    expect(view?.problem).toBeUndefined();
    expect(view?.processes.filter(({ name }) => name === 'sleep').length).toBeGreaterThanOrEqual(2000);
    expect(view?.processes.some(({ command }) => command.includes(forgery))).toBe(true);
    expect(view?.processes.some(({ name, command }) => name === 'forged' || command[0] === 'forged')).toBe(false);
    expect(view?.processes.find(({ pid }) => pid === 1)?.namespaces.find(({ kind }) => kind === 'net')?.inode).not.toBe(
      1,
    );
  });
});

function cell(result: PodNamespaces, container: string, kind: NamespaceKind): NamespaceCell {
  const row = result.rows.find((candidate) => candidate.container === container);
  return row!.cells.find((candidate) => candidate.kind === kind)!;
}
