/** kubectl's debug profiles, each in one sentence of what it gives and what it asks of the cluster. */
import type { DebugProfile } from '../../preload/contract/index.ts';

export interface ProfileWords {
  readonly id: DebugProfile;
  readonly gives: string;
  readonly needs: string;
}

export const PROFILES: readonly ProfileWords[] = [
  {
    id: 'general',
    gives: 'May trace processes (SYS_PTRACE): reaches the target’s files, threads and JVM.',
    needs: 'Pod security “privileged” or no policy: “baseline” and “restricted” refuse the capability.',
  },
  {
    id: 'baseline',
    gives: 'Adds nothing: the image as it is, as the user it names.',
    needs: 'Passes pod security “baseline”. Files of another user’s process stay closed.',
  },
  {
    id: 'restricted',
    gives: 'Drops every capability and may not become root.',
    needs: 'Passes pod security “restricted”. The image must run as an ordinary user.',
  },
  {
    id: 'netadmin',
    gives: 'May change and capture the network (NET_ADMIN, NET_RAW): tcpdump, ip, iptables.',
    needs: 'Pod security “privileged” or no policy.',
  },
  {
    id: 'sysadmin',
    gives: 'Privileged: all capabilities and all devices of the node. Root here is close to root on the node.',
    needs: 'Pod security “privileged” or no policy; use it when nothing less does.',
  },
  {
    id: 'legacy',
    gives: 'kubectl’s former default: no security context at all.',
    needs: 'Nothing; kubectl is going to remove it.',
  },
];
