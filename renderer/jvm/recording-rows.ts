/** What the JVM lists and what this window has started, as one table. Pure. */
import type { Recording } from '../../preload/contract/index.ts';
import { recordingState, secondsLeft, type StartedRecording } from './recording-words.ts';
import type { State } from '../ui/index.ts';

export interface RecordingRow {
  readonly key: string;
  readonly name: string;
  readonly state: State;
  readonly stateText: string;
  readonly recording: Recording | undefined;
  /** Where the file is, or will be. */
  readonly path: string | undefined;
  /** Seconds until it ends by itself. */
  readonly left: number | undefined;
  readonly isRunning: boolean;
  /** The file is complete. */
  readonly isFinished: boolean;
}

export function recordingRows(
  listed: readonly Recording[],
  started: readonly StartedRecording[],
  now: number,
): readonly RecordingRow[] {
  const own = new Map(started.map((entry) => [entry.name, entry]));
  const rows = listed.map((recording): RecordingRow => {
    const mine = own.get(recording.name);
    const isRunning = recording.state === 'running' || recording.state === 'delayed' || recording.state === 'new';
    const left = isRunning && mine !== undefined ? secondsLeft(mine, now) : undefined;
    return {
      key: `jvm ${recording.id}`,
      name: recording.name,
      state: recordingState(recording),
      stateText: left === undefined ? recording.state : left === 0 ? 'writing the file' : `recording, ${left} s left`,
      recording,
      path: recording.fileName ?? mine?.path,
      left,
      isRunning,
      isFinished: !isRunning,
    };
  });
  const gone = started.filter(({ name }) => !listed.some((recording) => recording.name === name));
  return [
    ...rows,
    ...gone.map(({ name, path }): RecordingRow => ({
      key: `own ${name}`,
      name,
      state: 'good',
      stateText: 'finished',
      recording: undefined,
      path,
      left: undefined,
      isRunning: false,
      isFinished: true,
    })),
  ];
}
