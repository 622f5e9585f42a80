import { access, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { FileRef, type RecentRecording } from '../../preload/contract/index.ts';
import { openRefusal } from '../files/index.ts';
import { createLatestValue } from '../streams/index.ts';

/** More are not found again in a list. */
const KEPT = 50;

const Remembered = z.object({
  recording: z.string().max(64),
  fileName: z.string().max(4096),
  from: z.enum(['transfer', 'path', 'received']),
  path: z.string().max(4096),
  sizeBytes: z.number(),
  openedAt: z.string().max(64),
  /** Of a fetched one: which copy it was, and where it came from. */
  transfer: z.string().max(64).optional(),
  source: FileRef.optional(),
  sha256: z.string().max(64).optional(),
  durationMs: z.number().optional(),
  events: z.number().optional(),
  jvm: z.string().max(1024).optional(),
});
export type Remembered = z.infer<typeof Remembered>;

export interface RecentRecordings {
  find(recording: string): Promise<Remembered | undefined>;
  put(entry: Remembered): Promise<void>;
  change(recording: string, change: Partial<Remembered>): Promise<void>;
  remove(recording: string): Promise<void>;
  /** Tells again what is open. */
  refresh(): Promise<void>;
  watch(signal: AbortSignal): AsyncIterable<readonly RecentRecording[]>;
}

/** What was opened, the newest first, in a file of the app's own folder. */
export function createRecentRecordings(folder: string, isOpen: (recording: string) => boolean): RecentRecordings {
  const path = join(folder, 'recent.json');
  const latest = createLatestValue<readonly RecentRecording[]>([]);
  let entries: readonly Remembered[] = [];
  let work: Promise<void> = load();

  async function load(): Promise<void> {
    const text = await readFile(path, 'utf8').catch(() => '[]');
    // A list of what was opened is not worth failing for.
    entries = z.array(Remembered).catch([]).parse(parsed(text));
    await publish();
  }

  async function publish(): Promise<void> {
    latest.set(
      await Promise.all(
        entries.map(async (entry) => {
          const available = await access(entry.path).then(
            () => true,
            () => false,
          );
          const refusal = await openRefusal(entry);
          return withoutUndefined({
            ...entry,
            open: isOpen(entry.recording),
            available,
            ...(refusal === undefined ? {} : { openRefusal: refusal }),
          });
        }),
      ),
    );
  }

  /** One change after the other, each on disk before the next. */
  function change(next: (entries: readonly Remembered[]) => readonly Remembered[]): Promise<void> {
    work = work.then(async () => {
      entries = next(entries).slice(0, KEPT);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const temporary = `${path}.${String(process.pid)}.new`;
      await writeFile(temporary, JSON.stringify(entries, undefined, 2), { mode: 0o600 });
      await rename(temporary, path);
      await publish();
    });
    const done = work;
    // A disk that is full costs the list, not the next change.
    work = work.catch(() => undefined);
    return done;
  }

  return {
    find: async (recording) => {
      await work;
      return entries.find((entry) => entry.recording === recording);
    },
    put: (entry) =>
      change((all) => [
        entry,
        // A file that has grown since is another recording in the place of the same file.
        ...all.filter(({ recording, path: place }) => recording !== entry.recording && place !== entry.path),
      ]),
    change: (recording, changed) =>
      change((all) => all.map((entry) => (entry.recording === recording ? { ...entry, ...changed } : entry))),
    remove: (recording) => change((all) => all.filter((entry) => entry.recording !== recording)),
    refresh: async () => {
      await work;
      await publish();
    },
    watch: (signal) => latest.watch(signal),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return [];
  }
}

/** `undefined` does not cross the wire. */
function withoutUndefined(
  entry: Remembered & Pick<RecentRecording, 'open' | 'available' | 'openRefusal'>,
): RecentRecording {
  return Object.fromEntries(
    Object.entries(entry).filter(([, value]) => value !== undefined),
  ) as unknown as RecentRecording;
}
