import type { ProcessInfo } from '../../../preload/contract/namespaces.ts';
import type { Pod } from '../../kube/index.ts';
import { containerIds, isOwnRoot } from './cgroup-path.ts';
import { podContainers } from './pod-containers.ts';
import type { ContainerProbe } from './probe-container.ts';

/**
 * Tells which container each process belongs to: by the id in its cgroup path, as the kernel has it; where a cgroup
 * namespace hides the path, by standing in the asker's own cgroup, or by the mount namespace, which is never shared. Where
 * nobody has a cgroup of their own, what has a mount namespace of nobody who was asked is the asker's target.
 */
export function assignContainers(pod: Pod, probes: readonly ContainerProbe[]): readonly ContainerProbe[] {
  return containerAssigner()(pod, probes);
}

/** The same again and again: a process that is given the same container as before comes out as the same object. */
export function containerAssigner(): typeof assignContainers {
  const assigned = new WeakMap<ProcessInfo, ProcessInfo>();
  return (pod, probes) => assignAll(pod, probes, assigned);
}

function assignAll(
  pod: Pod,
  probes: readonly ContainerProbe[],
  assigned: WeakMap<ProcessInfo, ProcessInfo>,
): readonly ContainerProbe[] {
  const containers = podContainers(pod);
  const namesById = new Map(containers.flatMap(({ id, name }) => (id === undefined ? [] : [[id, name] as const])));
  const namesByMount = new Map(
    probes.flatMap(({ own, container }) => {
      const mount = own.get('mnt');
      return mount === undefined ? [] : [[mount, container] as const];
    }),
  );

  const targets = new Map(containers.map(({ name, target }) => [name, target]));
  const isWithoutGroups = probes.every(({ processes }) => processes.every(({ cgroup = '' }) => isOwnRoot(cgroup)));

  const containerOf = (process: ProcessInfo, asked: string): string | undefined => {
    const { cgroup = '' } = process;
    const named = containerIds(cgroup).flatMap((id) => namesById.get(id) ?? [])[0];
    if (named !== undefined) return named;
    const mount = process.namespaces.find(({ kind }) => kind === 'mnt')?.inode;
    const mounted = mount === undefined ? undefined : namesByMount.get(mount);
    if (mounted !== undefined) return mounted;
    const target = mount !== undefined && isWithoutGroups ? targets.get(asked) : undefined;
    return isOwnRoot(cgroup) ? (target ?? asked) : undefined;
  };

  return probes.map((probe) => ({
    ...probe,
    processes: probe.processes.map((process) => {
      const container = containerOf(process, probe.container);
      if (container === undefined) return process;
      const before = assigned.get(process);
      if (before?.container === container) return before;
      const named = { ...process, container };
      assigned.set(process, named);
      return named;
    }),
  }));
}

/** The pause process: in a container of this pod that Kubernetes does not list. */
export function isSandboxProcess(pod: Pod, { cgroup = '', container, name, namespacePids, pid }: ProcessInfo): boolean {
  if (container !== undefined || !['pause', 'pod'].includes(name)) return false;
  const uid = pod.metadata?.uid ?? '';
  // systemd writes the pod's uid with underscores.
  const inPod = uid !== '' && (cgroup.includes(uid) || cgroup.includes(uid.replaceAll('-', '_')));
  return inPod || (namespacePids.at(-1) ?? pid) === 1;
}
