import type { EventColumn, FieldHistogram } from '../../../../preload/contract/index.ts';
import type { Recording } from '../recording.ts';
import { shownColumn } from './event-types.ts';
import { cellNamed, deciding, matching, type EventQuestion } from './match-event.ts';
import { scanEvents } from './scan-events.ts';

const EVENTS_EXAMINED = 500_000;
const VALUES_SHOWN = 100;
/** Different texts that are counted; of a field where each is another, no count means anything. */
const VALUES_COUNTED = 100_000;

export interface HistogramQuestion extends EventQuestion {
  readonly column: string;
  readonly buckets: number;
}

/** How often which values of a field come: ranges of numbers, the most frequent of all else. */
export async function fieldHistogram(
  recording: Recording,
  question: HistogramQuestion,
  signal: AbortSignal,
): Promise<FieldHistogram> {
  const { column: name, type } = question;
  const wanted = deciding(question, name);
  const numbers: number[] = [];
  const values = new Map<string, number>();
  let column: EventColumn | undefined;
  let examined = 0;
  let events = 0;
  await scanEvents(
    recording,
    type,
    (scanned, { at }) => {
      examined += 1;
      if (examined > EVENTS_EXAMINED) return 'enough';
      const found = scanned.columns.get(name);
      if (found !== undefined) column ??= shownColumn(found);
      const event = matching(scanned, at, question, wanted, recording.names);
      if (event === undefined) return 'more';
      events += 1;
      const cell = cellNamed(scanned, event, name);
      if (typeof cell === 'number') numbers.push(cell);
      else if (values.size < VALUES_COUNTED || values.has(String(cell))) {
        values.set(String(cell), (values.get(String(cell)) ?? 0) + 1);
      }
      return 'more';
    },
    signal,
  );
  const sorted = [...values].sort(([, a], [, b]) => b - a);
  return {
    column: column ?? { name, label: name, kind: 'text' },
    events,
    buckets: bucketsOf(numbers, question.buckets),
    values: sorted.slice(0, VALUES_SHOWN).map(([value, count]) => ({ value, count })),
    omitted: Math.max(0, sorted.length - VALUES_SHOWN),
  };
}

function bucketsOf(numbers: readonly number[], count: number): FieldHistogram['buckets'] {
  if (numbers.length === 0) return [];
  const least = numbers.reduce((a, b) => Math.min(a, b));
  const most = numbers.reduce((a, b) => Math.max(a, b));
  if (least === most) return [{ from: least, to: most, count: numbers.length }];
  const width = (most - least) / count;
  const counts = new Array<number>(count).fill(0);
  for (const number of numbers) {
    const bucket = Math.min(count - 1, Math.floor((number - least) / width));
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return counts.map((each, bucket) => ({
    from: least + bucket * width,
    to: least + (bucket + 1) * width,
    count: each,
  }));
}
