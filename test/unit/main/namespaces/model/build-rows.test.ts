import { describe, expect, it } from 'vitest';

import type { Pod } from '../../../../../main/kube/index.ts';
import { buildRows } from '../../../../../main/namespaces/model/build-rows.ts';
import { describeFindings } from '../../../../../main/namespaces/model/findings.ts';
import type { ContainerProbe } from '../../../../../main/namespaces/probe/probe-container.ts';
import type { NamespaceCell, NamespaceKind, NamespaceRow } from '../../../../../preload/contract/namespaces.ts';
import { examplePod, exampleProcess } from '../example-pod.ts';

const scope = { context: 'lab', kubeNamespace: 'default' };

function probe(
  container: string,
  numbers: Partial<Record<NamespaceKind, number>>,
  more: Partial<ContainerProbe> = {},
): ContainerProbe {
  const own = new Map(Object.entries(numbers) as [NamespaceKind, number][]);
  return { container, own, processes: [], ...more };
}

function rows(pod: Pod, probes: readonly ContainerProbe[]): readonly NamespaceRow[] {
  return buildRows({ scope, pod, probes });
}

function cell(some: readonly NamespaceRow[], name: string, kind: NamespaceKind): NamespaceCell | undefined {
  return some.find(({ container }) => container === name)?.cells.find((candidate) => candidate.kind === kind);
}

const web = { net: 1, ipc: 2, uts: 3, pid: 4, mnt: 5, user: 6, cgroup: 7, time: 8 };

describe('buildRows', () => {
  it('takes the kernel’s numbers, and gives the command that shows them', () => {
    const result = rows(examplePod(), [probe('web', web), probe('debugger', { ...web, pid: 14, mnt: 15 })]);
    expect(result.map(({ container }) => container)).toEqual(['pause', 'web', 'debugger']);
    expect(cell(result, 'debugger', 'net')).toEqual({
      kind: 'net',
      evidence: 'kernel',
      inode: 1,
      group: 'net:1',
      because: 'kubectl --context lab -n default exec shop -c debugger -- readlink /proc/self/ns/net',
    });
    expect(cell(result, 'debugger', 'pid')?.group).not.toBe(cell(result, 'web', 'pid')?.group);
    expect(cell(result, 'pause', 'net')).toMatchObject({ evidence: 'inferred', group: 'net:1' });
    expect(describeFindings(result)).toEqual([
      'net, ipc, uts, user, cgroup, time are shared by all containers.',
      'pid, mnt are not shared: each container has its own.',
    ]);
  });

  it('says which of them are not the pod’s but the node’s', () => {
    const own = { ...web, user: 4_026_531_837, time: 4_026_531_834 };
    const result = rows(examplePod(), [probe('web', own), probe('debugger', { ...own, pid: 14, mnt: 15 })]);
    expect(describeFindings(result)).toEqual([
      'net, ipc, uts, cgroup are shared by all containers.',
      'pid, mnt are not shared: each container has its own.',
      'user, time are the node’s, shared by all containers.',
    ]);
  });

  it('names the command of a debug container that sees the process, where the image itself may have no readlink', () => {
    const namespaces = [{ kind: 'net', inode: 1, refused: false }] as const;
    const seen = exampleProcess({ pid: 1, container: 'web', namespaces });
    const result = rows(examplePod(), [probe('web', web), probe('debugger', web, { processes: [seen] })]);
    expect(cell(result, 'web', 'net')).toMatchObject({
      evidence: 'kernel',
      inode: 1,
      because: 'kubectl --context lab -n default exec shop -c debugger -- readlink /proc/1/ns/net',
    });
    expect(cell(result, 'web', 'ipc')?.because).toContain('-c web -- readlink /proc/self/ns/ipc');
  });

  it('infers from the spec what nobody could be asked, and says so', () => {
    const result = rows(examplePod(), [
      probe('web', {}, { problem: 'no shell' }),
      probe('debugger', { ...web, pid: 14, mnt: 15 }),
    ]);
    expect(cell(result, 'web', 'net')).toMatchObject({ evidence: 'inferred', group: 'net:1' });
    expect(cell(result, 'web', 'pid')).toMatchObject({ evidence: 'inferred', group: 'pid:of web' });
    expect(cell(result, 'web', 'cgroup')).toMatchObject({ evidence: 'unseen' });
    expect(describeFindings(result)[0]).toBe(
      'net, ipc, uts, user are shared by all containers (for web from the pod’s spec).',
    );
  });

  it('asks another container’s view of a process, and tells a refusal', () => {
    const seen = (refused: boolean, inode?: number): ContainerProbe =>
      probe(
        'debugger',
        { pid: 4 },
        {
          processes: [
            exampleProcess({
              container: 'web',
              command: ['java', '-jar', 'a.jar'],
              namespaces: [{ kind: 'cgroup', refused, ...(inode === undefined ? {} : { inode }) }],
            }),
          ],
        },
      );
    const told = rows(examplePod(), [seen(false, 77)]);
    expect(told[1]?.command).toBe('java -jar a.jar');
    expect(cell(told, 'web', 'cgroup')).toMatchObject({
      evidence: 'kernel',
      inode: 77,
      because: 'kubectl --context lab -n default exec shop -c debugger -- readlink /proc/1/ns/cgroup',
    });
    expect(cell(rows(examplePod(), [seen(true)]), 'web', 'cgroup')).toMatchObject({ evidence: 'refused' });
  });

  it('infers the target’s pid namespace for its debugger', () => {
    const pod = examplePod({ ephemeralContainers: [{ name: 'debugger', targetContainerName: 'web' }] });
    const result = rows(pod, [probe('web', web)]);
    expect(cell(result, 'debugger', 'pid')).toMatchObject({ evidence: 'inferred', group: 'pid:4' });
    expect(describeFindings(result)).toContain(
      'net, ipc, uts, pid, user are shared by all containers (for debugger from the pod’s spec).',
    );
  });

  it('shows the pause process where processes are shared', () => {
    const pause = exampleProcess({
      name: 'pause',
      command: ['/pause'],
      namespaces: [{ kind: 'pid', inode: 4, refused: false }],
    });
    const result = rows(examplePod({ shareProcessNamespace: true }), [probe('web', web, { processes: [pause] })]);
    expect(result[0]).toMatchObject({ container: 'pause', role: 'sandbox', command: '/pause' });
    expect(cell(result, 'pause', 'pid')).toMatchObject({ evidence: 'kernel', inode: 4 });
    expect(cell(result, 'debugger', 'pid')).toMatchObject({ evidence: 'inferred', group: 'pid:4' });
  });

  it('says nothing of a container that does not run', () => {
    const pod: Pod = { ...examplePod(), status: { phase: 'Pending' } };
    expect(cell(rows(pod, []), 'web', 'net')).toEqual({
      kind: 'net',
      evidence: 'unseen',
      because: 'web is not running.',
    });
    expect(describeFindings(rows(pod, []))).toEqual(['No container is running, so there is nothing to compare.']);
  });
});
