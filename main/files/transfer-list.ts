import type { Transfer } from '../../preload/contract/files.ts';
import { createLatestValue } from '../streams/index.ts';

/** Bars that move more often are not seen to move. */
const INTERVAL_MS = 100;

export interface TransferList {
  get(id: string): Transfer | undefined;
  names(): readonly string[];
  put(transfer: Transfer): void;
  change(id: string, change: Partial<Transfer>): void;
  remove(id: string): void;
  watch(signal: AbortSignal): AsyncIterable<readonly Transfer[]>;
  dispose(): void;
}

/** A session's transfers; mere progress is told at most ten times a second, everything else at once. */
export function createTransferList(now: () => Date): TransferList {
  const transfers = new Map<string, Transfer>();
  const latest = createLatestValue<readonly Transfer[]>([]);
  let timer: NodeJS.Timeout | undefined;

  function publish(): void {
    clearTimeout(timer);
    timer = undefined;
    latest.set([...transfers.values()]);
  }

  return {
    get: (id) => transfers.get(id),
    names: () => [...transfers.values()].map(({ fileName }) => fileName),
    put: (transfer) => {
      transfers.set(transfer.id, transfer);
      publish();
    },
    change: (id, change) => {
      const before = transfers.get(id);
      if (before === undefined) return;
      const next = { ...before, ...change };
      // What is told after the end, such as where it was saved, is not part of the copying.
      const until = before.finishedAt === undefined ? now().getTime() : Date.parse(before.finishedAt);
      const seconds = (until - Date.parse(next.startedAt)) / 1000;
      const bytesPerSecond = seconds > 0 ? Math.round(next.receivedBytes / seconds) : 0;
      const hasEnded = change.state !== undefined && change.state !== 'reading' && change.state !== 'verifying';
      transfers.set(id, { ...next, bytesPerSecond, ...(hasEnded ? { finishedAt: now().toISOString() } : {}) });
      if (change.state !== undefined && change.state !== before.state) publish();
      else timer ??= setTimeout(publish, INTERVAL_MS);
    },
    remove: (id) => {
      transfers.delete(id);
      publish();
    },
    watch: (signal) => latest.watch(signal),
    dispose: () => clearTimeout(timer),
  };
}
