import type { Lifelines, ThreadState, WeightSource } from '../../../../preload/contract/index.ts';
import type { Recording } from '../recording.ts';
import { eachRow, NANOS_PER_MS, scopeLength, type Scope } from './scope.ts';
import { weighedTables } from './sources.ts';

const THREADS_SHOWN = 200;

/** States with a duration, and samples, which stand for the moment they were taken at. */
const STATES: readonly (readonly [WeightSource, ThreadState])[] = [
  ['cpu', 'running'],
  ['native', 'native'],
  ['lock', 'blocked'],
  ['wait', 'waiting'],
  ['park', 'parked'],
  ['sleep', 'sleeping'],
  ['pinned', 'pinned'],
  ['socketRead', 'io'],
  ['socketWrite', 'io'],
  ['fileRead', 'io'],
  ['fileWrite', 'io'],
  ['fileForce', 'io'],
];

export interface LifelinesQuestion extends Scope {
  readonly points: number;
}

interface Line {
  readonly states: ThreadState[];
  readonly from: number[];
  readonly to: number[];
  /** Of each state, its last span. */
  readonly last: Map<ThreadState, number>;
  events: number;
}

/** What threads did when. Spans of a state that no screen could tell apart are one. */
export function lifelines(recording: Recording, question: LifelinesQuestion): Lifelines {
  const resolution = Math.max(scopeLength(question, recording.endNanos) / question.points, 1e-3);
  const lines = new Map<number, Line>();
  // What began before the scope may reach into it.
  const scope = { ...question, from: undefined };
  for (const [of, state] of STATES) {
    for (const { table } of weighedTables(recording, of)) {
      const [times, durations, threadOf] = ['time', 'duration', 'thread'].map((name) => table.column(name));
      const rows: number[] = [];
      eachRow(table, scope, (row) => rows.push(row));
      rows.sort((a, b) => (times?.[a] ?? 0) - (times?.[b] ?? 0));
      for (const row of rows) {
        const thread = threadOf?.[row] ?? -1;
        const from = (times?.[row] ?? Number.NaN) / NANOS_PER_MS;
        const to = from + (durations?.[row] ?? 0) / NANOS_PER_MS;
        if (thread < 0 || Number.isNaN(from) || to < (question.from ?? Number.NEGATIVE_INFINITY)) continue;
        let line = lines.get(thread);
        if (line === undefined)
          lines.set(thread, (line = { states: [], from: [], to: [], last: new Map(), events: 0 }));
        extend(line, { state, from, to: Math.max(to, from + resolution) }, resolution);
      }
    }
  }
  const sorted = [...lines].sort(([, a], [, b]) => b.events - a.events);
  return {
    threads: sorted.slice(0, THREADS_SHOWN).map(([thread, { states, from, to }]) => ({ thread, states, from, to })),
    omitted: Math.max(0, sorted.length - THREADS_SHOWN),
  };
}

interface Span {
  readonly state: ThreadState;
  readonly from: number;
  readonly to: number;
}

function extend(line: Line, { state, from, to }: Span, resolution: number): void {
  line.events += 1;
  const last = line.last.get(state);
  if (last !== undefined && from - (line.to[last] ?? 0) < resolution) {
    line.to[last] = Math.max(line.to[last] ?? 0, to);
    return;
  }
  line.last.set(state, line.states.length);
  line.states.push(state);
  line.from.push(from);
  line.to.push(to);
}
