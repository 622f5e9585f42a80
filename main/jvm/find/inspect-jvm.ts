import { isAppError } from '../../../preload/contract/errors.ts';
import type { Jvm } from '../../../preload/contract/jvm.ts';
import {
  numberFact,
  parseEntry,
  readRecords,
  type ReachResult,
  type ReachSession,
  type ReachWord,
} from '../../reach/index.ts';
import { LIMIT_FILES, readLimits, type ContainerLimits } from './container-limits.ts';
import { readPerformanceData, type PerformanceData } from './performance-data.ts';
import { readRelease, type Release } from './release-file.ts';

/** What the program says of a process that may be a JVM; nothing has been sent to it. */
export interface AttachFacts {
  readonly kind: Jvm['kind'] | 'none';
  readonly uid: number;
  readonly gid: number;
  /** The debug container's own user. */
  readonly ownUid: number;
  readonly state: string;
  readonly catchesQuit: boolean;
  readonly tmp: 'writable' | 'read-only' | 'not-writable' | 'missing';
  readonly tmpFreeBytes?: number;
  readonly tmpInMemory: boolean;
  /** Where it says that nobody may attach. */
  readonly disabledBy?: string;
  readonly socket: 'listening' | 'none' | 'foreign';
}

export interface JvmDetails {
  readonly release: Release;
  readonly performance: PerformanceData;
  readonly limits: ContainerLimits;
}

const KINDS: Readonly<Record<string, AttachFacts['kind']>> = {
  libjvm: 'hotspot',
  java: 'unknown',
  openj9: 'openj9',
  'native-image': 'nativeImage',
};
const TMP = ['writable', 'read-only', 'not-writable', 'missing'] as const;
const SOCKETS = ['listening', 'none', 'foreign'] as const;

/** `refused` if the debug container may not look into the process; `gone` if it has ended. */
export async function inspectProcess(
  session: ReachSession,
  pid: number,
  signal: AbortSignal,
): Promise<AttachFacts | 'refused' | 'gone'> {
  try {
    return readAttachFacts(await session.request(['jvm', String(pid)], { signal }).result);
  } catch (error) {
    if (isAppError(error, 'PATH_DENIED')) return 'refused';
    if (isAppError(error, 'JVM_NOT_FOUND')) return 'gone';
    throw error;
  }
}

function readAttachFacts(result: ReachResult): AttachFacts {
  const word = (key: string): string => result.facts.get(key) ?? '';
  const free = numberFact(result, 'tmp_free');
  return {
    kind: KINDS[word('jvm')] ?? 'none',
    uid: numberFact(result, 'uid'),
    gid: numberFact(result, 'gid'),
    ownUid: numberFact(result, 'me'),
    state: word('state'),
    catchesQuit: word('sigquit') === '1',
    tmp: TMP.find((one) => one === word('tmp')) ?? 'missing',
    ...(Number.isFinite(free) ? { tmpFreeBytes: free } : {}),
    tmpInMemory: word('tmp_memory') === '1',
    ...(word('disabled') === 'no' || word('disabled') === '' ? {} : { disabledBy: word('disabled') }),
    socket: SOCKETS.find((one) => one === word('socket')) ?? 'none',
  };
}

/** From files that the JVM and the kernel keep; whatever cannot be read is left out. */
export async function readDetails(
  session: ReachSession,
  pid: number,
  innerPid: number,
  signal: AbortSignal,
): Promise<JvmDetails> {
  const read = (path: ReachWord, limit: number): Promise<Uint8Array> =>
    readOutput(session, ['read', `--length=${String(limit)}`, String(pid), path], signal);
  const executable = readOutput(session, ['proc', String(pid), 'exe'], signal).then(String);
  const text = async (path: string): Promise<string> => Buffer.from(await read(path, 128)).toString('latin1');
  const either = async ([first, second]: readonly [string, string]): Promise<string> =>
    (await text(first)) || (await text(second));
  const [release, performance, memory, processors, period] = await Promise.all([
    executable.then((path) => readReleaseFile(read, path)),
    readPerformanceFile(session, pid, innerPid, read, signal),
    either(LIMIT_FILES.memory),
    either(LIMIT_FILES.processors),
    text(LIMIT_FILES.period),
  ]);
  return {
    release: release.version === undefined ? performance.release : release,
    performance,
    limits: readLimits({ memory, processors, period }),
  };
}

type Read = (path: ReachWord, limit: number) => Promise<Uint8Array>;

async function readReleaseFile(read: Read, executable: string): Promise<Release> {
  const home = /^(.+?)(?:\/jre)?\/bin\/java$/.exec(executable)?.[1];
  return home === undefined ? {} : readRelease(await read(`${home}/release`, 8 * 1024));
}

const FOLDER_LIMIT = 1_000;
const PERFORMANCE_LIMIT = 256 * 1024;

async function readPerformanceFile(
  session: ReachSession,
  pid: number,
  innerPid: number,
  read: Read,
  signal: AbortSignal,
): Promise<PerformanceData> {
  try {
    const list = session.request(['list', `--limit=${String(FOLDER_LIMIT)}`, String(pid), '/tmp'], { signal });
    for await (const record of readRecords(list.output)) {
      const entry = parseEntry(record);
      const name = Buffer.from(entry?.name ?? []);
      if (entry?.facts?.type !== 'directory' || !name.toString('latin1').startsWith('hsperfdata_')) continue;
      const path = Buffer.concat([Buffer.from('/tmp/'), name, Buffer.from(`/${String(innerPid)}`)]);
      const bytes = await read(path, PERFORMANCE_LIMIT);
      if (bytes.length > 0) return readPerformanceData(bytes);
    }
  } catch (error) {
    if (signal.aborted) throw error;
  }
  return { release: {} };
}

/** Empty if it cannot be read. */
async function readOutput(session: ReachSession, words: readonly ReachWord[], signal: AbortSignal): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of session.request(words, { signal }).output) chunks.push(chunk);
  } catch (error) {
    if (signal.aborted) throw error;
    return Buffer.alloc(0);
  }
  return Buffer.concat(chunks);
}
