import { describe, expect, it } from 'vitest';

import { assignContainers, isSandboxProcess } from '../../../../../main/namespaces/probe/assign-containers.ts';
import type { ContainerProbe } from '../../../../../main/namespaces/probe/probe-container.ts';
import type { ProcessInfo } from '../../../../../preload/contract/namespaces.ts';
import { container, examplePod, exampleProcess, idOf } from '../example-pod.ts';

function assigned(process: ProcessInfo, own: ContainerProbe['own'] = new Map()): string | undefined {
  const probe = { container: 'debugger', processes: [process], own };
  return assignContainers(examplePod(), [probe])[0]?.processes[0]?.container;
}

describe('assignContainers', () => {
  it('goes by the id in the cgroup path', () => {
    expect(assigned(exampleProcess({ cgroup: `/kubepods/pod1/${idOf('web')}` }))).toBe('web');
    expect(assigned(exampleProcess({ cgroup: `/../cri-containerd-${idOf('debugger')}.scope` }))).toBe('debugger');
    expect(assigned(exampleProcess({ cgroup: `/kubepods/pod1/${'0'.repeat(64)}` }))).toBeUndefined();
  });

  it('goes by the asker’s own cgroup, or the mount namespace, where the path is hidden', () => {
    expect(assigned(exampleProcess({ cgroup: '/' }))).toBe('debugger');
    const mounted = exampleProcess({ namespaces: [{ kind: 'mnt', inode: 7, refused: false }] });
    expect(assigned(mounted, new Map([['mnt', 7]]))).toBe('debugger');
    expect(assigned(mounted, new Map([['mnt', 8]]))).toBeUndefined();
  });

  it('takes what has a mount namespace of its own for the target, where nobody has a cgroup of their own', () => {
    const pod = examplePod({
      ephemeralContainers: [{ name: 'debugger', image: 'busybox', targetContainerName: 'web' }],
    });
    const inMount = (inode: number, cgroup: string): ProcessInfo =>
      exampleProcess({ cgroup, namespaces: [{ kind: 'mnt', inode, refused: false }] });
    const containersOf = (...processes: readonly ProcessInfo[]): readonly (string | undefined)[] =>
      assignContainers(pod, [{ container: 'debugger', processes, own: new Map([['mnt', 7]]) }]).flatMap((probe) =>
        probe.processes.map(({ container: name }) => name),
      );
    expect(containersOf(inMount(8, '/'), inMount(7, '/'))).toEqual(['web', 'debugger']);
    expect(containersOf(inMount(8, '/'), inMount(9, '/../other'))).toEqual(['debugger', undefined]);
  });

  it('knows the pause process by its pod, or by being first', () => {
    const pod = examplePod({ ...container('web'), shareProcessNamespace: true });
    expect(isSandboxProcess(pod, exampleProcess({ name: 'pause', cgroup: '/kubepods/pod0-1/x' }))).toBe(true);
    expect(isSandboxProcess(pod, exampleProcess({ name: 'pause', pid: 9, cgroup: '/../pod0_1.slice/x' }))).toBe(true);
    expect(isSandboxProcess(pod, exampleProcess({ name: 'pause', pid: 9, cgroup: '/other' }))).toBe(false);
    expect(isSandboxProcess(pod, exampleProcess({ name: 'pause', container: 'web' }))).toBe(false);
    expect(isSandboxProcess(pod, exampleProcess({ name: 'nginx' }))).toBe(false);
  });
});
