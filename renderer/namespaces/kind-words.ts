/** What each kind of Linux namespace holds and what sharing it means. */
import type { NamespaceKind } from '../../preload/contract/index.ts';

export interface KindWords {
  /** In one word: it stands above a narrow column. */
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
    holds: 'memory',
    shared: 'The same System V and POSIX shared memory, semaphores and queues.',
    alone: 'Shared memory and queues of its own.',
  },
  uts: {
    holds: 'host',
    shared: 'The same host name: the pod’s.',
    alone: 'A host name of its own.',
  },
  pid: {
    holds: 'processes',
    shared: 'The same processes: each sees the others’, can signal them, and reaches their files through /proc.',
    alone: 'Sees its own processes only.',
  },
  mnt: {
    holds: 'files',
    shared: 'The same mounts, and so the same files.',
    alone: 'Files of its own. They are still reachable from a container that sees its processes: /proc/PID/root.',
  },
  user: {
    holds: 'users',
    shared: 'User numbers mean the same: root in one is root in the other.',
    alone: 'Its user numbers stand for others on the node: root here is an ordinary user there.',
  },
  cgroup: {
    holds: 'groups',
    shared: 'The same view of the resource groups.',
    alone: 'Its own view of the resource groups: its limits look like the root.',
  },
  time: {
    holds: 'clock',
    shared: 'The same time since boot.',
    alone: 'An offset of its own to the time since boot.',
  },
};
