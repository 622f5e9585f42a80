/** A copy's state in words. Pure. */
import type { FileChange, Transfer } from '../../preload/contract/index.ts';
import { formatBytes, type State } from '../ui/index.ts';

export interface TransferWords {
  readonly state: State;
  readonly title: string;
  /** Why that may be believed, or not. */
  readonly fact: string;
}

const HASH_SHOWN = 6;
const MINUTE = 60;
const HOUR = 60 * MINUTE;

function shortHash(hash: string): string {
  return `${hash.slice(0, HASH_SHOWN)}…${hash.slice(-4)}`;
}

const RUNNING: readonly Transfer['state'][] = ['queued', 'reading', 'waiting', 'verifying'];

export function isRunning({ state }: Transfer): boolean {
  return RUNNING.includes(state);
}

/** What can be handed over: all of it is here, under its name. */
export function isWhole({ state, isGone }: Transfer): boolean {
  return isGone !== true && (state === 'verified' || state === 'sizeOnly');
}

const CHANGES: Readonly<Record<FileChange, string>> = {
  grew: 'it only grew during the copy',
  truncated: 'it became shorter during the copy',
  rewritten: 'it was written to during the copy',
  replaced: 'another file took its place during the copy',
};

export function transferWords(transfer: Transfer): TransferWords {
  const size = formatBytes(transfer.sizeBytes);
  if (transfer.isGone === true) return { state: 'bad', title: 'gone from the disk', fact: goneFact(transfer, size) };
  switch (transfer.state) {
    case 'queued':
      return { state: 'waiting', title: 'queued', fact: 'waits for its turn' };
    case 'reading':
      return { state: 'waiting', title: progressText(transfer), fact: readingFact(transfer, size) };
    case 'waiting':
      return {
        state: 'waiting',
        title: 'connection lost',
        fact: `tried again by itself · ${formatBytes(transfer.receivedBytes)} of ${size} are here`,
      };
    case 'paused':
      return { state: 'unknown', title: 'paused', fact: pausedFact(transfer, size) };
    case 'verifying':
      return { state: 'waiting', title: 'verifying', fact: `sha256 is computed at both ends · ${size}` };
    case 'verified':
      return { state: 'good', title: 'verified', fact: verifiedFact(transfer, size) };
    case 'sizeOnly':
      return { state: 'unknown', title: 'size agrees', fact: `the container has no tool to compute sha256 · ${size}` };
    case 'changed':
      return {
        state: 'waiting',
        title: 'changed while reading',
        fact: `${transfer.change === undefined ? 'it changed during the copy' : CHANGES[transfer.change]} · ${size}`,
      };
    case 'failed':
      return { state: 'bad', title: 'failed', fact: transfer.problem?.message ?? 'for an unknown reason' };
    case 'cancelled':
      return { state: 'unknown', title: 'cancelled', fact: `${formatBytes(transfer.receivedBytes)} of ${size}` };
  }
}

function goneFact({ savedAs, isSavedGone }: Transfer, size: string): string {
  const saved = savedAs === undefined ? undefined : `saved as ${savedAs}${isSavedGone === true ? ', gone too' : ''}`;
  return ['the app’s copy is no longer there', saved, size].filter((part) => part !== undefined).join(' · ');
}

function verifiedFact({ sha256, isEarlierState, leftOut = 0 }: Transfer, size: string): string {
  return [
    sha256 === undefined ? 'both ends agree' : `sha256 ${shortHash(sha256)} both ends`,
    size,
    isEarlierState === true ? 'as it was at the start' : undefined,
    leftOut > 0 ? `${String(leftOut)} left out: no files, or not readable` : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}

function pausedFact({ receivedBytes }: Transfer, size: string): string {
  return receivedBytes > 0 ? `${formatBytes(receivedBytes)} of ${size} are here` : 'goes on where it stopped';
}

function readingFact({ receivedBytes, resumed, way, isAnew }: Transfer, size: string): string {
  const lost = resumed === 1 ? 'gone on after a lost connection' : `gone on after ${String(resumed)} interruptions`;
  return [
    isAnew === true
      ? 'something in it has changed since: from the beginning'
      : resumed > 0
        ? lost
        : `${formatBytes(receivedBytes)} of ${size}`,
    way === 'shell' ? 'by the image’s shell' : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}

export function fractionOf({ receivedBytes, sizeBytes }: Transfer): number | undefined {
  return sizeBytes > 0 ? Math.min(1, receivedBytes / sizeBytes) : undefined;
}

/** Seconds as people say them: `8 s`, `4 min`, `1 h 20 min`. */
function timeLeft(seconds: number): string {
  if (seconds < MINUTE) return `${String(Math.ceil(seconds))} s`;
  if (seconds < HOUR) return `${String(Math.ceil(seconds / MINUTE))} min`;
  return `${String(Math.floor(seconds / HOUR))} h ${String(Math.floor((seconds % HOUR) / MINUTE))} min`;
}

function progressText(transfer: Transfer): string {
  const fraction = fractionOf(transfer);
  const { bytesPerSecond, sizeBytes, receivedBytes } = transfer;
  return [
    fraction === undefined ? undefined : `${String(Math.floor(fraction * 100))} %`,
    bytesPerSecond > 0 ? `${formatBytes(bytesPerSecond)}/s` : undefined,
    bytesPerSecond > 0 ? timeLeft(Math.max(0, sizeBytes - receivedBytes) / bytesPerSecond) : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}
