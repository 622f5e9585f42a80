import { unlessCorrupt } from '../bytes/corruption.ts';
import type { Chunk } from '../format/chunk.ts';
import { decodeEvent, type JfrObject } from '../format/decode-value.ts';
import type { Layout } from '../format/layout.ts';
import type { Recording } from '../recording.ts';
import type { CellContext } from './cell.ts';
import { columnsOf, type ReadColumn } from './event-columns.ts';

export interface ScannedChunk {
  readonly number: number;
  readonly chunk: Chunk;
  readonly layout: Layout;
  /** By name; another chunk may have others. */
  readonly columns: ReadonlyMap<string, ReadColumn>;
  readonly context: CellContext;
}

export interface ScannedEvent {
  readonly at: number;
  /** Which of its type, counted from 0 through the whole recording. */
  readonly ordinal: number;
}

/** What the visitor wants next. */
export type Wish = 'more' | 'enough';

/** Visits the events of a type in the order of the file; each chunk is in memory while its events are visited. */
export async function scanEvents(
  recording: Recording,
  type: string,
  visit: (chunk: ScannedChunk, event: ScannedEvent) => Wish,
  signal: AbortSignal,
): Promise<void> {
  let ordinal = 0;
  for (let number = 0; number < recording.chunks.length; number += 1) {
    signal.throwIfAborted();
    const chunk = await recording.load(number);
    const layout = chunk?.layouts.get(chunk.schema.typesByName.get(type)?.id ?? -1);
    if (chunk === undefined || layout === undefined) continue;
    const columns = unlessCorrupt(() => new Map(columnsOf(layout).map((column) => [column.name, column])));
    const { startTicks } = chunk.header;
    const context = { clock: chunk.clock, startTicks, originNanos: recording.originNanos };
    for (const at of chunk.frames.placesOf([layout.type.id]).get(layout.type.id) ?? []) {
      const scanned = { number, chunk, layout, columns: columns ?? new Map<string, ReadColumn>(), context };
      if (visit(scanned, { at, ordinal }) === 'enough') return;
      ordinal += 1;
    }
  }
}

/** These fields of an event; of one that contradicts its type, none. */
export function fieldsOf({ chunk, layout }: ScannedChunk, at: number, wanted: ReadonlySet<string>): JfrObject {
  return unlessCorrupt(() => decodeEvent(chunk, at, layout, wanted)) ?? {};
}
