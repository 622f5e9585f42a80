/** The kernel's letters and names in words. Pure. */
import type { ProcessInfo } from '../../preload/contract/index.ts';

/** As /proc/PID/status says it. */
const STATES: Readonly<Record<string, string>> = {
  R: 'running',
  S: 'sleeping',
  D: 'disk sleep',
  T: 'stopped',
  t: 'tracing stop',
  Z: 'zombie',
  X: 'dead',
  P: 'parked',
  I: 'idle',
};

const STATE_MEANINGS: Readonly<Record<string, string>> = {
  R: 'has a processor, or waits for one',
  S: 'waits for something, and can be woken',
  D: 'waits for a device; no signal reaches it until then',
  T: 'until SIGCONT',
  t: 'by a debugger',
  Z: 'has ended, and its parent has not asked how',
};

export function stateWords(letter: string): string {
  return STATES[letter] ?? letter;
}

/** `Z, zombie: has ended, and its parent has not asked how`. */
export function stateSentence(letter: string): string {
  const meaning = STATE_MEANINGS[letter];
  const words = stateWords(letter);
  return `${words === letter ? letter : `${letter}, ${words}`}${meaning === undefined ? '' : `: ${meaning}`}`;
}

const CAPABILITIES: Readonly<Record<string, string>> = {
  CHOWN: 'change the owner of files',
  DAC_OVERRIDE: 'read and write files whatever their permissions',
  DAC_READ_SEARCH: 'read files whatever their permissions',
  FOWNER: 'change files as if their owner',
  FSETID: 'keep set-user-id bits when files change',
  KILL: 'signal any process',
  SETGID: 'become any group',
  SETUID: 'become any user',
  SETPCAP: 'hand on capabilities',
  NET_BIND_SERVICE: 'listen on ports below 1024',
  NET_RAW: 'send and capture raw packets',
  NET_ADMIN: 'configure the network',
  SYS_CHROOT: 'change its root',
  SYS_PTRACE: 'trace processes and read their memory and files',
  SYS_ADMIN: 'mount and much else: close to root on the node',
  SYS_MODULE: 'load kernel modules',
  SYS_RAWIO: 'reach devices directly',
  SYS_RESOURCE: 'go beyond resource limits',
  SYS_TIME: 'set the clock',
  SYS_NICE: 'raise priorities',
  MKNOD: 'make device files',
  AUDIT_WRITE: 'write to the audit log',
  SETFCAP: 'give capabilities to files',
  BPF: 'load BPF programs',
  PERFMON: 'measure the whole system',
};

/** `CAP_SYS_PTRACE` and `SYS_PTRACE` are the same. */
export function capabilityWords(name: string): string | undefined {
  return CAPABILITIES[name.toUpperCase().replace(/^CAP_/, '')];
}

export function capabilityName(name: string): string {
  return name.toUpperCase().replace(/^CAP_/, '');
}

/** Its number in its own pid namespace, the innermost. */
export function ownPid({ pid, namespacePids }: ProcessInfo): number {
  return namespacePids.at(-1) ?? pid;
}

/** As seen by the one that was asked, and by itself, where they differ. */
export function pidWords(process: ProcessInfo): string {
  const own = ownPid(process);
  return own === process.pid ? String(process.pid) : `${process.pid} (${own} in its own)`;
}

export function commandWords({ command, name, isBrief }: ProcessInfo): string {
  if (isBrief === true) return `${name} …`;
  return command.length > 0 ? command.join(' ') : `[${name}]`;
}

export function userWords({ uid, isBrief }: ProcessInfo): string {
  return isBrief === true ? '…' : String(uid);
}

export function seccompWords(seccomp: ProcessInfo['seccomp']): string {
  switch (seccomp) {
    case 'filter':
      return 'filtered: some system calls are refused';
    case 'strict':
      return 'strict: read, write and exit only';
    case 'off':
      return 'off: every system call is allowed';
    case undefined:
      return 'unknown';
  }
}

export function cpuWords(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${Math.floor(seconds % 60)} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Of one processor, as top shows it; of a process seen once there is nothing to tell yet. */
export function cpuShareWords(share: number | undefined): string {
  if (share === undefined) return '–';
  const percent = share * 100;
  return `${percent === 0 || percent >= 99.95 ? percent.toFixed(0) : percent.toFixed(1)} %`;
}
