/** Pure. */
import type { Recording } from '../../preload/contract/index.ts';
import { formatAge, formatBytes, type State } from '../ui/index.ts';

const STATES: Readonly<Record<Recording['state'], State>> = {
  new: 'unknown',
  delayed: 'waiting',
  running: 'waiting',
  stopped: 'good',
  closed: 'good',
};

export function recordingState({ state }: Recording): State {
  return STATES[state];
}

/** What the window itself has started: jcmd does not say when a recording began. */
export interface StartedRecording {
  readonly name: string;
  readonly path: string;
  readonly startedAt: number;
  readonly durationSeconds: number | undefined;
}

/** Seconds left of a recording with a duration, never below 0. */
export function secondsLeft(started: StartedRecording, now: number): number | undefined {
  if (started.durationSeconds === undefined) return undefined;
  return Math.max(0, Math.ceil(started.durationSeconds - (now - started.startedAt) / 1000));
}

export function limitsText({ durationSeconds, maxSizeBytes, maxAgeSeconds }: Recording): string {
  return [
    durationSeconds === undefined ? undefined : formatAge(durationSeconds * 1000),
    maxSizeBytes === undefined || maxSizeBytes === 0 ? undefined : `at most ${formatBytes(maxSizeBytes)}`,
    maxAgeSeconds === undefined ? undefined : `the last ${formatAge(maxAgeSeconds * 1000)}`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}
