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
  const stat = readStat(raw.stat);
  // The line of numbers has the name as it is, the other one with the kernel's escapes.
  const name = stat.name ?? status.get('Name');
  if (name === undefined || (raw.isBrief !== true && !status.has('Name'))) return undefined;
  const cgroup = cgroupPath(raw.cgroup);
  const seccomp = SECCOMP[Number(status.get('Seccomp') ?? Number.NaN)];
  return {
    pid: raw.pid,
    namespacePids: numbers(status.get('NSpid')),
    parent: stat.parent ?? number(status.get('PPid')),
    command: readCommand(raw.command),
    name: visibleText(utf8(name), NAME_LIMIT),
    // Real, effective, saved, file system: the second decides what a process may do.
    uid: numbers(status.get('Uid'))[1] ?? 0,
    gid: numbers(status.get('Gid'))[1] ?? 0,
    state: (stat.state ?? status.get('State') ?? '?').charAt(0),
    threads: stat.threads ?? number(status.get('Threads')),
    residentBytes:
      raw.pageSize === undefined ? number(status.get('VmRSS')) * 1024 : (stat.residentPages ?? 0) * raw.pageSize,
    cpuSeconds: stat.cpuTicks / TICKS_PER_SECOND,
    startedTicks: stat.startedTicks ?? 0,
    ...startTime(bootTime, stat.startedTicks),
    ...(raw.openFiles === undefined ? {} : { openFiles: raw.openFiles }),
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
    ...(raw.isBrief === true ? { isBrief: true } : {}),
  };
}

/** Arguments end with NUL; what a process has written over them may lack it. */
function readCommand(bytes: Uint8Array): readonly string[] {
  if (bytes.length === 0) return [];
  const words = Buffer.from(bytes).toString('utf8').replace(/\0+$/, '').split('\0');
  const shown = words.map((word) => visibleText(word, COMMAND_LIMIT));
  return bytes.length < COMMAND_LIMIT ? shown : shown.with(-1, `${shown.at(-1) ?? ''}…`);
}

interface StatLine {
  readonly name?: string;
  readonly state?: string;
  readonly parent?: number;
  readonly threads?: number;
  readonly residentPages?: number;
  readonly cpuTicks: number;
  readonly startedTicks?: number;
}

/** The name in parentheses may itself contain parentheses, spaces and line breaks: the fields after the last one count. */
function readStat(line: string): StatLine {
  const [open, close] = [line.indexOf('('), line.lastIndexOf(')')];
  if (open < 0 || close < open) return { cpuTicks: 0 };
  const fields = line.slice(close + 2).split(' ');
  // Counted from the state, which is field 3 of proc_pid_stat(5).
  const field = (number: number): number | undefined => {
    const value = Number(fields[number - 3]);
    return fields[number - 3] !== undefined && Number.isFinite(value) ? value : undefined;
  };
  const [parent, threads, residentPages, startedTicks] = [field(4), field(20), field(24), field(22)];
  return {
    name: line.slice(open + 1, close),
    ...(fields[0] === undefined ? {} : { state: fields[0] }),
    ...(parent === undefined ? {} : { parent }),
    ...(threads === undefined ? {} : { threads }),
    ...(residentPages === undefined ? {} : { residentPages }),
    cpuTicks: (field(14) ?? 0) + (field(15) ?? 0),
    ...(startedTicks === undefined ? {} : { startedTicks }),
  };
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
