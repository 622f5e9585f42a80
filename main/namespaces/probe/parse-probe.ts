import { NAMESPACE_KINDS, type NamespaceKind } from '../../../preload/contract/namespaces.ts';

/** What was written down of one process, not yet understood. Text is bytes read as Latin-1. */
export interface RawProcess {
  readonly pid: number;
  readonly status: ReadonlyMap<string, string>;
  /** The whole line, and more where a name contains line breaks. */
  readonly stat: string;
  readonly cgroup: readonly string[];
  readonly links: ReadonlyMap<NamespaceKind, number | 'refused'>;
  readonly command: Uint8Array;
  readonly rootReadable: boolean;
  readonly openFiles?: number | 'refused';
  /** Given, the stat line's pages are newer than what the status says of memory. */
  readonly pageSize?: number;
  /** Only its stat line and its cgroups have been told yet. */
  readonly isBrief?: true;
}

export interface ParsedProbe {
  /** The process that asked, as the container's own. */
  readonly asker: number;
  /** Seconds since 1970. */
  readonly bootTime: number | undefined;
  /** Since the node's boot. */
  readonly clockMs: number | undefined;
  /** How many there were; fewer may have been written down. */
  readonly processCount: number;
  readonly processes: readonly RawProcess[];
  /** The last line was seen: nothing is missing. */
  readonly complete: boolean;
  /** The command lines do not tell where one ends and the next begins: some process has tried to look like the next. */
  readonly commandsUnclear: boolean;
}

interface Draft {
  readonly status: Map<string, string>;
  readonly stat: string[];
  readonly cgroup: string[];
  readonly links: Map<NamespaceKind, number | 'refused'>;
  readonly hex: string[];
  rootReadable: boolean;
  openFiles?: number | 'refused';
}

const FILE_LINE = /^\/proc\/([0-9]{1,7})\/(status|stat|cgroup):(.*)$/s;
/** Of ls, with its columns before the path, or of the other programs. */
const LINK_LINE = /^(?:l\S+ [^/]*)?\/proc\/([0-9]{1,7})\/ns\/([a-z]{1,8})(?: -> [a-z]{1,8}:\[([0-9]{1,15})\])?$/;
const ROOT_LINE = /^\/proc\/([0-9]{1,7})\/root\/\.$/;
const MARK_LINE = /^@(begin 1|processes|btime|c|r) ([0-9]{1,15})$/;
const UPTIME_LINE = /^@uptime ([0-9]{1,12}\.[0-9]{1,3})/;
const OPEN_FILES_LINE = /^@f ([0-9]{1,7})(?: ([0-9]{1,9}))?$/;
const ORDER_LINE = /^@order((?: [0-9]{1,7})+)$/;
const HEX_LINE = /^[0-9a-f ]*$/;

export function parseProbe(output: Uint8Array): ParsedProbe {
  const drafts = new Map<number, Draft>();
  const draft = (pid: number): Draft => {
    const known = drafts.get(pid);
    if (known !== undefined) return known;
    const fresh: Draft = { status: new Map(), stat: [], cgroup: [], links: new Map(), hex: [], rootReadable: false };
    drafts.set(pid, fresh);
    return fresh;
  };

  let asker = 0;
  let bootTime: number | undefined;
  let clockMs: number | undefined;
  let order: readonly number[] = [];
  const all: string[] = [];
  let processCount = 0;
  let complete = false;
  let hexOf: string[] | undefined;

  for (const line of Buffer.from(output).toString('latin1').split('\n')) {
    const file = FILE_LINE.exec(line);
    if (file !== null) {
      takeFileLine(draft(Number(file[1])), file[2] ?? '', file[3] ?? '');
      continue;
    }
    const link = LINK_LINE.exec(line);
    const kind = NAMESPACE_KINDS.find((candidate) => candidate === link?.[2]);
    if (link !== null && kind !== undefined) {
      draft(Number(link[1])).links.set(kind, link[3] === undefined ? 'refused' : Number(link[3]));
      continue;
    }
    const entered = ROOT_LINE.exec(line)?.[1];
    if (entered !== undefined) draft(Number(entered)).rootReadable = true;
    if (line === '@end') complete = true;
    const uptime = UPTIME_LINE.exec(line)?.[1];
    if (uptime !== undefined) clockMs = Math.round(Number(uptime) * 1000);
    const [, pid, count] = OPEN_FILES_LINE.exec(line) ?? [];
    if (pid !== undefined) draft(Number(pid)).openFiles = count === undefined ? 'refused' : Number(count);
    const listed = ORDER_LINE.exec(line)?.[1];
    if (listed !== undefined) {
      order = listed.trim().split(' ').map(Number);
      hexOf = all;
    }
    const [, mark, digits] = MARK_LINE.exec(line) ?? [];
    const number = Number(digits);
    if (mark === 'begin 1') asker = number;
    else if (mark === 'processes') processCount = number;
    else if (mark === 'btime') bootTime = number;
    else if (mark === 'r') draft(number).rootReadable = true;
    else if (mark === 'c') hexOf = draft(number).hex;
    else if (HEX_LINE.test(line)) hexOf?.push(line.replaceAll(' ', ''));
  }
  const commands = splitCommands(Buffer.from(all.join(''), 'hex'), order.length);
  commands?.forEach((command, index) => drafts.get(order[index] ?? -1)?.hex.push(command.toString('hex')));

  const processes = [...drafts].map(([pid, { hex, stat, ...rest }]) => ({
    ...rest,
    pid,
    stat: stat.join('\n'),
    command: Buffer.from(hex.join(''), 'hex'),
  }));
  return {
    asker,
    bootTime,
    clockMs,
    processCount,
    processes: processes.sort((one, other) => one.pid - other.pid),
    complete,
    commandsUnclear: complete && commands === undefined,
  };
}

/** The longest name that the kernel gives a process, and a line end. */
const SEPARATOR_LIMIT = 16;

/**
 * One read after another with the same line between them, before the first and after the last. What stands between is
 * foreign and may hold that line too; then there are more of them than there can be, and nothing is made of it.
 */
function splitCommands(bytes: Buffer, count: number): readonly Buffer[] | undefined {
  if (count === 0) return [];
  const separator = bytes.subarray(0, bytes.indexOf(0x0a) + 1);
  if (separator.length < 2 || separator.length > SEPARATOR_LIMIT) return undefined;
  const parts: Buffer[] = [];
  let at = separator.length;
  for (let end = bytes.indexOf(separator, at); end >= 0; end = bytes.indexOf(separator, at)) {
    parts.push(bytes.subarray(at, end));
    at = end + separator.length;
  }
  return parts.length === count && at === bytes.length ? parts : undefined;
}

function takeFileLine(draft: Draft, file: string, text: string): void {
  if (file === 'stat') draft.stat.push(text);
  else if (file === 'cgroup') draft.cgroup.push(text);
  else {
    const colon = text.indexOf(':');
    const key = text.slice(0, colon);
    // The kernel writes each key once; a second one could only be made up.
    if (colon > 0 && !draft.status.has(key)) draft.status.set(key, text.slice(colon + 1).trim());
  }
}
