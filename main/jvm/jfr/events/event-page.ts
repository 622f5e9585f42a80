import type { Cell, EventPage } from '../../../../preload/contract/index.ts';
import type { Recording } from '../recording.ts';
import { shownColumn } from './event-types.ts';
import { maskCells } from './mask-cells.ts';
import type { ReadColumn } from './event-columns.ts';
import { cellNamed, deciding, matching, type EventQuestion } from './match-event.ts';
import { fieldsOf, scanEvents, type ScannedChunk } from './scan-events.ts';

/** Events that are looked into for a filter or an order: more would take longer than anybody waits. */
const EVENTS_EXAMINED = 500_000;

export interface EventPageQuestion extends EventQuestion {
  readonly sort?: { readonly column: string; readonly descending: boolean } | undefined;
  readonly offset: number;
  readonly limit: number;
}

interface FoundEvent {
  readonly number: number;
  readonly at: number;
  readonly ordinal: number;
  readonly key: Cell;
}

/** A page of the events of one type, as a table. */
export async function eventPage(
  recording: Recording,
  question: EventPageQuestion,
  signal: AbortSignal,
): Promise<EventPage> {
  const { sort, offset, limit, type } = question;
  const wanted = deciding(question, sort?.column);
  const found: FoundEvent[] = [];
  let columns: readonly ReadColumn[] = [];
  let matched = 0;
  let examined = 0;
  let truncated = false;
  await scanEvents(
    recording,
    type,
    (scanned, { at, ordinal }) => {
      if (columns.length < scanned.columns.size) columns = [...scanned.columns.values()];
      examined += 1;
      if (wanted.size > 0 && examined > EVENTS_EXAMINED) {
        truncated = true;
        return 'enough';
      }
      const event = matching(scanned, at, question, wanted, recording.names);
      if (event === undefined) return 'more';
      // Without an order only the page itself is remembered.
      if (sort !== undefined || (matched >= offset && matched < offset + limit)) {
        const key = sort === undefined ? null : cellNamed(scanned, event, sort.column);
        found.push({ number: scanned.number, at, ordinal, key });
      }
      matched += 1;
      return 'more';
    },
    signal,
  );
  if (sort !== undefined) found.sort((a, b) => compareCells(a.key, b.key) * (sort.descending ? -1 : 1));
  const page = sort === undefined ? found : found.slice(offset, offset + limit);
  return {
    columns: columns.map(shownColumn),
    events: page.map(({ ordinal }) => ordinal),
    rows: await rowsOf(recording, type, page, columns, signal),
    matched,
    truncated,
  };
}

/** Chunk by chunk, as each is read from the file again. */
async function rowsOf(
  recording: Recording,
  type: string,
  page: readonly FoundEvent[],
  columns: readonly ReadColumn[],
  signal: AbortSignal,
): Promise<readonly (readonly Cell[])[]> {
  const rows = new Map<number, readonly Cell[]>();
  const places = new Map(page.map((event) => [`${String(event.number)} ${String(event.at)}`, event]));
  const fields = new Set(columns.map(({ path }) => path[0] ?? ''));
  const row = (scanned: ScannedChunk, at: number): readonly Cell[] => {
    const event = fieldsOf(scanned, at, fields);
    return maskCells(
      type,
      columns,
      columns.map(({ name }) => cellNamed(scanned, event, name)),
    );
  };
  await scanEvents(
    recording,
    type,
    (scanned, { at, ordinal }) => {
      if (rows.size === places.size) return 'enough';
      if (places.has(`${String(scanned.number)} ${String(at)}`)) rows.set(ordinal, row(scanned, at));
      return 'more';
    },
    signal,
  );
  return page.map(({ ordinal }) => rows.get(ordinal) ?? []);
}

/** Numbers by size, texts by their characters; what is absent comes first. */
function compareCells(a: Cell, b: Cell): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : 1;
}
