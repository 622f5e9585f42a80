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
}

export interface ParsedProbe {
  /** The process that asked, as the container's own. */
  readonly asker: number;
  /** Seconds since 1970. */
  readonly bootTime: number | undefined;
  /** How many there were; fewer may have been written down. */
  readonly processCount: number;
  readonly processes: readonly RawProcess[];
  /** The last line was seen: nothing is missing. */
  readonly complete: boolean;
}

interface Draft {
  readonly status: Map<string, string>;
  readonly stat: string[];
  readonly cgroup: string[];
  readonly links: Map<NamespaceKind, number | 'refused'>;
  readonly hex: string[];
  rootReadable: boolean;
}

const FILE_LINE = /^\/proc\/([0-9]{1,7})\/(status|stat|cgroup):(.*)$/s;
/** Of ls, with its columns before the path, or of the other programs. */
const LINK_LINE = /^(?:l\S+ [^/]*)?\/proc\/([0-9]{1,7})\/ns\/([a-z]{1,8})(?: -> [a-z]{1,8}:\[([0-9]{1,15})\])?$/;
const MARK_LINE = /^@(begin 1|processes|btime|c|r) ([0-9]{1,15})$/;
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
  let processCount = 0;
  let complete = false;
  let commandOf: Draft | undefined;

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
    if (line === '@end') complete = true;
    const [, mark, digits] = MARK_LINE.exec(line) ?? [];
    const number = Number(digits);
    if (mark === 'begin 1') asker = number;
    else if (mark === 'processes') processCount = number;
    else if (mark === 'btime') bootTime = number;
    else if (mark === 'r') draft(number).rootReadable = true;
    else if (mark === 'c') commandOf = draft(number);
    else if (HEX_LINE.test(line)) commandOf?.hex.push(line.replaceAll(' ', ''));
  }

  const processes = [...drafts].map(([pid, { hex, stat, ...rest }]) => ({
    ...rest,
    pid,
    stat: stat.join('\n'),
    command: Buffer.from(hex.join(''), 'hex'),
  }));
  return { asker, bootTime, processCount, processes: processes.sort((one, other) => one.pid - other.pid), complete };
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
