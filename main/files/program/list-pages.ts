import { isUtf8 } from 'node:buffer';

import {
  columnWriter,
  type ColumnFacts,
  type ColumnWriter,
  type EntryRest,
} from '../../../preload/contract/entry-columns.ts';
import {
  firstRecord,
  listedEntries,
  type ListedEntry,
  type OpenReach,
  parseEntry,
  readStretches,
  unpackBlocks,
} from '../../reach/index.ts';
import { roleOf } from '../roles.ts';
import type { EntryPage } from '../target-files.ts';
import { encodePath } from '../target-path.ts';
import { UNKNOWN_FACTS } from './entry-of.ts';

/** What comes first fills a window at once; later pages are large, because each costs the window a turn. */
const PAGE = 5_000;

export async function* listPages(
  reach: OpenReach,
  about: readonly [string, Uint8Array],
  signal: AbortSignal,
): AsyncGenerator<EntryPage, void, undefined> {
  const reply = reach.request(['list', '--brief', '--pack', ...about], { signal });
  const columns = columnWriter();
  const names = nameWriter();
  const page = (isLast: boolean): EntryPage => ({
    path: path ?? '/',
    entries: columns.take(names.take()),
    isLast,
    isCut: false,
  });
  let path: string | undefined;
  let limit = 1;
  for await (const stretch of readStretches(unpackBlocks(reply.output))) {
    let records = stretch;
    if (path === undefined) {
      // The first is the directory itself.
      const { record, others } = firstRecord(stretch);
      path = encodePath(parseEntry(record)?.name ?? new Uint8Array());
      records = others;
    }
    addEntries(records, columns, names);
    if (columns.count < limit) continue;
    limit = PAGE;
    yield page(false);
  }
  await reply.result;
  yield page(true);
}

function addEntries(records: Buffer, columns: ColumnWriter, names: NameWriter): void {
  for (const entry of listedEntries(records)) {
    const { isKnown, nameStart, nameEnd } = entry;
    names.add(records, nameStart, nameEnd);
    const facts: ColumnFacts = isKnown ? entry : UNKNOWN_FACTS;
    columns.add(
      facts,
      restOf(entry, mayHaveRole(records, nameEnd) ? roleOf(textOf(records, nameStart, nameEnd)) : undefined),
    );
  }
}

function restOf(
  { isKnown, isMount, linkTarget, leadsTo }: ListedEntry,
  role: EntryRest['role'],
): EntryRest | undefined {
  if (isKnown && !isMount && linkTarget === undefined && role === undefined) return undefined;
  const named = role === undefined ? {} : { role };
  if (!isKnown) return { ...named, isUnknown: true };
  return {
    ...named,
    ...(isMount ? { isMount } : {}),
    ...(linkTarget === undefined ? {} : { linkTarget: encodePath(linkTarget) }),
    ...(leadsTo === undefined ? {} : { resolved: { type: leadsTo } }),
  };
}

const LETTER_R = 0x72;
const LETTER_F = 0x66;
const LOWER_CASE = 0x20;

/** By its last letter, `.jfr` and `.hprof` in any case: most names need not be looked at any further. */
function mayHaveRole(records: Buffer, nameEnd: number): boolean {
  const last = (records[nameEnd - 1] ?? 0) | LOWER_CASE;
  return last === LETTER_R || last === LETTER_F;
}

function textOf(bytes: Buffer, start: number, end: number): string {
  return bytes.toString('latin1', start, end);
}

interface NameWriter {
  add(bytes: Buffer, start: number, end: number): void;
  /** All since the last time, encoded as `TargetPath` is, with `/` between them. */
  take(): string;
}

const SLASH = 0x2f;
const BACKSLASH = 0x5c;

/** One text of thousands of names costs little more than a text of one of them. */
function nameWriter(): NameWriter {
  let bytes = Buffer.allocUnsafe(64 * 1024);
  let used = 0;
  return {
    add: (source, start, end) => {
      if (used + (end - start) + 1 > bytes.length) {
        const larger = Buffer.allocUnsafe(2 * (bytes.length + end - start));
        bytes.copy(larger, 0, 0, used);
        bytes = larger;
      }
      // A name is short: a loop is done before a call has begun.
      for (let at = start; at < end; at += 1) bytes[used++] = source[at] ?? 0;
      bytes[used++] = SLASH;
    },
    take: () => {
      const all = bytes.subarray(0, Math.max(0, used - 1));
      used = 0;
      if (isUtf8(all) && !all.includes(BACKSLASH)) return all.toString('utf8');
      return splitAtSlashes(all).map(encodePath).join('/');
    },
  };
}

function splitAtSlashes(all: Buffer): readonly Uint8Array[] {
  const names: Uint8Array[] = [];
  let start = 0;
  for (let end = all.indexOf(SLASH); end >= 0; end = all.indexOf(SLASH, start)) {
    names.push(all.subarray(start, end));
    start = end + 1;
  }
  return [...names, all.subarray(start)];
}
