import { describe, expect, it } from 'vitest';

import { cgroupPath, containerIds } from '../../../../../main/namespaces/probe/cgroup-path.ts';

const ID = 'f1a236b6a8aa39122a3f857e9ba365a148b1039fcb4fe7bd7593f59e97bf6960';
const OTHER = '50ab34b9cb206465237b2f7424e29899dc96fad6e906eed624dfba86ecb3fc3e';

describe('containerIds', () => {
  it.each([
    ['containerd, cgroupfs', `/kubepods/besteffort/pod1-2/${ID}`],
    ['containerd, systemd', `/kubepods.slice/kubepods-pod1_2.slice/cri-containerd-${ID}.scope`],
    ['CRI-O', `/kubepods.slice/kubepods-pod1_2.slice/crio-${ID}.scope/container`],
    ['containerd with two drivers', `/system.slice/containerd.service/kubepods-pod1_2.slice:cri-containerd:${ID}`],
    ['docker', `/docker/${ID}`],
    ['docker, systemd', `/system.slice/docker-${ID}.scope`],
    ['another cgroup namespace', `/../cri-containerd-${ID}.scope`],
  ])('%s', (_runtime, path) => {
    expect(containerIds(path)).toEqual([ID]);
  });

  it('gives the innermost first', () => {
    expect(containerIds(`/docker/${OTHER}/kubelet/kubepods/pod1/${ID}/init.scope`)).toEqual([ID, OTHER]);
  });

  it.each(['/', '', '/init.scope', `/kubepods/${ID}0`, `/kubepods/${ID.toUpperCase()}`])('finds none in %s', (path) => {
    expect(containerIds(path)).toEqual([]);
  });
});

describe('cgroupPath', () => {
  it('prefers a line that names a container', () => {
    expect(cgroupPath(['0::/', `9:name=systemd:/kubepods/${ID}`])).toBe(`/kubepods/${ID}`);
    expect(cgroupPath(['12:pids:/a', '0::/b'])).toBe('/a');
    expect(cgroupPath([])).toBeUndefined();
  });
});
