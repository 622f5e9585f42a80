/** What `kesako-reach observe` tells (build/reach/source/observe.c), as processes that are not yet understood. Pure. */
import { NAMESPACE_KINDS, type NamespaceKind } from '../../../preload/contract/namespaces.ts';
import type { ReachRecord } from '../../reach/index.ts';
import type { RawProcess } from './parse-probe.ts';

/** The end of one answer: a look at everything, or the rest of what has come in brief. */
export interface PassEnd {
  /** How many there were; fewer may have been told. */
  readonly processCount: number;
  /** The program that looks. */
  readonly own: number;
  readonly clockMs: number;
  /** From the start of the look until this answer; and what of it the program has used of a processor. */
  readonly passMs: number;
  readonly cpuMs: number;
  /** How many have only been told in brief: another answer follows at once. */
  readonly waiting: number;
}

const NOT_PERMITTED = 1;
const ACCESS_DENIED = 13;

/** Takes a record into `processes`; at the end of a pass it says so. What makes no sense is left out. */
export function takeRecord(processes: Map<number, RawProcess>, record: ReachRecord): PassEnd | undefined {
  const [head = '', ...fields] = record.map((field) => Buffer.from(field).toString('latin1'));
  const [kind, ...words] = head.split(' ');
  const numbers = words.map(Number);
  const [pid = 0] = numbers;
  if (numbers.some((number) => !Number.isSafeInteger(number))) return undefined;
  switch (kind) {
    case 'P':
      processes.set(pid, fullProcess(pid, fields, record[3] ?? new Uint8Array(), processes.get(numbers[1] ?? 0)));
      return undefined;
    case 'B': {
      const alike = processes.get(numbers[1] ?? 0);
      if (alike !== undefined) processes.set(pid, briefProcess(pid, fields[0] ?? '', alike));
      return undefined;
    }
    case 'S': {
      const known = processes.get(pid);
      const [stat = '', openFiles = ''] = fields;
      const count = countOf(openFiles);
      if (known !== undefined)
        processes.set(pid, { ...known, stat, ...(count === undefined ? {} : { openFiles: count }) });
      return undefined;
    }
    case 'G':
      processes.delete(pid);
      return undefined;
    case 'E': {
      const [processCount = 0, own = 0, clockMs = 0, , pageSize, passMs = 0, waiting = 0, cpuMs = 0] = numbers;
      for (const [number, process] of processes) {
        if (pageSize !== undefined && process.pageSize !== pageSize) processes.set(number, { ...process, pageSize });
      }
      return { processCount, own, clockMs, passMs, cpuMs, waiting };
    }
    default:
      return undefined;
  }
}

/** In the same cgroups as another one; all else is to come. */
function briefProcess(pid: number, stat: string, { cgroup }: RawProcess): RawProcess {
  const nothing = { status: new Map(), links: new Map(), command: new Uint8Array(), rootReadable: false } as const;
  return { pid, stat, cgroup, ...nothing, isBrief: true };
}

/** `alike` is in the same cgroups, which are then not told again. */
function fullProcess(
  pid: number,
  fields: readonly string[],
  command: Uint8Array,
  alike: RawProcess | undefined,
): RawProcess {
  const [stat = '', status = '', , cgroup = '', links = '', openFiles = '', root = ''] = fields;
  const count = countOf(openFiles);
  return {
    pid,
    stat,
    status: statusLines(status),
    cgroup: alike?.cgroup ?? cgroup.split('\n').filter((line) => line !== ''),
    links: readLinks(links),
    command: Uint8Array.from(command),
    rootReadable: root === 'ok',
    ...(count === undefined ? {} : { openFiles: count }),
  };
}

function statusLines(text: string): ReadonlyMap<string, string> {
  const lines = new Map<string, string>();
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    const key = line.slice(0, colon);
    if (colon > 0 && !lines.has(key)) lines.set(key, line.slice(colon + 1).trim());
  }
  return lines;
}

function isRefusal(errorNumber: number): boolean {
  return errorNumber === ACCESS_DENIED || errorNumber === NOT_PERMITTED;
}

function countOf(text: string): number | 'refused' | undefined {
  const error = /^error (\d+)$/.exec(text)?.[1];
  if (error !== undefined) return isRefusal(Number(error)) ? 'refused' : undefined;
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

/** A link that is not there for another reason, as a zombie's, is neither a number nor refused. */
function readLinks(text: string): ReadonlyMap<NamespaceKind, number | 'refused'> {
  const links = new Map<NamespaceKind, number | 'refused'>();
  for (const word of text.split(' ')) {
    const [, name, sign, digits] = /^([a-z]+)([=!])(\d+)$/.exec(word) ?? [];
    const kind = NAMESPACE_KINDS.find((candidate) => candidate === name);
    if (kind === undefined) continue;
    if (sign === '=') links.set(kind, Number(digits));
    else if (isRefusal(Number(digits))) links.set(kind, 'refused');
  }
  return links;
}
