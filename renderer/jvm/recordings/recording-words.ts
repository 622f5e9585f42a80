/** Pure. */
import type { Recording, RecordingSpace } from '../../../preload/contract/index.ts';
import { formatAge, formatBytes, type State } from '../../ui/index.ts';

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

export function isActive({ state }: Recording): boolean {
  return state === 'running' || state === 'delayed' || state === 'new';
}

/** Seconds left of a recording with a duration, never below 0; nothing if it has none or nobody knows when it began. */
export function secondsLeft({ startedAt, durationSeconds }: Recording, now: number): number | undefined {
  if (startedAt === undefined || durationSeconds === undefined) return undefined;
  return Math.max(0, Math.ceil(durationSeconds - (now - Date.parse(startedAt)) / 1000));
}

export function limitsText({ durationSeconds, maxSizeBytes, maxAgeSeconds }: Recording): string {
  return [
    durationSeconds === undefined ? 'until stopped' : formatAge(durationSeconds * 1000),
    maxSizeBytes === undefined || maxSizeBytes === 0 ? undefined : `at most ${formatBytes(maxSizeBytes)}`,
    maxAgeSeconds === undefined ? undefined : `the last ${formatAge(maxAgeSeconds * 1000)}`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}

export function spaceText({ temporaryFolder, freeBytes, inMemory }: RecordingSpace): string {
  const memory = inMemory ? ' It is memory, and counts against the container’s limit.' : '';
  return `${formatBytes(freeBytes)} are free in ${temporaryFolder}; the recording and its copy must fit.${memory}`;
}
