import type { ComparedEntry, ComparedVerdict, ComparisonPart } from '../../../preload/contract/file-comparison.ts';
import { AppError } from '../../../preload/contract/errors.ts';
import type { FileEntry } from '../../../preload/contract/files.ts';
import { compareContents, compareFiles, type ContentAnswer } from './compare-content.ts';
import {
  compareEntries,
  differencesOf,
  type EntryRules,
  pairEntries,
  type OpenEntry,
  verdictOf,
} from './compare-entries.ts';
import {
  beginningOf,
  type ComparedPlace,
  listPlace,
  type ListedDirectory,
  placeBelow,
  problemOf,
} from './compare-side.ts';

import { baseOf, batches, sizeOf, type Task, whereIs } from './comparison-tasks.ts';

export interface ComparisonLimits {
  /** Told of in one comparison. */
  readonly entries: number;
  /** Directories below the beginning. */
  readonly depth: number;
  /** Of content read on each side; a first file is always compared, whatever its size. */
  readonly bytes: number;
}

/** A whole Debian with its packages has thirty thousand entries and a gigabyte. */
export const COMPARISON_LIMITS: ComparisonLimits = { entries: 50_000, depth: 64, bytes: 16 * 1024 ** 3 };

/** At once: over an open stream all of them are one round trip, and of shells no container has too many. */
const WORKERS = 4;
/** The window draws a few times a second, or when there is much. */
const TELL_MS = 200;
const TELL_ENTRIES = 500;

/**
 * Compares two places and tells what it finds as it finds it. The reader paces it: what is not asked for is not begun. The last
 * part has an end; an error is thrown only when one of the sides cannot be reached any more.
 */
export async function* comparePlaces(
  here: ComparedPlace,
  there: ComparedPlace,
  signal: AbortSignal,
  limits: ComparisonLimits = COMPARISON_LIMITS,
): AsyncGenerator<ComparisonPart, void, undefined> {
  const leaving = new AbortController();
  const comparison = createComparison(here, there, AbortSignal.any([signal, leaving.signal]), limits);
  try {
    await comparison.begin();
    while (comparison.hasMore()) {
      await comparison.work();
      yield comparison.take();
    }
  } finally {
    leaving.abort();
    await comparison.settled();
  }
}

interface Comparison {
  begin(): Promise<void>;
  hasMore(): boolean;
  /** Until there is something to tell. */
  work(): Promise<void>;
  take(): ComparisonPart;
  /** Nothing is running any more. */
  settled(): Promise<void>;
}

function createComparison(
  here: ComparedPlace,
  there: ComparedPlace,
  signal: AbortSignal,
  limits: ComparisonLimits,
): Comparison {
  const counts: Record<ComparedVerdict, number> = { onlyHere: 0, onlyThere: 0, different: 0, unknown: 0, same: 0 };
  const running = new Map<Promise<void>, Task>();
  /** The last one is next: a directory is done before the one after it, and little waits. */
  const waiting: Task[] = [];
  let found: ComparedEntry[] = [];
  let met = 0;
  let begunBytes = 0;
  let contentBytes = 0;
  let isCut = false;
  let isKernel = false;
  let hasEnded = false;

  const tell = (entry: OpenEntry): void => {
    const verdict = verdictOf(entry);
    counts[verdict] += 1;
    found.push({ ...entry, verdict });
  };

  async function begin(): Promise<void> {
    const [entryHere, entryThere] = await Promise.all([beginningOf(here, signal), beginningOf(there, signal)]);
    if (entryHere === undefined && entryThere === undefined) {
      const { path } = here.file;
      throw new AppError('PATH_NOT_FOUND', `${path} is on neither side.`, { path });
    }
    if (entryHere !== undefined && entryThere !== undefined) {
      const spaces = await Promise.all([here, there].map(({ files, file }) => files.space(file, signal)));
      isKernel = spaces.some((space) => space.isKernel);
    }
    met = 1;
    // A mount that the person has named is entered.
    const pair = {
      name: '',
      ...(entryHere === undefined ? {} : { here: withoutMount(entryHere) }),
      ...(entryThere === undefined ? {} : { there: withoutMount(entryThere) }),
    };
    const { entry, next } = compareEntries('', pair, rulesAt('', undefined, undefined));
    if (entryHere !== undefined && entryThere !== undefined && leadsToFile(entryHere) && leadsToFile(entryThere)) {
      const differences = differencesOf(entryHere, entryThere).filter((difference) => difference !== 'size');
      if (isKernel) tell({ ...entry, differences, notCompared: 'kernel' });
      else waiting.push({ what: 'beginning', path: '', entry: { ...entry, differences } });
    } else if (next === 'directory') waiting.push({ what: 'directory', path: '', entry });
    else tell(entry);
  }

  function rulesAt(
    path: string,
    listedHere: ListedDirectory | undefined,
    listedThere: ListedDirectory | undefined,
  ): EntryRules {
    return {
      isCutHere: listedHere?.isCut === true,
      isCutThere: listedThere?.isCut === true,
      isDeepest: path !== '' && path.split('/').length >= limits.depth,
      isKernel,
    };
  }

  async function enter(path: string, entry: OpenEntry): Promise<void> {
    if (isCut) {
      tell({ ...entry, notCompared: 'entries' });
      return;
    }
    const [placeHere, placeThere] = [placeBelow(here, path), placeBelow(there, path)];
    const list = (place: ComparedPlace): Promise<ListedDirectory | AppError> =>
      listPlace(place, limits.entries, signal).catch((error: unknown) => problemOf(place, error, signal));
    const [listedHere, listedThere] = await Promise.all([list(placeHere), list(placeThere)]);
    if (listedHere instanceof AppError || listedThere instanceof AppError) {
      const problems = [
        ...(listedHere instanceof AppError ? [{ side: 'here' as const, error: listedHere.toForm() }] : []),
        ...(listedThere instanceof AppError ? [{ side: 'there' as const, error: listedThere.toForm() }] : []),
      ];
      tell({ ...entry, problems });
      return;
    }
    tell(entry);
    const rules = rulesAt(path === '' ? 'x' : `${path}/x`, listedHere, listedThere);
    const directories: Task[] = [];
    const files: OpenEntry[] = [];
    for (const pair of pairEntries(listedHere.entries, listedThere.entries)) {
      met += 1;
      if (met > limits.entries) {
        isCut = true;
        break;
      }
      const below = path === '' ? pair.name : `${path}/${pair.name}`;
      const answer = compareEntries(below, pair, rules);
      if (answer.next === 'directory') directories.push({ what: 'directory', path: below, entry: answer.entry });
      else if (answer.next === 'content' && mayRead(answer.entry)) files.push(answer.entry);
      else tell(answer.next === 'content' ? { ...answer.entry, notCompared: 'bytes' } : answer.entry);
    }
    waiting.push(...[...batches(path, files), ...directories].reverse());
  }

  function mayRead(entry: OpenEntry): boolean {
    const size = sizeOf(entry);
    if (begunBytes > 0 && begunBytes + size > limits.bytes) return false;
    begunBytes += size;
    return true;
  }

  async function compareBatch(path: string, entries: readonly OpenEntry[]): Promise<void> {
    const files = entries.map((entry) => ({ name: baseOf(entry.path), sizeBytes: sizeOf(entry) }));
    const answers = await compareContents(placeBelow(here, path), placeBelow(there, path), files, signal);
    for (const [index, entry] of entries.entries()) {
      const answer = answers[index];
      if (answer !== undefined) finish(entry, answer, sizeOf(entry));
    }
  }

  function finish(entry: OpenEntry, answer: ContentAnswer, sizeBytes: number): void {
    if (answer.sha256 !== undefined) contentBytes += 2 * sizeBytes;
    tell({ ...entry, ...answer, differences: [...entry.differences, ...answer.differences] });
  }

  async function compareBeginning(entry: OpenEntry): Promise<void> {
    const { sizeBytes = 0, ...answer } = await compareFiles(here, there, signal);
    finish(entry, answer, sizeBytes);
  }

  function done(task: Task): Promise<void> {
    switch (task.what) {
      case 'directory':
        return enter(task.path, task.entry);
      case 'files':
        return compareBatch(task.path, task.entries);
      case 'beginning':
        return compareBeginning(task.entry);
    }
  }

  function start(task: Task): void {
    const work = done(task).finally(() => running.delete(work));
    // Whoever waits for any of them hears of it; the others end with the same signal.
    work.catch(() => undefined);
    running.set(work, task);
  }

  return {
    begin,
    hasMore: () => !hasEnded,
    work: async () => {
      const { tick, stop } = tickAfter(TELL_MS);
      try {
        for (;;) {
          while (running.size < WORKERS) {
            const task = waiting.pop();
            if (task === undefined) break;
            start(task);
          }
          if (running.size === 0 || found.length >= TELL_ENTRIES) return;
          if ((await Promise.race([tick, ...running.keys()])) === 'tick') return;
        }
      } finally {
        stop();
      }
    },
    take: () => {
      const entries = found;
      found = [];
      hasEnded = running.size === 0 && waiting.length === 0;
      const [at] = running.values();
      return {
        entries,
        counts: { ...counts },
        contentBytes,
        ...(at === undefined ? {} : { at: whereIs(at) }),
        ...(hasEnded ? { end: isCut ? ('cut' as const) : ('complete' as const) } : {}),
      };
    },
    settled: async () => {
      await Promise.allSettled(running.keys());
    },
  };
}

function leadsToFile({ type, resolved }: FileEntry): boolean {
  return type === 'file' || (type === 'link' && resolved?.type === 'file');
}

function withoutMount(entry: FileEntry): FileEntry {
  const { isMount: _isMount, ...others } = entry;
  return others;
}

function tickAfter(milliseconds: number): { readonly tick: Promise<'tick'>; readonly stop: () => void } {
  const { promise, resolve } = Promise.withResolvers<'tick'>();
  const timer = setTimeout(() => resolve('tick'), milliseconds);
  return { tick: promise, stop: () => clearTimeout(timer) };
}
