import { readRelease, type Release } from './release-file.ts';
import { readPerformanceData } from './performance-data.ts';

/** What the kernel says of who a process is and what it may do. */
export interface Standing {
  readonly state: string;
  readonly uid: number;
  readonly gid: number;
  /** The process's number in its own pid namespace. */
  readonly innerPid: number;
  readonly catchesQuit: boolean;
  readonly effectiveCapabilities: bigint;
}

export interface InspectedProcess {
  readonly pid: number;
  readonly name: string;
  /** As far as its first 4 KiB go; not masked. */
  readonly command: readonly string[];
  readonly standing: Standing;
  readonly machine: 'hotspot' | 'openj9' | 'unknown';
  /** Path of the executable in the target's file system. */
  readonly executable?: string;
  readonly rootReachable: boolean;
  readonly tmpWritable: boolean;
  /** Somebody has attached before: the JVM is already listening. */
  readonly listening: boolean;
  readonly attachDisabled: boolean;
  readonly release: Release;
}

export interface Inspection {
  readonly asker: Standing;
  /** Major version of the debug image's JDK; 0 if it has `jcmd` but does not say of what version. */
  readonly jcmdMajor?: number;
  readonly processes: readonly InspectedProcess[];
}

interface Draft {
  readonly status: Map<string, string>;
  readonly marks: Set<string>;
  readonly hex: Map<string, string[]>;
}

/** As the mask has bit 0 for signal 1. */
const SIGQUIT_BIT = 2n;

const STATUS_LINE = /^\/proc\/([0-9]{1,7})\/status:([A-Za-z]{1,16}):(.*)$/s;
const HEX_LINE = /^[0-9a-f ]+$/;

/** `undefined` if the container could not answer. */
export function parseInspection(output: Uint8Array): Inspection | undefined {
  const drafts = new Map<number, Draft>();
  const draft = (pid: number): Draft => {
    const fresh: Draft = drafts.get(pid) ?? { status: new Map(), marks: new Set(), hex: new Map() };
    drafts.set(pid, fresh);
    return fresh;
  };

  let asker: number | undefined;
  let complete = false;
  let current: Draft | undefined;
  let bytes: string[] | undefined;
  for (const line of Buffer.from(output).toString('latin1').split('\n')) {
    const status = STATUS_LINE.exec(line);
    if (status !== null) {
      const { status: known } = draft(Number(status[1]));
      const key = status[2] ?? '';
      if (!known.has(key)) known.set(key, (status[3] ?? '').trim());
      continue;
    }
    if (HEX_LINE.test(line)) {
      bytes?.push(line.replaceAll(' ', ''));
      continue;
    }
    const [mark = '', argument] = line.split(' ');
    if (mark === '@begin') {
      asker = Number(line.split(' ')[2]);
      current = draft(asker);
    } else if (mark === '@process') current = draft(Number(argument));
    else if (mark === '@end') complete = true;
    else if (mark.startsWith('@') && current !== undefined) {
      current.marks.add(mark);
      bytes = [];
      current.hex.set(mark, bytes);
    }
  }

  const own = asker === undefined ? undefined : drafts.get(asker);
  if (asker === undefined || own === undefined || !complete) return undefined;
  const jcmd = own.marks.has('@jcmd') ? readRelease(bytesOf(own, '@jcmd')) : undefined;
  return {
    asker: standing(asker, own),
    ...(jcmd === undefined ? {} : { jcmdMajor: jcmd.major ?? 0 }),
    processes: [...drafts]
      .filter(([pid, { status }]) => pid !== asker && status.has('Uid'))
      .map(([pid, each]) => inspected(pid, each)),
  };
}

function inspected(pid: number, draft: Draft): InspectedProcess {
  const { marks, status } = draft;
  const executable = Buffer.from(bytesOf(draft, '@exe')).toString('utf8').replace(/\n$/, '');
  const performance = readPerformanceData(bytesOf(draft, '@perfdata'));
  return {
    pid,
    name: status.get('Name') ?? '',
    command: Buffer.from(bytesOf(draft, '@command')).toString('utf8').split('\0').slice(0, -1),
    standing: standing(pid, draft),
    machine: marks.has('@openj9') ? 'openj9' : marks.has('@hotspot') ? 'hotspot' : 'unknown',
    ...(executable === '' ? {} : { executable }),
    rootReachable: marks.has('@root'),
    tmpWritable: marks.has('@tmp'),
    listening: marks.has('@socket'),
    attachDisabled: performance.attachDisabled,
    release: marks.has('@release') ? readRelease(bytesOf(draft, '@release')) : performance.release,
  };
}

function bytesOf({ hex }: Draft, mark: string): Uint8Array {
  return Buffer.from((hex.get(mark) ?? []).join(''), 'hex');
}

function standing(pid: number, { status }: Draft): Standing {
  return {
    state: (status.get('State') ?? '?').charAt(0),
    uid: effective(status.get('Uid')),
    gid: effective(status.get('Gid')),
    innerPid: Number(status.get('NSpid')?.split(/\s+/).at(-1) ?? pid),
    catchesQuit: ((mask(status.get('SigCgt')) >> SIGQUIT_BIT) & 1n) === 1n,
    effectiveCapabilities: mask(status.get('CapEff')),
  };
}

/** Of real, effective, saved and file system id. */
function effective(ids: string | undefined): number {
  return Number(ids?.split(/\s+/)[1] ?? Number.NaN);
}

function mask(text: string | undefined): bigint {
  return text !== undefined && /^[0-9a-f]{1,16}$/.test(text) ? BigInt(`0x${text}`) : 0n;
}
