import type { Transfer } from '../../../preload/contract/files.ts';
import { createLatestValue } from '../../streams/index.ts';

/** Bars that move more often are not seen to move. */
const INTERVAL_MS = 100;
/** The rate is what the last seconds carried: what a person sees now, and the time left is computed from. */
const RATE_MS = 4_000;

/** `undefined` takes a fact back. */
export type TransferChange = { readonly [Key in keyof Transfer]?: Transfer[Key] | undefined };

export interface TransferList {
  get(id: string): Transfer | undefined;
  all(): readonly Transfer[];
  put(transfer: Transfer): void;
  /** The same as a change of `receivedBytes`, for every chunk of a gigabyte. */
  progress(id: string, receivedBytes: number): void;
  change(id: string, change: TransferChange): void;
  remove(id: string): void;
  watch(signal: AbortSignal): AsyncIterable<readonly Transfer[]>;
  dispose(): void;
}

interface Sample {
  readonly at: number;
  readonly bytes: number;
}

const ENDED: readonly Transfer['state'][] = ['verified', 'sizeOnly', 'changed', 'failed', 'cancelled'];

/** Mere progress is told at most ten times a second, everything else at once. */
export function createTransferList(now: () => Date): TransferList {
  const transfers = new Map<string, Transfer>();
  const samples = new Map<string, Sample[]>();
  /** What has come since the last change of anything else. */
  const progress = new Map<string, number>();
  const latest = createLatestValue<readonly Transfer[]>([]);
  let timer: NodeJS.Timeout | undefined;

  function publish(): void {
    clearTimeout(timer);
    timer = undefined;
    for (const [id, receivedBytes] of progress) sample(id, receivedBytes);
    latest.set(all().map(withRate));
  }

  function current(id: string): Transfer | undefined {
    const transfer = transfers.get(id);
    const receivedBytes = progress.get(id);
    return transfer === undefined || receivedBytes === undefined ? transfer : { ...transfer, receivedBytes };
  }

  function all(): readonly Transfer[] {
    return [...transfers.keys()].flatMap((id) => current(id) ?? []);
  }

  function withRate(transfer: Transfer): Transfer {
    const taken = samples.get(transfer.id);
    const [first] = taken ?? [];
    const last = taken?.at(-1);
    if (transfer.state !== 'reading' || first === undefined || last === undefined || last.at === first.at)
      return transfer;
    return { ...transfer, bytesPerSecond: Math.round(((last.bytes - first.bytes) * 1000) / (last.at - first.at)) };
  }

  function sample(id: string, bytes: number): void {
    const at = now().getTime();
    const taken = samples.get(id) ?? [];
    const last = taken.at(-1);
    if (last !== undefined && at - last.at < INTERVAL_MS && bytes >= last.bytes) return;
    const recent = bytes < (last?.bytes ?? 0) ? [] : taken.filter((old) => at - old.at <= RATE_MS);
    samples.set(id, [...recent, { at, bytes }]);
  }

  return {
    get: current,
    all,
    put: (transfer) => {
      transfers.set(transfer.id, transfer);
      samples.delete(transfer.id);
      progress.delete(transfer.id);
      publish();
    },
    progress: (id, receivedBytes) => {
      if (!transfers.has(id)) return;
      progress.set(id, receivedBytes);
      timer ??= setTimeout(publish, INTERVAL_MS);
    },
    change: (id, change) => {
      const before = current(id);
      if (before === undefined) return;
      const next = merge(before, change);
      const hasChangedState = next.state !== before.state;
      if (hasChangedState) samples.delete(id);
      if (change.receivedBytes !== undefined) sample(id, change.receivedBytes);
      progress.delete(id);
      const hasEnded = hasChangedState && ENDED.includes(next.state);
      transfers.set(
        id,
        hasEnded ? { ...next, bytesPerSecond: averageOf(next), finishedAt: now().toISOString() } : next,
      );
      if (hasChangedState) publish();
      else timer ??= setTimeout(publish, INTERVAL_MS);
    },
    remove: (id) => {
      transfers.delete(id);
      progress.delete(id);
      samples.delete(id);
      publish();
    },
    watch: (signal) => latest.watch(signal),
    dispose: () => clearTimeout(timer),
  };

  function averageOf({ startedAt, receivedBytes }: Transfer): number {
    const seconds = (now().getTime() - Date.parse(startedAt)) / 1000;
    return seconds > 0 ? Math.round(receivedBytes / seconds) : 0;
  }
}

function merge(before: Transfer, change: TransferChange): Transfer {
  const kept = Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined);
  // Every fact that must be there was there before and cannot be taken back by its type in `Transfer`.
  return Object.fromEntries(kept) as unknown as Transfer;
}
