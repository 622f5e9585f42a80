/** What the directories themselves say of two entries of the same name. Pure. */
import type {
  ComparedEntry,
  ComparedFacts,
  ComparedVerdict,
  FileDifference,
} from '../../../preload/contract/file-comparison.ts';
import { AppError } from '../../../preload/contract/errors.ts';
import type { FileEntry, FileType } from '../../../preload/contract/files.ts';

export interface EntryPair {
  readonly name: string;
  readonly here?: FileEntry;
  readonly there?: FileEntry;
}

/** Each name once, in the order of its characters. */
export function pairEntries(here: readonly FileEntry[], there: readonly FileEntry[]): readonly EntryPair[] {
  const pairs = new Map<string, EntryPair>(here.map((entry) => [entry.name, { name: entry.name, here: entry }]));
  for (const entry of there) pairs.set(entry.name, { ...pairs.get(entry.name), name: entry.name, there: entry });
  return [...pairs.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Without the verdict, which waits for what is found later: the content, what cannot be entered. */
export type OpenEntry = Omit<ComparedEntry, 'verdict'>;

export interface EntryAnswer {
  readonly entry: OpenEntry;
  /** What is still to be compared. */
  readonly next: 'directory' | 'content' | 'nothing';
}

export interface EntryRules {
  /** That side has entries that were not listed. */
  readonly isCutHere: boolean;
  readonly isCutThere: boolean;
  /** The entry's own depth is the last that is looked at. */
  readonly isDeepest: boolean;
  /** One of the sides is made by the kernel. */
  readonly isKernel: boolean;
}

const DEVICES: readonly FileType[] = ['character-device', 'block-device'];

export function compareEntries(path: string, { here, there }: EntryPair, rules: EntryRules): EntryAnswer {
  const known: OpenEntry = {
    path,
    differences: [],
    ...(here === undefined ? {} : { here: factsOf(here) }),
    ...(there === undefined ? {} : { there: factsOf(there) }),
  };
  const done = (more: Partial<OpenEntry> = {}): EntryAnswer => ({ entry: { ...known, ...more }, next: 'nothing' });
  if (here === undefined || there === undefined) {
    return done((here === undefined ? rules.isCutHere : rules.isCutThere) ? { notCompared: 'cut' } : {});
  }
  if (here.isUnknown === true || there.isUnknown === true) return done({ problems: problemsOf(path, here, there) });
  const differences = differencesOf(here, there);
  if (here.type !== there.type) return done({ differences });
  if (here.type === 'directory') {
    if (here.isMount === true || there.isMount === true) return done({ differences, notCompared: 'mount' });
    if (rules.isDeepest) return done({ differences, notCompared: 'depth' });
    return { entry: { ...known, differences }, next: 'directory' };
  }
  if (DEVICES.includes(here.type)) return done({ differences, notCompared: 'device' });
  if (here.type !== 'file' || here.sizeBytes !== there.sizeBytes) return done({ differences });
  if (rules.isKernel) return done({ differences, notCompared: 'kernel' });
  if (here.sizeBytes > 0) return { entry: { ...known, differences }, next: 'content' };
  // A file of the kernel's can be mounted over another one, and has no size whatever it holds.
  return done(
    here.isMount === true || there.isMount === true ? { differences, notCompared: 'mount' } : { differences },
  );
}

/** Where the types differ, all else only follows from it. A directory's size says nothing of what is in it. */
export function differencesOf(here: FileEntry, there: FileEntry): readonly FileDifference[] {
  if (here.type !== there.type) return ['type'];
  const isLink = here.type === 'link';
  return [
    ...(isLink || here.mode === there.mode ? [] : (['mode'] as const)),
    ...(here.uid === there.uid && here.gid === there.gid ? [] : (['owner'] as const)),
    ...(here.type !== 'file' || here.sizeBytes === there.sizeBytes ? [] : (['size'] as const)),
    ...(here.linkTarget === there.linkTarget ? [] : (['link'] as const)),
  ];
}

/** What was found counts for more than what could not be. */
export function verdictOf({ here, there, differences, notCompared, problems = [] }: OpenEntry): ComparedVerdict {
  if (differences.length > 0) return 'different';
  if (notCompared !== undefined || problems.length > 0) return 'unknown';
  if (there === undefined) return 'onlyHere';
  return here === undefined ? 'onlyThere' : 'same';
}

function factsOf({
  type,
  sizeBytes,
  mode,
  uid,
  gid,
  modifiedMs,
  linkTarget,
  isMount,
  isUnknown,
}: FileEntry): ComparedFacts {
  return {
    type,
    sizeBytes,
    mode,
    uid,
    gid,
    modifiedMs,
    ...(linkTarget === undefined ? {} : { linkTarget }),
    ...(isMount === undefined ? {} : { isMount }),
    ...(isUnknown === undefined ? {} : { isUnknown }),
  };
}

function problemsOf(path: string, here: FileEntry, there: FileEntry): NonNullable<ComparedEntry['problems']> {
  const error = new AppError('PATH_DENIED', 'The file system tells no more than its name.', { path }).toForm();
  return [
    ...(here.isUnknown === true ? [{ side: 'here' as const, error }] : []),
    ...(there.isUnknown === true ? [{ side: 'there' as const, error }] : []),
  ];
}
