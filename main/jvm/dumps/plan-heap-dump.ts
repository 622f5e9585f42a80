import type { HeapDumpPlan } from '../../../preload/contract/jvm.ts';
import { parseHeapUsed } from '../answers/parse-memory.ts';
import { parseProperties } from '../answers/parse-settings.ts';
import type { OpenJvm } from '../jcmd/open-jvm.ts';
import { parseMajor } from '../jcmd/parse-facts.ts';
import { mebibytes, readSpace } from '../recordings/space.ts';

/** What a dump would take and where it would go; nothing is written. */
export async function planHeapDump(
  jvm: OpenJvm,
  live: boolean,
  now: () => Date,
  signal: AbortSignal,
): Promise<HeapDumpPlan> {
  const major = parseMajor(await jvm.run('VM.version'));
  const [properties, heap] = await Promise.all([jvm.run('VM.system_properties'), jvm.run('GC.heap_info')]);
  const folder = parseProperties(properties).get('java.io.tmpdir') ?? '/tmp';
  const { freeBytes, inMemory } = await readSpace(jvm, folder, signal);
  return planDump({ folder, freeBytes, inMemory, usedBytes: parseHeapUsed(heap), major, live }, now());
}

export interface HeapFacts {
  readonly folder: string;
  readonly freeBytes: number;
  readonly inMemory: boolean;
  readonly usedBytes: number | undefined;
  readonly major: number | undefined;
  /** Only what is reachable. */
  readonly live: boolean;
}

const RESERVE = 64 * 1024 * 1024;
/** Names of classes and fields, stacks and the records' own heads, beside the objects. */
const OVERHEAD = 32 * 1024 * 1024;
const OVERHEAD_FACTOR = 1.2;
/** The first version whose JVM compresses while it writes. */
const COMPRESSES = 15;

/** Pure. */
export function planDump(facts: HeapFacts, at: Date): HeapDumpPlan {
  const { folder, freeBytes, inMemory, usedBytes = 0, major = 0, live } = facts;
  const isCompressed = major >= COMPRESSES;
  const stamp = at.toISOString().replaceAll(/[-:]/g, '').slice(0, 15);
  const path = `${folder === '/' ? '' : folder}/kesako-heap-${stamp}.hprof${isCompressed ? '.gz' : ''}`;
  const neededBytes = Math.ceil(usedBytes * OVERHEAD_FACTOR) + OVERHEAD;
  const refusal =
    facts.usedBytes === undefined
      ? 'The JVM does not say how much of its heap is used, so nobody can tell whether the dump would fit.'
      : freeBytes < neededBytes + RESERVE
        ? `The dump may take ${mebibytes(neededBytes)} in ${folder}, and ${mebibytes(freeBytes)} are free there; ${mebibytes(RESERVE)} of them are left to the application. Free some space, or mount a larger volume there.`
        : undefined;
  return {
    path,
    usedBytes,
    neededBytes,
    freeBytes,
    inMemory,
    isCompressed,
    ...(refusal === undefined ? {} : { refusal }),
    command: ['GC.heap_dump', ...(live ? [] : ['-all']), ...(isCompressed ? ['-gz=1'] : []), path].join(' '),
  };
}
