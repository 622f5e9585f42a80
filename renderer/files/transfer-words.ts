/** A copy's state in words. Pure. */
import type { Transfer } from '../../preload/contract/index.ts';
import { formatBytes, type State } from '../ui/index.ts';

export interface TransferWords {
  readonly state: State;
  readonly title: string;
  /** Why that may be believed, or not. */
  readonly fact: string;
}

const HASH_SHOWN = 6;

function shortHash(hash: string): string {
  return `${hash.slice(0, HASH_SHOWN)}…${hash.slice(-4)}`;
}

export function isRunning({ state }: Transfer): boolean {
  return state === 'reading' || state === 'verifying';
}

export function transferWords(transfer: Transfer): TransferWords {
  const size = formatBytes(transfer.sizeBytes);
  switch (transfer.state) {
    case 'reading':
      return {
        state: 'waiting',
        title: progressText(transfer),
        fact:
          transfer.resumed > 0
            ? `gone on after ${transfer.resumed === 1 ? 'a lost connection' : `${transfer.resumed} lost connections`}`
            : `${formatBytes(transfer.receivedBytes)} of ${size}`,
      };
    case 'verifying':
      return { state: 'waiting', title: 'verifying', fact: `sha256 is computed at both ends · ${size}` };
    case 'verified':
      return {
        state: 'good',
        title: 'verified',
        fact:
          transfer.sha256 === undefined
            ? `both ends agree · ${size}`
            : `sha256 ${shortHash(transfer.sha256)} both ends · ${size}`,
      };
    case 'sizeOnly':
      return { state: 'unknown', title: 'size agrees', fact: `the container has no tool to compute sha256 · ${size}` };
    case 'changed':
      return {
        state: 'waiting',
        title: 'changed meanwhile',
        fact: `the file was written to during the copy · ${size}`,
      };
    case 'failed':
      return { state: 'bad', title: 'failed', fact: transfer.problem?.message ?? 'for an unknown reason' };
    case 'cancelled':
      return { state: 'unknown', title: 'cancelled', fact: `${formatBytes(transfer.receivedBytes)} of ${size}` };
  }
}

export function fractionOf({ receivedBytes, sizeBytes }: Transfer): number | undefined {
  return sizeBytes > 0 ? Math.min(1, receivedBytes / sizeBytes) : undefined;
}

function progressText(transfer: Transfer): string {
  const fraction = fractionOf(transfer);
  const left =
    transfer.bytesPerSecond > 0
      ? Math.ceil((transfer.sizeBytes - transfer.receivedBytes) / transfer.bytesPerSecond)
      : undefined;
  return [
    fraction === undefined ? undefined : `${Math.floor(fraction * 100)} %`,
    transfer.bytesPerSecond > 0 ? `${formatBytes(transfer.bytesPerSecond)}/s` : undefined,
    left === undefined ? undefined : `${left} s`,
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}
