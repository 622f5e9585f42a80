import { userInfo } from 'node:os';
import { join } from 'node:path';

import { AppError, toAppError, type ErrorForm } from '../../preload/contract/errors.ts';
import type { Service } from '../../preload/contract/kinds.ts';
import type {
  LedgerClosing,
  ledger as contract,
  LedgerKind,
  LedgerStep,
  LedgerView,
} from '../../preload/contract/ledger.ts';
import type { Cluster } from '../kube/index.ts';
import { createMailbox } from '../streams/index.ts';
import { exportLedger } from './export-ledger.ts';
import { joinEntries, type Joined } from './join-entries.ts';
import { openJournal } from './journal.ts';
import type { LedgerHandler } from './kind-handler.ts';
import type { LedgerRecord, NewLedgerRecord } from './ledger-record.ts';
import { pastEntries } from './past-entries.ts';
import { LIST_LAG_MS, readCluster, type ClusterReader } from './read-cluster.ts';

export interface LedgerOptions {
  /** The user's data folder; the file in it is `ledger.json`. */
  readonly folder: string;
  readonly clusterOf: (context: string) => Cluster;
  readonly now?: () => Date;
  readonly log: { warn(fields: object, message: string): void };
}

/** What a domain that leaves something behind is given. */
export interface Ledger {
  /** Once for each kind, before the first window. */
  register(kind: LedgerKind, handler: LedgerHandler): void;
  /** Resolves when it is on disk. The same kind, context, pod and name is one entry, however often it is added. */
  add(record: NewLedgerRecord): Promise<LedgerRecord>;
  /** It has been taken back by another way than its handler's. */
  close(id: string, how: LedgerClosing): Promise<void>;
  /** What is open in the journal. */
  find(matches: (record: LedgerRecord) => boolean): readonly LedgerRecord[];
  readonly service: Service<typeof contract>;
}

export async function createLedger(options: LedgerOptions): Promise<Ledger> {
  const { folder, clusterOf, now = () => new Date(), log } = options;
  const journal = await openJournal({ path: join(folder, 'ledger.json'), now, log });
  const handlers = new Map<LedgerKind, LedgerHandler>();
  /** What was last seen in clusters and stands in no journal; by id. */
  const seen = new Map<string, LedgerRecord>();

  function view(
    contexts: ReadonlyMap<string, ClusterReader | AppError>,
    kinds: readonly LedgerKind[] | undefined,
  ): LedgerView {
    const { records } = journal;
    const all = [...new Set([...contexts.keys(), ...records.map(({ context }) => context)])];
    const joined = all.flatMap((context) => {
      const reader = contexts.get(context);
      const part = reader === undefined || reader instanceof AppError ? undefined : reader.part;
      return joinEntries(context, records, part, handlers);
    });
    for (const { record, entry } of joined) if (entry.source === 'cluster') seen.set(record.id, record);
    closeGone(joined);
    const entries = joined
      .filter(({ isGone, record: { kind } }) => !isGone && kinds?.includes(kind) !== false)
      .map(({ entry }) => entry);
    return {
      past: kinds === undefined ? pastEntries(records) : [],
      entries: entries.sort((one, other) => other.at.localeCompare(one.at)),
      problems: [...contexts].flatMap(([context, reader]) => {
        const error = reader instanceof AppError ? reader : reader.part.problem;
        return error === undefined ? [] : [{ context, error: error.toForm() satisfies ErrorForm }];
      }),
      pending: [...contexts].flatMap(([context, reader]) =>
        reader instanceof AppError || reader.part.hasLooked ? [] : [context],
      ),
    };
  }

  function closeGone(joined: readonly Joined[]): void {
    for (const { record, entry, isGone } of joined) {
      if (!isGone || entry.source === 'cluster') continue;
      journal.close(record.id, 'gone').catch((error: unknown) => {
        log.warn({ reason: String(error) }, 'the ledger could not be written');
      });
    }
  }

  async function* watch(
    { contexts, kinds }: { readonly contexts: readonly string[]; readonly kinds?: readonly LedgerKind[] | undefined },
    signal: AbortSignal,
  ): AsyncGenerator<LedgerView, void, undefined> {
    const looksAtPods = kinds?.every((kind) => kind === 'sharedProcesses') !== true;
    const ending = new AbortController();
    const either = AbortSignal.any([signal, ending.signal]);
    const changes = createMailbox<'changed'>((_, next) => next);
    const onChange = (): void => changes.put('changed');
    const readers = new Map(
      [...new Set(contexts)].map((context): [string, ClusterReader | AppError] => {
        try {
          return [context, readCluster(clusterOf(context), { signal: either, now, onChange, looksAtPods })];
        } catch (error) {
          return [context, toAppError(error)];
        }
      }),
    );
    const needAll = (): void => {
      if (!looksAtPods) return;
      for (const { context, kubeNamespace, closed } of journal.records) {
        const reader = readers.get(context);
        if (closed === undefined && reader !== undefined && !(reader instanceof AppError)) reader.need(kubeNamespace);
      }
    };
    const journalRead = (async (): Promise<void> => {
      for await (const _ of journal.watch(either)) {
        needAll();
        for (const reader of readers.values()) if (!(reader instanceof AppError)) reader.lookAgain();
        onChange();
      }
    })();
    // What may have come and has not is known to be gone only with time.
    const ageing = setInterval(onChange, LIST_LAG_MS);
    let last = '';
    try {
      for await (const _ of changes.read(signal)) {
        const next = view(readers, kinds);
        const text = JSON.stringify(next);
        if (text !== last) yield next;
        last = text;
      }
    } finally {
      clearInterval(ageing);
      ending.abort();
      await journalRead;
    }
  }

  /** What only the cluster knows is written down first: else it would be found again. */
  async function forgetFound(found: LedgerRecord): Promise<void> {
    const { id: _id, closed: _closed, ...record } = found;
    const { id } = await journal.add(record);
    seen.delete(found.id);
    await journal.forget(id);
  }

  function recordOf(id: string): LedgerRecord {
    const record = journal.records.find((known) => known.id === id) ?? seen.get(id);
    if (record !== undefined && record.closed === undefined) return record;
    throw new AppError('NOT_FOUND', 'This entry is no longer in the ledger.', { resource: 'ledger entry', name: id });
  }

  function handlerOf(record: LedgerRecord): LedgerHandler {
    const handler = handlers.get(record.kind);
    if (handler !== undefined) return handler;
    throw new AppError('UNSUPPORTED', 'Nothing can be done with this entry here.', { feature: record.kind });
  }

  async function* act(
    { id, action }: { readonly id: string; readonly action: Parameters<LedgerHandler['act']>[1] },
    signal: AbortSignal,
  ): AsyncGenerator<LedgerStep, void, undefined> {
    const record = recordOf(id);
    const steps = handlerOf(record).act(record, action, { cluster: clusterOf(record.context), signal });
    const at = (): string => now().toISOString();
    for (;;) {
      const step = await steps.next();
      if (step.done !== true) {
        yield { at: at(), sentence: step.value, done: false };
        continue;
      }
      if (step.value !== undefined) {
        seen.delete(id);
        await journal.close(id, step.value);
      }
      yield { at: at(), sentence: step.value === undefined ? 'Done; the entry stays.' : 'Done.', done: true };
      return;
    }
  }

  return {
    register: (kind, handler) => {
      handlers.set(kind, handler);
    },
    add: (record) => journal.add({ ...record, by: record.by ?? userInfo().username }),
    close: (id, how) => journal.close(id, how),
    find: (matches) => journal.records.filter((record) => record.closed === undefined && matches(record)),
    service: {
      watch: (input, { signal }) => watch(input, signal),
      plan: async ({ id, action }, { signal }) => {
        const record = recordOf(id);
        return handlerOf(record).plan(record, action, { cluster: clusterOf(record.context), signal });
      },
      act: (input, { signal }) => act(input, signal),
      forget: async ({ id }) => {
        const found = seen.get(id);
        if (found === undefined) await journal.forget(id);
        else await forgetFound(found);
        return {};
      },
      export: async ({ contexts, format }, { signal }) => {
        const entries = await firstWhole(watch({ contexts }, signal));
        return exportLedger({
          entries,
          closed: journal.records.filter(({ closed }) => closed !== undefined),
          format,
          now: now(),
        });
      },
    },
  };
}

/** The first view that waits for nobody. */
async function firstWhole(views: AsyncIterable<LedgerView>): Promise<LedgerView['entries']> {
  for await (const { entries, pending } of views) if (pending.length === 0) return entries;
  return [];
}
