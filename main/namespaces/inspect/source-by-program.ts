import { AppError, isAppError, toAppError } from '../../../preload/contract/errors.ts';
import type { SeenProcess, Told } from '../../../preload/contract/namespaces.ts';
import { readRecords, type ReachSession } from '../../reach/index.ts';
import {
  OPEN_FILES_LIMIT,
  PROC_FILE_LIMIT,
  type ProcFile,
  type ProcSource,
  type RawOpenFile,
  refused,
  SHELLS,
} from './proc-source.ts';
import { startedTicks } from './started-ticks.ts';

type Session = Pick<ReachSession, 'request'>;

/** Asks the program in the debug container, which may also look as the process's own user. */
export async function sourceByProgram(
  session: Session,
  { pid, startedTicks: expected }: SeenProcess,
  wanted: readonly ProcFile[],
  signal: AbortSignal,
): Promise<ProcSource> {
  const stat = await readFile(session, pid, 'stat', signal);
  if (!stat.told || startedTicks(stat.value) !== expected) throw hasEnded(pid);
  const [files, openFiles, shell] = await Promise.all([
    Promise.all(wanted.map(async (name) => [name, await readFile(session, pid, name, signal)] as const)),
    readOpenFiles(session, pid, signal),
    findShell(session, pid, signal),
  ]);
  return { files: new Map(files), openFiles, ...(shell === undefined ? {} : { shell }) };
}

export function hasEnded(pid: number): AppError {
  return new AppError('NOT_FOUND', `Process ${String(pid)} has ended.`, { resource: 'process', name: String(pid) });
}

async function readFile(session: Session, pid: number, name: string, signal: AbortSignal): Promise<Told<Uint8Array>> {
  return tellOr(name, async () => {
    const words = ['proc', `--limit=${String(PROC_FILE_LIMIT)}`, String(pid), name];
    const chunks: Uint8Array[] = [];
    for await (const chunk of session.request(words, { signal }).output) chunks.push(chunk);
    const value = Buffer.concat(chunks);
    return { told: true, value, isCut: value.length >= PROC_FILE_LIMIT };
  });
}

async function readOpenFiles(
  session: Session,
  pid: number,
  signal: AbortSignal,
): Promise<Told<readonly RawOpenFile[]>> {
  return tellOr('its open files', async () => {
    const reply = session.request(['open-files', `--limit=${String(OPEN_FILES_LIMIT)}`, String(pid)], { signal });
    const value: RawOpenFile[] = [];
    for await (const [head, target] of readRecords(reply.output)) {
      const [, number, read, write] = /^(\d+) ([r-])([w-])$/.exec(Buffer.from(head ?? []).toString('latin1')) ?? [];
      if (number === undefined || target === undefined) continue;
      const opens = read === 'r' ? (write === 'w' ? 'both' : 'read') : write === 'w' ? 'write' : 'none';
      value.push({ number: Number(number), opens, target: Uint8Array.from(target) });
    }
    const { facts } = await reply.result;
    return { told: true, value, isCut: Number(facts.get('files')) > value.length };
  });
}

async function tellOr<Value>(what: string, ask: () => Promise<Told<Value>>): Promise<Told<Value>> {
  try {
    return await ask();
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'PATH_DENIED') return refused(what);
    if (error.code === 'PATH_NOT_FOUND' || error.code === 'COMMAND_FAILED') {
      return { told: false, reason: 'failed', message: error.message };
    }
    throw error;
  }
}

async function findShell(session: Session, pid: number, signal: AbortSignal): Promise<string | undefined> {
  for (const shell of SHELLS) {
    try {
      await session.request(['stat', '--follow', String(pid), shell], { signal }).result;
      return shell;
    } catch (thrown) {
      if (isAppError(thrown, 'CANCELLED')) throw thrown;
      // Not there, or its root may not be entered: the next one.
    }
  }
  return undefined;
}
