import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import type { RecordingOverview } from '../../preload/contract/index.ts';
import { replaceFile } from '../disk/index.ts';
import type { Recording } from '../jvm/jfr/index.ts';

/** To be raised when an overview holds something else: what was kept before is then not looked at. */
const VERSION = 1;
/** The last ones kept; each has some 100 KB. */
const KEPT = 100;
const LONGEST_BYTES = 16 * 1024 ** 2;

const Kept = z.object({
  version: z.literal(VERSION),
  overview: z.looseObject({
    events: z.number(),
    eventTypes: z.array(z.unknown()),
    sources: z.array(z.unknown()),
    metrics: z.array(z.unknown()),
    threads: z.array(z.unknown()),
    settings: z.array(z.unknown()),
  }),
});

/** Overviews of recordings that were read before: opened again they are there before the first event is read. */
export interface KnownOverviews {
  /** Nothing where it was not kept, or cannot be read: it is then read from the recording. */
  find(content: string): Promise<RecordingOverview | undefined>;
  keep(content: string, overview: RecordingOverview): Promise<void>;
}

export function createKnownOverviews(folder: string): KnownOverviews {
  const place = (content: string): string => join(folder, `${content}.json`);
  return {
    find: async (content) => {
      try {
        const path = place(content);
        if ((await stat(path)).size > LONGEST_BYTES) return undefined;
        const { overview } = Kept.parse(JSON.parse(await readFile(path, 'utf8')));
        // Written by this version of the app, which the number says.
        return overview as unknown as RecordingOverview;
      } catch {
        return undefined;
      }
    },
    keep: async (content, overview) => {
      await replaceFile(place(content), JSON.stringify({ version: VERSION, overview }));
      await forgetOldest(folder);
    },
  };
}

async function forgetOldest(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  if (names.length <= KEPT) return;
  const dated = await Promise.all(
    names.map(async (name) => ({
      name,
      changed: await stat(join(folder, name)).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    })),
  );
  dated.sort((a, b) => b.changed - a.changed);
  for (const { name } of dated.slice(KEPT)) await rm(join(folder, name), { force: true });
}

/**
 * What a recording is known by, wherever its file lies: its size and the headers of all its chunks, which hold the nanosecond
 * and the tick at which each began. A chunk that is still being written changes its own with each flush.
 */
export function contentName({ sizeBytes, chunks }: Pick<Recording, 'sizeBytes' | 'chunks'>): string {
  const hash = createHash('sha256').update(`${String(sizeBytes)}\n`);
  for (const { offset, length, header } of chunks) {
    const { size, checkpointAt, metadataAt, startNanos, startTicks, durationNanos, ticksPerSecond } = header;
    const words = [
      offset,
      length,
      size,
      checkpointAt,
      metadataAt,
      startNanos,
      startTicks,
      durationNanos,
      ticksPerSecond,
    ];
    hash.update(`${words.join(' ')}\n`);
  }
  return hash.digest('hex');
}
