/** What the JVM lists and the files of what is over, as one table. Pure. */
import type { Recording, RecordingsView } from '../../../preload/contract/index.ts';
import type { State } from '../../ui/index.ts';
import { isActive, recordingState, secondsLeft } from './recording-words.ts';

export interface RecordingRow {
  readonly key: string;
  readonly name: string;
  readonly state: State;
  readonly stateText: string;
  readonly recording: Recording | undefined;
  /** Where the file is, or will be. */
  readonly path: string | undefined;
  readonly sizeBytes: number | undefined;
  /** ISO 8601: since when it records, or when the file was written. */
  readonly since: string | undefined;
  readonly isRunning: boolean;
  /** The file is complete. */
  readonly isFinished: boolean;
}

export function recordingRows({ recordings, files, repository }: RecordingsView, now: number): readonly RecordingRow[] {
  const active = recordings.filter(isActive);
  const listed = recordings.map((recording): RecordingRow => {
    const isRunning = isActive(recording);
    const left = isRunning ? secondsLeft(recording, now) : undefined;
    const running =
      left === undefined ? recording.state : left === 0 ? 'writing the file' : `recording, ${left} s left`;
    return {
      key: `jvm ${recording.id}`,
      name: recording.name,
      state: recordingState(recording),
      stateText: isRunning ? running : recording.state,
      recording,
      path: recording.path,
      // What is kept meanwhile is kept together: of one recording alone it is that one's.
      sizeBytes: isRunning && active.length === 1 ? repository?.sizeBytes : undefined,
      since: recording.startedAt,
      isRunning,
      isFinished: !isRunning,
    };
  });
  const finished = files
    .filter(({ path }) => !recordings.some((recording) => isActive(recording) && recording.path === path))
    .map(({ path, recording, sizeBytes, modifiedAt }): RecordingRow => ({
      key: `file ${path}`,
      name: recording ?? path.slice(path.lastIndexOf('/') + 1),
      state: 'good',
      stateText: active.some(({ name }) => name === recording) ? 'dumped' : 'finished',
      recording: undefined,
      path,
      sizeBytes,
      since: modifiedAt,
      isRunning: false,
      isFinished: true,
    }));
  return [...listed, ...finished];
}
