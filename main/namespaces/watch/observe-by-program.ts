import type { ProcessInfo } from '../../../preload/contract/namespaces.ts';
import { readRecords, type ReachSession } from '../../reach/index.ts';
import type { RawProcess } from '../probe/parse-probe.ts';
import { ownNamespaces, type ContainerProbe } from '../probe/probe-container.ts';
import { takeRecord, type PassEnd } from '../probe/program-records.ts';
import { readProcess } from '../probe/read-process.ts';

export interface ProgramObservation {
  readonly container: string;
  readonly session: Pick<ReachSession, 'request'>;
  readonly refreshMs: number;
  readonly signal: AbortSignal;
  readonly now: () => Date;
}

/** A record is a length and its fields, a field a length and its bytes. */
const LENGTH_BYTES = 4;

/**
 * Each look at `/proc` through the program's open stream; a process that has not changed stays the same object. A look that
 * finds very many new ones is told twice: with some of them in brief, and once they are all there.
 */
export async function* observeByProgram({
  container,
  session,
  refreshMs,
  signal,
  now,
}: ProgramObservation): AsyncGenerator<ContainerProbe, void, undefined> {
  const raws = new Map<number, RawProcess>();
  const read = processReader();
  const { output } = session.request(['observe', `--interval-ms=${String(refreshMs)}`], { signal });
  let bytes = 0;
  let isToldInBrief = false;
  for await (const record of readRecords(output)) {
    bytes += record.reduce((sum, field) => sum + LENGTH_BYTES + field.length, LENGTH_BYTES);
    const end = takeRecord(raws, record);
    if (end === undefined || (isToldInBrief && end.waiting > 0)) continue;
    isToldInBrief = end.waiting > 0;
    const cost = { way: 'program', milliseconds: end.passMs, cpuMs: end.cpuMs, bytes } as const;
    yield { ...viewOf(container, [...raws.values()], end, (raw) => read(raw, bootTime(end, now()))), cost };
    bytes = 0;
  }
}

function viewOf(
  container: string,
  raws: readonly RawProcess[],
  { own, clockMs, processCount }: PassEnd,
  read: (raw: RawProcess) => ProcessInfo | undefined,
): ContainerProbe {
  const all = raws.flatMap((raw) => read(raw) ?? []);
  const asker = all.find(({ pid }) => pid === own);
  // The asker and whatever else is asked for are children of the program that holds the stream; 0 is a parent outside.
  const holder = asker === undefined || asker.parent === 0 ? own : asker.parent;
  const isOurs = ({ pid, parent }: ProcessInfo): boolean => pid === own || pid === holder || parent === holder;
  const missing = processCount - all.length;
  return {
    container,
    processes: all.filter((process) => !isOurs(process)).sort((one, other) => one.pid - other.pid),
    own: ownNamespaces(asker),
    clockMs,
    ...(missing > processCount / 10 ? { problem: `Only ${all.length} of ${processCount} processes were read.` } : {}),
  };
}

/** Seconds since 1970 by this computer's clock: the node's own may differ. */
function bootTime({ clockMs }: PassEnd, now: Date): number {
  return (now.getTime() - clockMs) / 1000;
}

/** Understands a process once, until the kernel says something else of it. */
function processReader(): (raw: RawProcess, bootTime: number) => ProcessInfo | undefined {
  const known = new WeakMap<RawProcess, ProcessInfo | undefined>();
  // The first boot time stays: start times that move with the network's delay would look like changes.
  let firstBootTime: number | undefined;
  return (raw, boot) => {
    if (known.has(raw)) return known.get(raw);
    firstBootTime ??= boot;
    const process = readProcess(raw, firstBootTime);
    known.set(raw, process);
    return process;
  };
}
