/** A directory of any size while it comes: kept as it has come, in the order people want it. Pure. */
import { entryTable, type EntryColumns, type EntryTable, type FileEntry } from '../../preload/contract/index.ts';
import { nameKey } from './name-key.ts';

/** Each entry is known by its place: how many came before it. It becomes an object when somebody asks for it. */
export interface DirectoryEntries {
  readonly count: number;
  /** Places in the usual order: directories first, each by name as people count. */
  readonly order: Uint32Array;
  /** How many of the first are directories, or links to some. */
  readonly directories: number;
  nameOf(place: number): string;
  entryOf(place: number): FileEntry;
}

export interface Gathering {
  add(columns: EntryColumns): void;
  readonly count: number;
  /** All so far. */
  entries(): DirectoryEntries;
}

const DIRECTORY = '0';
const OTHER = '1';

/** Each page is sorted while the next one comes, and merged with one that is no larger: little is left to do at the end. */
export function gatherEntries(): Gathering {
  const tables: EntryTable[] = [];
  /** Of each table its first place. */
  const starts: number[] = [];
  const names: string[] = [];
  const keys: string[] = [];
  let directories = 0;
  /** Places in order, each run longer than the next one. */
  let runs: Uint32Array[] = [];

  const compare = (one: number, other: number): number => compareTexts(keys[one] ?? '', keys[other] ?? '');
  const merge = (before: Uint32Array, after: Uint32Array): Uint32Array => merged(before, after, compare);

  return {
    add: (columns) => {
      const table = entryTable(columns);
      const start = names.length;
      tables.push(table);
      starts.push(start);
      for (const [at, name] of table.names.entries()) {
        const isDirectory = table.endType(at) === 'directory';
        if (isDirectory) directories += 1;
        names.push(name);
        keys.push((isDirectory ? DIRECTORY : OTHER) + nameKey(name));
      }
      let run: Uint32Array = Uint32Array.from(table.names, (_, at) => start + at).sort(compare);
      for (let last = runs.at(-1); last !== undefined && last.length <= run.length; last = runs.at(-1)) {
        run = merge(last, run);
        runs.pop();
      }
      if (run.length > 0) runs.push(run);
    },
    get count() {
      return names.length;
    },
    entries: () => {
      // The shortest first: each is then gone through as seldom as can be.
      const order = runs.reduceRight((after, before) => merge(before, after), new Uint32Array(0));
      runs = order.length === 0 ? [] : [order];
      return {
        count: order.length,
        order,
        directories,
        nameOf: (place) => names[place] ?? '',
        entryOf: (place) => {
          const table = starts.findLastIndex((start) => start <= place);
          const found = tables[table];
          if (found === undefined) throw new RangeError(`no entry at ${String(place)}`);
          return found.entry(place - (starts[table] ?? 0));
        },
      };
    },
  };
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function merged(before: Uint32Array, after: Uint32Array, compare: (one: number, other: number) => number): Uint32Array {
  const all = new Uint32Array(before.length + after.length);
  let [first, second] = [0, 0];
  for (let at = 0; at < all.length; at += 1) {
    const takesFirst =
      second >= after.length || (first < before.length && compare(before[first] ?? 0, after[second] ?? 0) <= 0);
    all[at] = (takesFirst ? before[first++] : after[second++]) ?? 0;
  }
  return all;
}
