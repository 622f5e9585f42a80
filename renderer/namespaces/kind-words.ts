/** What each kind of Linux namespace holds, what sharing it means, and how to see it with one's own eyes. */
import type { NamespaceKind, PodDetail } from '../../preload/contract/index.ts';

export interface KindWords {
  readonly holds: string;
  readonly shared: string;
  readonly alone: string;
}

export const KIND_WORDS: Readonly<Record<NamespaceKind, KindWords>> = {
  net: {
    holds: 'network',
    shared:
      'One network: the same addresses, ports and loopback. What listens on localhost in one is reachable from the others.',
    alone: 'A network of its own: its localhost is nobody else’s.',
  },
  ipc: {
    holds: 'shared memory and queues',
    shared: 'The same System V and POSIX shared memory, semaphores and queues.',
    alone: 'Shared memory and queues of its own.',
  },
  uts: {
    holds: 'host name',
    shared: 'The same host name: the pod’s.',
    alone: 'A host name of its own.',
  },
  pid: {
    holds: 'processes',
    shared: 'The same processes: each sees the others’, can signal them, and reaches their files through /proc.',
    alone: 'Sees its own processes only.',
  },
  mnt: {
    holds: 'file system',
    shared: 'The same mounts, and so the same files.',
    alone: 'Files of its own. They are still reachable from a container that sees its processes: /proc/PID/root.',
  },
  user: {
    holds: 'users',
    shared: 'User numbers mean the same: root in one is root in the other.',
    alone: 'Its user numbers stand for others on the node: root here is an ordinary user there.',
  },
  cgroup: {
    holds: 'resource groups',
    shared: 'The same view of the resource groups.',
    alone: 'Its own view of the resource groups: its limits look like the root.',
  },
  time: {
    holds: 'boot clock',
    shared: 'The same time since boot.',
    alone: 'An offset of its own to the time since boot.',
  },
};

/** A command whose answer shows that the namespace is shared; only where there is a short one. */
export function proofCommand(kind: NamespaceKind, detail: PodDetail): string | undefined {
  const port = detail.containers.flatMap(({ ports }) => ports).find(({ protocol }) => protocol === 'TCP')?.port;
  switch (kind) {
    case 'net':
      return port === undefined ? 'cat /proc/net/tcp /proc/net/tcp6' : `wget -qO- localhost:${port}`;
    case 'pid':
      return 'ps';
    case 'uts':
      return 'hostname';
    case 'mnt':
      return 'ls /proc/1/root/';
    case 'ipc':
      return 'ipcs';
    case 'user':
      return 'cat /proc/self/uid_map';
    case 'cgroup':
      return 'cat /proc/self/cgroup';
    case 'time':
      return 'cat /proc/self/timens_offsets';
  }
}
