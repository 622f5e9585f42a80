import { NAMESPACE_KINDS, type ProcessInfo } from '../../../preload/contract/namespaces.ts';
import { visibleText } from '../../kube/index.ts';
import { capabilityNames } from './capability-names.ts';
import { cgroupPath } from './cgroup-path.ts';
import type { RawProcess } from './parse-probe.ts';
import { COMMAND_LIMIT } from './probe-scripts.ts';

/** `USER_HZ`: what the kernel counts processor time and start times in, on every architecture that runs containers. */
const TICKS_PER_SECOND = 100;
const NAME_LIMIT = 64;
const SECCOMP = ['off', 'strict', 'filter'] as const;

/** `undefined` for a process that was gone before its status could be read. */
export function readProcess(raw: RawProcess, bootTime: number | undefined): ProcessInfo | undefined {
  const { status } = raw;
  const name = status.get('Name');
  if (name === undefined) return undefined;
  const ticks = readTicks(raw.stat);
  const cgroup = cgroupPath(raw.cgroup);
  const seccomp = SECCOMP[Number(status.get('Seccomp') ?? Number.NaN)];
  return {
    pid: raw.pid,
    namespacePids: numbers(status.get('NSpid')),
    parent: number(status.get('PPid')),
    command: readCommand(raw.command),
    name: visibleText(utf8(name), NAME_LIMIT),
    // Real, effective, saved, file system: the second decides what a process may do.
    uid: numbers(status.get('Uid'))[1] ?? 0,
    gid: numbers(status.get('Gid'))[1] ?? 0,
    state: (status.get('State') ?? '?').charAt(0),
    threads: number(status.get('Threads')),
    residentBytes: number(status.get('VmRSS')) * 1024,
    cpuSeconds: ticks.cpu / TICKS_PER_SECOND,
    ...startTime(bootTime, ticks.started),
    ...(cgroup === undefined ? {} : { cgroup: visibleText(utf8(cgroup), 4096) }),
    ...(seccomp === undefined ? {} : { seccomp }),
    ...(status.has('NoNewPrivs') ? { noNewPrivileges: status.get('NoNewPrivs') === '1' } : {}),
    ...(status.has('CapEff')
      ? {
          capabilities: {
            effective: capabilityNames(status.get('CapEff')),
            permitted: capabilityNames(status.get('CapPrm')),
            bounding: capabilityNames(status.get('CapBnd')),
          },
        }
      : {}),
    namespaces: NAMESPACE_KINDS.flatMap((kind) => {
      const link = raw.links.get(kind);
      if (link === undefined) return [];
      return [link === 'refused' ? { kind, refused: true } : { kind, inode: link, refused: false }];
    }),
    rootReadable: raw.rootReadable,
  };
}

/** Arguments end with NUL; what a process has written over them may lack it. */
function readCommand(bytes: Uint8Array): readonly string[] {
  if (bytes.length === 0) return [];
  const words = Buffer.from(bytes).toString('utf8').replace(/\0+$/, '').split('\0');
  const shown = words.map((word) => visibleText(word, COMMAND_LIMIT));
  return bytes.length < COMMAND_LIMIT ? shown : shown.with(-1, `${shown.at(-1) ?? ''}…`);
}

/** The name in parentheses may itself contain parentheses and spaces: the fields after the last one count. */
function readTicks(stat: string): { readonly cpu: number; readonly started: number | undefined } {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // Counted from the state, field 3 of proc_pid_stat(5): user and system time are 14 and 15, start time is 22.
  const [user, system, started] = [fields[11], fields[12], fields[19]].map(Number);
  return { cpu: finite(user) + finite(system), started: Number.isFinite(started) ? started : undefined };
}

function startTime(bootTime: number | undefined, started: number | undefined): { readonly startedAt?: string } {
  if (bootTime === undefined || started === undefined) return {};
  const milliseconds = Math.round((bootTime + started / TICKS_PER_SECOND) * 1000);
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? {} : { startedAt: date.toISOString() };
}

function utf8(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}

function numbers(text: string | undefined): readonly number[] {
  return (text ?? '').split(/\s+/).map(Number.parseFloat).filter(Number.isFinite);
}

function number(text: string | undefined): number {
  return numbers(text)[0] ?? 0;
}

function finite(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) ? value : 0;
}
