import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

import { createLatestValue } from '../streams/index.ts';
import { withFileLock } from './file-lock.ts';
import { replaceFile } from './replace-file.ts';

export interface SharedFileOptions<Content> {
  readonly path: string;
  /** What stands there now; `undefined` where there is nothing, or nothing that can be understood. */
  readonly read: () => Promise<Content | undefined>;
  /** What there is before the file was written for the first time. */
  readonly initial: Content;
  readonly print: (content: Content) => string;
}

export interface Change<Content, Result> {
  /** The old one itself: nothing is written. */
  readonly content: Content;
  readonly result: Result;
}

/**
 * A small file that several cores of one person may hold at a time (the desktop app and the browser's): each change starts
 * from what the last one of anybody left, and is on disk before anybody is told.
 */
export interface SharedFile<Content> {
  readonly current: Content;
  /** One after the other. Rejects with what `make` throws, or with why it could not be written; then nothing has changed. */
  change<Result>(make: (old: Content) => Change<Content, Result>): Promise<Result>;
  watch(signal: AbortSignal): AsyncIterable<Content>;
}

export async function openSharedFile<Content>(options: SharedFileOptions<Content>): Promise<SharedFile<Content>> {
  const { path, read, initial, print } = options;
  let known = await stampOf(path);
  const latest = createLatestValue((await read()) ?? initial);
  let lastChange: Promise<unknown> = Promise.resolve();

  /** What was written by another core since we looked. */
  async function refresh(): Promise<void> {
    const stamp = await stampOf(path);
    if (stamp === known) return;
    known = stamp;
    const content = await read();
    if (content !== undefined) latest.set(content);
  }

  async function apply<Result>(make: (old: Content) => Change<Content, Result>): Promise<Result> {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    return withFileLock(path, async () => {
      await refresh();
      const { content, result } = make(latest.current);
      if (content !== latest.current) {
        await replaceFile(path, print(content));
        known = await stampOf(path);
        latest.set(content);
      }
      return result;
    });
  }

  return {
    get current(): Content {
      return latest.current;
    },
    change: (make) => {
      const change = lastChange.then(() => apply(make));
      lastChange = change.catch(() => undefined);
      return change;
    },
    watch: (signal) => latest.watch(signal),
  };
}

/** Differs once a file was replaced: each time it is another inode. */
async function stampOf(path: string): Promise<string> {
  try {
    const { ino, size, mtimeNs } = await stat(path, { bigint: true });
    return `${String(ino)} ${String(size)} ${String(mtimeNs)}`;
  } catch {
    return 'absent';
  }
}
