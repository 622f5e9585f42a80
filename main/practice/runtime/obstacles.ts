/** Why this machine cannot run a practice cluster, and what can be done instead. */
import { constants } from 'node:os';

import type { Refusal } from './control.ts';

export type RuntimeObstacle =
  | 'macos'
  | 'windows'
  | 'unknownSystem'
  | 'unknownMachine'
  | 'userNamespacesOff'
  | 'userNamespacesRestricted'
  | 'namespaceLimit'
  | 'processesHidden'
  | 'sandboxed'
  | 'kernel';

export interface ObstacleAccount {
  readonly reason: RuntimeObstacle;
  /** What it is, in a sentence. */
  readonly message: string;
  /** What the person can do about it here; empty where there is nothing. */
  readonly advice: string;
}

/** What a machine says of itself, as text of files of /proc/sys; undefined where there is no such file. */
export interface KernelSettings {
  readonly maxUserNamespaces?: string;
  readonly appArmorRestriction?: string;
  readonly unprivilegedUserNamespaces?: string;
}

const { EPERM, EACCES, ENOSPC } = constants.errno;

export function explainSystem(platform: NodeJS.Platform): ObstacleAccount {
  const needsLinux = 'The practice cluster runs its containers as real Linux processes';
  if (platform === 'darwin')
    return { reason: 'macos', message: `${needsLinux}, which macOS does not have.`, advice: '' };
  if (platform === 'win32')
    return { reason: 'windows', message: `${needsLinux}, which Windows does not have.`, advice: '' };
  return { reason: 'unknownSystem', message: `${needsLinux}; this system is ${platform}.`, advice: '' };
}

export function explainMachine(machine: string): ObstacleAccount {
  return {
    reason: 'unknownMachine',
    message: `This app has no container program for a machine of the kind ${machine}, only for x86-64 and 64-bit ARM.`,
    advice: '',
  };
}

/** From the step that was refused to the setting that refuses it. */
export function explainRehearsal({ step, errno }: Refusal, settings: KernelSettings): ObstacleAccount {
  const isDenied = errno === EPERM || errno === EACCES;
  if (settings.appArmorRestriction === '1' && isDenied) {
    return {
      reason: 'userNamespacesRestricted',
      message:
        'This system lets only programs with an AppArmor profile make user namespaces, as Ubuntu does since 23.10.',
      advice:
        'An administrator can add a profile with `userns,` for this app (kernel.apparmor_restrict_unprivileged_userns).',
    };
  }
  if (step === 'user' && (settings.maxUserNamespaces === '0' || settings.unprivilegedUserNamespaces === '0')) {
    const setting =
      settings.maxUserNamespaces === '0' ? 'user.max_user_namespaces' : 'kernel.unprivileged_userns_clone';
    return {
      reason: 'userNamespacesOff',
      message: `User namespaces are switched off on this machine (${setting} is 0).`,
      advice: `An administrator can allow them: sysctl ${setting}=${setting.startsWith('user') ? '15000' : '1'}`,
    };
  }
  if (errno === ENOSPC) {
    return {
      reason: 'namespaceLimit',
      message: 'This machine allows no more Linux namespaces to this user.',
      advice: 'Limits are in /proc/sys/user (max_user_namespaces, max_pid_namespaces, max_mnt_namespaces …).',
    };
  }
  if (step === 'proc') {
    return {
      reason: 'processesHidden',
      message:
        'A part of /proc is covered on this machine, as it is inside a container: none can be mounted for a container.',
      advice: 'Start the app in an ordinary login session.',
    };
  }
  if (isDenied) {
    return {
      reason: 'sandboxed',
      message: `This app may not make namespaces here (${step}: permission denied), as inside a container, a chroot or a Flatpak.`,
      advice: 'Start the app in an ordinary login session.',
    };
  }
  return {
    reason: 'kernel',
    message: `This kernel refused a step that containers need (${step}, error ${String(errno)}).`,
    advice: '',
  };
}

export interface AlternativeCluster {
  readonly name: string;
  /** To be copied; undefined where it is done by hand, as `how` says. */
  readonly command?: string;
  readonly how: string;
}

/** Clusters for one's own machine that need no rights on another. */
export const ALTERNATIVE_CLUSTERS: readonly AlternativeCluster[] = [
  { name: 'kind', command: 'kind create cluster --name practice', how: 'Needs Docker or Podman.' },
  { name: 'minikube', command: 'minikube start --profile practice', how: 'Needs Docker, Podman or a virtual machine.' },
  { name: 'Docker Desktop', how: 'Settings, Kubernetes, Create cluster; its context is docker-desktop.' },
];
