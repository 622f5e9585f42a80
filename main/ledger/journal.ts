/** The journal's one file: bounded, replaced as a whole, on disk before anybody is told. */
import { randomUUID } from 'node:crypto';
import { readFile, rename } from 'node:fs/promises';

import { z } from 'zod';

import type { LedgerClosing } from '../../preload/contract/ledger.ts';
import { type Change, openSharedFile } from '../disk/index.ts';
import { LedgerRecord, recordKey, type NewLedgerRecord } from './ledger-record.ts';

/** Closed ones go first, the oldest before. */
const RECORD_LIMIT = 2_000;
const FILE_LIMIT_BYTES = 32 * 1024 * 1024;

const JournalFile = z.object({ version: z.literal(1), records: z.array(z.unknown()).max(100_000) });

export interface Journal {
  readonly records: readonly LedgerRecord[];
  /** One record for one thing: what is already there keeps its id and its original. */
  add(record: NewLedgerRecord & { readonly by: string }): Promise<LedgerRecord>;
  close(id: string, how: LedgerClosing): Promise<void>;
  /** Closes an open one as forgotten; takes a closed one out. */
  forget(id: string): Promise<void>;
  watch(signal: AbortSignal): AsyncIterable<readonly LedgerRecord[]>;
}

export interface JournalOptions {
  readonly path: string;
  readonly now: () => Date;
  readonly log: { warn(fields: object, message: string): void };
}

type Records = readonly LedgerRecord[];

export async function openJournal({ path, now, log }: JournalOptions): Promise<Journal> {
  const file = await openSharedFile<Records>({
    path,
    initial: [],
    read: () => load(path, log),
    print: (records) => `${JSON.stringify({ version: 1, records }, undefined, 1)}\n`,
  });

  const change = <Result>(make: (old: Records) => Change<Records, Result>): Promise<Result> =>
    file.change((old) => {
      const { content, result } = make(old);
      return { content: content === old ? old : bounded(content), result };
    });

  return {
    get records(): readonly LedgerRecord[] {
      return file.current;
    },
    add: (added) =>
      change((old) => {
        const fresh = LedgerRecord.parse({ ...added, id: randomUUID(), at: added.at ?? now().toISOString() });
        const key = recordKey(fresh);
        const known = old.find((record) => record.closed === undefined && recordKey(record) === key);
        if (known === undefined) return { content: [...old, fresh], result: fresh };
        const original = known.original ?? fresh.original;
        const merged = { ...fresh, id: known.id, at: known.at, ...(original === undefined ? {} : { original }) };
        return { content: old.map((record) => (record === known ? merged : record)), result: merged };
      }),
    close: (id, how) =>
      change((old) => {
        const closed = { at: now().toISOString(), how };
        const isOpen = old.some((record) => record.id === id && record.closed === undefined);
        const records = old.map((record) =>
          record.id === id && record.closed === undefined ? { ...record, closed } : record,
        );
        return { content: isOpen ? records : old, result: undefined };
      }),
    forget: (id) =>
      change((old) => {
        const known = old.find((record) => record.id === id);
        if (known === undefined) return { content: old, result: undefined };
        const forgotten = { ...known, closed: { at: now().toISOString(), how: 'forgotten' as const } };
        const records = old.flatMap((record) =>
          record !== known ? [record] : known.closed === undefined ? [forgotten] : [],
        );
        return { content: records, result: undefined };
      }),
    watch: (signal) => file.watch(signal),
  };
}

function bounded(records: Records): Records {
  let surplus = records.length - RECORD_LIMIT;
  if (surplus <= 0) return records;
  const kept = records.filter(({ closed }) => closed === undefined || (surplus -= 1) < 0);
  return kept.slice(-RECORD_LIMIT);
}

/** Lines that cannot be understood are left out; a file that cannot is kept beside, as `<path>.broken`. */
async function load(path: string, log: JournalOptions['log']): Promise<Records | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    if (text.length > FILE_LIMIT_BYTES) throw new Error('it is too large');
    const { records } = JournalFile.parse(JSON.parse(text));
    return records.flatMap((record) => {
      const checked = LedgerRecord.safeParse(record);
      return checked.success ? [checked.data] : [];
    });
  } catch (error) {
    await rename(path, `${path}.broken`);
    log.warn(
      { path, kept: `${path}.broken`, reason: String(error) },
      'the ledger could not be read, starting a new one',
    );
    return undefined;
  }
}
