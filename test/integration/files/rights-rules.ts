/** Who may look into whose files: the kernel's rules for /proc/PID/root, as far as pods meet them. Pure. */
import type { DebugProfile } from '../../../preload/contract/debug-wishes.ts';

export const USERS = ['of the image', '0:0', '999:999', '1000:1000', '999:0'] as const;
export const CAPABILITIES = ['of the profile', 'none', 'SYS_PTRACE'] as const;
export const TARGETS = ['0:0', '999:999'] as const;

export interface Cell {
  /** User and group. */
  readonly target: (typeof TARGETS)[number];
  readonly profile: DebugProfile;
  readonly user: (typeof USERS)[number];
  readonly capabilities: (typeof CAPABILITIES)[number];
}

export interface Rule {
  /** A container whose image has root as its user does not start where none may be root. */
  readonly starts: boolean;
  /** With its own user and capabilities, as a shell looks. */
  readonly looks: boolean;
  /** By taking the target's user, which the program does and a shell cannot. */
  readonly takesUser: boolean;
}

const isPrivileged = ({ profile }: Cell): boolean => profile === 'sysadmin';

/** Of a root process; another user's has none that count, whatever the profile adds. */
function holds(cell: Cell, capability: 'SYS_PTRACE' | 'usual'): boolean {
  if (isPrivileged(cell)) return true;
  // What is added again is the same one of the profile.
  if (capability === 'SYS_PTRACE') return cell.capabilities === 'SYS_PTRACE' || cell.profile === 'general';
  return cell.capabilities !== 'none' && cell.profile !== 'restricted';
}

export function ruleOf(cell: Cell): Rule {
  const { target, profile } = cell;
  // busybox says no user, which is root.
  const user = cell.user === 'of the image' ? '0:0' : cell.user;
  const isRoot = user === '0:0';
  if (profile === 'restricted' && isRoot) return { starts: false, looks: false, takesUser: false };
  if (!isRoot) return { starts: true, looks: user === target, takesUser: false };
  // Of one's own user the kernel demands that the other holds no capability that one does not hold.
  const looks = holds(cell, 'SYS_PTRACE') || (target === '0:0' && holds(cell, 'usual'));
  return { starts: true, looks, takesUser: target !== '0:0' && holds(cell, 'usual') };
}
