/**
 * Parts of a file that are read by further streams before the first one comes to them: each in a file of its own, until what lies
 * before it is here. So the copy itself stays what it is, a beginning without holes.
 */
import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { openStoredFile, type StoredFile } from './stored-file.ts';
import type { StreamCount } from './stream-count.ts';

const READ_BYTES = 64 * 1024;
/** Time that a part takes: opening its stream is then little beside it. */
const PART_SECONDS = 6;
const LEAST_PART_BYTES = 16 * 1024 * 1024;
export const MOST_PART_BYTES = 128 * 1024 * 1024;

export interface Range {
  readonly offset: number;
  readonly end: number;
}

export interface ReadAheadOptions {
  readonly leastPartBytes?: number;
  /** Parts get the number of their first byte behind it. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Reads it, and throws if it did not come as a whole from the file that it should come from. */
  readonly read: (range: Range, write: (bytes: Uint8Array) => Promise<void>, signal: AbortSignal) => Promise<void>;
  /** For one more stream, if nobody else waits for one. */
  readonly takeTurn: () => (() => void) | undefined;
}

export interface ReadAhead {
  /** Of what was read ahead: where it begins, and how much of it is here. */
  readonly from: number | undefined;
  readonly receivedBytes: number;
  readonly streams: number;
  /** Starts streams up to this number; `position` is where the first stream is, which stands still if `isReading` is false. */
  tend(count: Pick<StreamCount, 'wanted' | 'bytesPerSecond'>, position: number, isReading: boolean): void;
  /** The part at `from`, once all of it is here; throws what went wrong with it, or with another one. */
  takeFirst(write: (bytes: Uint8Array) => Promise<void>, onWait: () => void): Promise<void>;
  /** Throws what went wrong. */
  check(): void;
  /** What has come stays. */
  stop(): Promise<void>;
  dispose(): Promise<void>;
}

interface Part extends Range {
  readonly path: string;
  receivedBytes: number;
  file: StoredFile | undefined;
  state: 'waiting' | 'reading' | 'done';
}

export function createReadAhead(options: ReadAheadOptions): ReadAhead {
  const { path, sizeBytes, read, takeTurn, leastPartBytes = LEAST_PART_BYTES } = options;
  /** One behind the other, without gaps. */
  const parts: Part[] = [];
  const lanes = new Set<Promise<void>>();
  let stopping = new AbortController();
  let failure: { readonly error: unknown } | undefined;
  let hasOwnTurn = false;
  let wake = (): void => undefined;

  function next(position: number, streams: number, bytesPerSecond: number): Part | undefined {
    const length = Math.min(MOST_PART_BYTES, Math.max(leastPartBytes, bytesPerSecond * PART_SECONDS));
    // The first stream reads a part as well, while the others do.
    const offset = parts.at(-1)?.end ?? position + Math.floor(length);
    const end = Math.min(sizeBytes, offset + Math.floor(length));
    if (parts.length > streams || end - offset < leastPartBytes) return undefined;
    const part: Part = {
      offset,
      end,
      path: `${path}-${String(offset)}`,
      receivedBytes: 0,
      file: undefined,
      state: 'waiting',
    };
    parts.push(part);
    return part;
  }

  async function fetch(part: Part, signal: AbortSignal): Promise<void> {
    const file = (part.file ??= await openStoredFile(part.path, true));
    const range = { offset: part.offset + part.receivedBytes, end: part.end };
    await read(
      range,
      async (bytes) => {
        await file.write(bytes);
        part.receivedBytes += bytes.length;
      },
      signal,
    );
    await file.close();
    part.state = 'done';
  }

  function begin(part: Part, giveBack: () => void): void {
    part.state = 'reading';
    const lane = fetch(part, stopping.signal)
      .catch((error: unknown) => {
        part.state = 'waiting';
        failure ??= { error };
      })
      .finally(() => {
        lanes.delete(lane);
        giveBack();
        wake();
      });
    lanes.add(lane);
  }

  async function stop(): Promise<void> {
    stopping.abort();
    await Promise.all(lanes);
    stopping = new AbortController();
    failure = undefined;
  }

  const check = (): void => {
    if (failure !== undefined) throw failure.error;
  };

  return {
    get from() {
      return parts[0]?.offset;
    },
    get receivedBytes() {
      return parts.reduce((sum, part) => sum + part.receivedBytes, 0);
    },
    get streams() {
      return lanes.size;
    },
    tend: ({ wanted, bytesPerSecond }, position, isReading) => {
      while (lanes.size < (isReading ? wanted - 1 : wanted) && failure === undefined) {
        // The first stream's own turn is free for another one as long as it stands still, and there are others to stand still for.
        const waiting = parts.find(({ state }) => state === 'waiting');
        const isOwn = !isReading && !hasOwnTurn && (waiting !== undefined || lanes.size > 0);
        const giveBack = isOwn ? () => (hasOwnTurn = false) : takeTurn();
        if (giveBack === undefined) return;
        const part = waiting ?? (wanted > 1 ? next(position, wanted, bytesPerSecond) : undefined);
        if (part === undefined) {
          giveBack();
          return;
        }
        if (isOwn) hasOwnTurn = true;
        begin(part, giveBack);
      }
    },
    takeFirst: async (write, onWait) => {
      const [part] = parts;
      if (part === undefined) return;
      onWait();
      while (part.state !== 'done') {
        check();
        await new Promise<void>((resolve) => (wake = resolve));
        check();
        onWait();
      }
      const stored = await openStoredFile(part.path, false);
      try {
        for (let left = part.end - part.offset; left > 0;) {
          const bytes = await stored.stored(Math.min(left, READ_BYTES));
          if (bytes.length === 0) throw new Error('a part that was read ahead is gone from the disk');
          left -= bytes.length;
          part.receivedBytes -= bytes.length;
          await write(bytes);
        }
      } finally {
        await stored.close();
      }
      parts.shift();
      await rm(part.path, { force: true });
    },
    check,
    stop,
    dispose: async () => {
      await stop();
      for (const part of parts.splice(0)) {
        await part.file?.close().catch(() => undefined);
        await rm(part.path, { force: true });
      }
    },
  };
}

/** What a run that was killed has left. */
export async function removeReadAhead(path: string): Promise<void> {
  const folder = dirname(path);
  const names = await readdir(folder);
  const left = names.filter((name) => name.startsWith(`${basename(path)}-`));
  await Promise.all(left.map((name) => rm(join(folder, name), { force: true })));
}
