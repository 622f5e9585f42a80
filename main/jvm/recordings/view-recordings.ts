import { isAppError } from '../../../preload/contract/errors.ts';
import type { Recording, RecordingFile, RecordingsView } from '../../../preload/contract/jvm-recordings.ts';
import { numberFact, parseEntry, readRecords, type ReachEntry } from '../../reach/index.ts';
import type { OpenJvm } from '../jcmd/open-jvm.ts';
import type { LeftFile, LeftFiles } from './left-files.ts';
import { parseCheck } from './parse-check.ts';

/** What the JVM says, joined with what this app remembers of its own. */
export async function viewRecordings(
  jvm: OpenJvm,
  left: LeftFiles,
  now: () => Date,
  signal: AbortSignal,
): Promise<RecordingsView> {
  const listed = parseCheck(await jvm.run('JFR.check'));
  const own = left.find(jvm.ref);
  const recordings = listed.map((recording) => joinRecording(recording, own));
  const active = new Set(recordings.filter(({ state }) => isActive(state)).map(({ path }) => path));
  const finished = own.filter(({ path, recording }) => recording !== undefined && !active.has(path));
  const [files, repository] = await Promise.all([
    Promise.all(finished.map((file) => statRecording(jvm, file, left, signal))),
    listed.some(({ state }) => isActive(state)) ? readRepository(jvm, signal) : undefined,
  ]);
  return {
    at: now().toISOString(),
    recordings,
    files: files.flat(),
    ...(repository === undefined ? {} : { repository }),
  };
}

function isActive(state: Recording['state']): boolean {
  return state === 'running' || state === 'delayed' || state === 'new';
}

/** Pure. The newest of a name: names are used again. */
function joinRecording(recording: Recording, own: readonly LeftFile[]): Recording {
  const mine = own.findLast((file) => file.recording === recording.name && file.startedAt !== undefined);
  if (mine?.startedAt === undefined) return recording;
  return { ...recording, path: mine.path, startedAt: mine.startedAt };
}

async function statRecording(
  { session, ref }: OpenJvm,
  { path, recording }: LeftFile,
  left: LeftFiles,
  signal: AbortSignal,
): Promise<readonly RecordingFile[]> {
  try {
    for await (const record of readRecords(session.request(['stat', String(ref.pid), path], { signal }).output)) {
      const entry = parseEntry(record);
      return entry === undefined ? [] : fileOf(entry, path, recording);
    }
  } catch (error) {
    if (isAppError(error, 'PATH_NOT_FOUND')) await left.forget({ ...ref, path });
    else if (signal.aborted) throw error;
  }
  return [];
}

/** Pure; nothing for what is no file. */
export function fileOf(
  { facts }: ReachEntry,
  path: string,
  recording: string | undefined,
  repository?: string,
): readonly RecordingFile[] {
  if (facts?.type !== 'file') return [];
  return [
    {
      path,
      sizeBytes: facts.sizeBytes,
      modifiedAt: new Date(Number(facts.modified) * 1000).toISOString(),
      ...(recording === undefined ? {} : { recording }),
      isRepository: repository !== undefined && path.startsWith(`${repository}/`),
    },
  ];
}

/** `JFR.configure`: `Repository path: /tmp/2026_11_26_01_11_39_1`. */
export function repositoryPath(text: string): string | undefined {
  return /^Repository path: (\/.+)$/m.exec(text)?.[1]?.trim();
}

async function readRepository(jvm: OpenJvm, signal: AbortSignal): Promise<RecordingsView['repository']> {
  const path = repositoryPath(await jvm.run('JFR.configure'));
  if (path === undefined) return undefined;
  try {
    const size = await jvm.session.request(['walk', String(jvm.ref.pid), path], { signal }).result;
    return { path, sizeBytes: numberFact(size, 'bytes') };
  } catch (error) {
    if (signal.aborted) throw error;
    return { path, sizeBytes: 0 };
  }
}
