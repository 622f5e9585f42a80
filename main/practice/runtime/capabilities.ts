/** What a process may do beside its user: the kernel's numbers of its capabilities, and the set that containers get. */
import type { ProcessPrivileges } from '../container-runtime.ts';

/** In the kernel's order: the place is the number. */
const NAMES = [
  ...['CHOWN', 'DAC_OVERRIDE', 'DAC_READ_SEARCH', 'FOWNER', 'FSETID', 'KILL', 'SETGID', 'SETUID', 'SETPCAP'],
  ...['LINUX_IMMUTABLE', 'NET_BIND_SERVICE', 'NET_BROADCAST', 'NET_ADMIN', 'NET_RAW', 'IPC_LOCK', 'IPC_OWNER'],
  ...['SYS_MODULE', 'SYS_RAWIO', 'SYS_CHROOT', 'SYS_PTRACE', 'SYS_PACCT', 'SYS_ADMIN', 'SYS_BOOT', 'SYS_NICE'],
  ...['SYS_RESOURCE', 'SYS_TIME', 'SYS_TTY_CONFIG', 'MKNOD', 'LEASE', 'AUDIT_WRITE', 'AUDIT_CONTROL', 'SETFCAP'],
  ...['MAC_OVERRIDE', 'MAC_ADMIN', 'SYSLOG', 'WAKE_ALARM', 'BLOCK_SUSPEND', 'AUDIT_READ', 'PERFMON', 'BPF'],
  'CHECKPOINT_RESTORE',
] as const;

const DEFAULTS = [
  ...['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'SETGID', 'SETUID', 'SETPCAP', 'NET_BIND_SERVICE'],
  ...['NET_RAW', 'SYS_CHROOT', 'MKNOD', 'AUDIT_WRITE', 'SETFCAP'],
];

/**
 * The set that a process cannot get beyond, bit n for capability n. Without `mayMount` nobody gets SYS_ADMIN: where the app runs
 * as root, a container's root file system is read-only pieces of the machine's, which a remount would make writable.
 */
export function capabilitySet(privileges: ProcessPrivileges, mayMount: boolean): bigint {
  let set = privileges.privileged ? all() : setOf(DEFAULTS);
  set = (set | setOf(privileges.addedCapabilities)) & ~setOf(privileges.droppedCapabilities);
  // `drop: [ALL]` with an addition means the addition alone.
  if (privileges.droppedCapabilities.includes('ALL')) set = setOf(privileges.addedCapabilities);
  return mayMount ? set : set & ~setOf(['SYS_ADMIN']);
}

function all(): bigint {
  return (1n << BigInt(NAMES.length)) - 1n;
}

function setOf(names: readonly string[]): bigint {
  if (names.includes('ALL')) return all();
  return names
    .map((name) => NAMES.findIndex((known) => known === name))
    .filter((number) => number >= 0)
    .reduce((set, number) => set | (1n << BigInt(number)), 0n);
}
