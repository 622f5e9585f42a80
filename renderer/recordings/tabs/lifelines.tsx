import { useMemo, useState, type ReactElement } from 'react';

import type { Lifelines as LifelinesAnswer, ThreadRow, ThreadState } from '../../../preload/contract/index.ts';
import { InertText, Table, type TableColumn } from '../../ui/index.ts';
import { Answer } from '../answer.tsx';
import { formatMoment, formatSpan } from '../format-figures.ts';
import type { RecordingSelection } from '../recording-selection.ts';
import { useAnswer } from '../use-answer.ts';
import { threadMenu } from './thread-menu.ts';
import './lifelines.css';

const STATE_WORDS: Readonly<Record<ThreadState, string>> = {
  running: 'running',
  native: 'in native code',
  blocked: 'blocked on a monitor',
  waiting: 'waiting on a monitor',
  parked: 'parked',
  sleeping: 'sleeping',
  io: 'reading or writing',
  pinned: 'pinned',
};

interface Line {
  readonly thread: number;
  readonly name: string;
  readonly states: readonly ThreadState[];
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** A line for each thread, in the states' colours: who waits while who works. */
export function Lifelines(props: {
  readonly page: RecordingSelection;
  readonly threads: readonly ThreadRow[];
}): ReactElement {
  const { page, threads } = props;
  const { scope } = page;
  const lines = useAnswer(['lifelines', scope], (api, signal) =>
    api.recordings.lifelines({ ...scope, points: 1024 }, { signal }),
  );
  return (
    <Answer query={lines} what="Reading what threads did">
      {(data) => <LifelineTable page={page} threads={threads} data={data} />}
    </Answer>
  );
}

function LifelineTable(props: {
  readonly page: RecordingSelection;
  readonly threads: readonly ThreadRow[];
  readonly data: LifelinesAnswer;
}): ReactElement {
  const { page, threads, data } = props;
  const [selected, setSelected] = useState<string>();
  const span = page.view.range ?? { from: 0, to: page.overview.index.durationMs };
  const rows = useMemo(() => {
    const names = new Map(threads.map(({ thread, name }) => [thread, name]));
    return data.threads.flatMap((line): readonly Line[] => {
      const name = names.get(line.thread);
      return name === undefined ? [] : [{ ...line, name }];
    });
  }, [threads, data]);
  const columns = useMemo((): readonly TableColumn<Line>[] => {
    const length = Math.max(span.to - span.from, 1e-6);
    const part = (at: number): number => Math.min(Math.max((at - span.from) / length, 0), 1) * 100;
    return [
      {
        id: 'name',
        title: 'Thread',
        width: 'minmax(140px, 260px)',
        cell: ({ name }) => (
          <span className="ui-grid-text" title={name}>
            <InertText text={name} />
          </span>
        ),
        sortValue: ({ name }) => name,
      },
      {
        id: 'line',
        title: `${formatMoment(span.from)} to ${formatMoment(span.to)}`,
        width: 'minmax(300px, 1fr)',
        cell: (line) => (
          <span className="lifeline" role="img" aria-label={summary(line)}>
            {line.states.map((state, index) => {
              const [from, to] = [line.from[index] ?? 0, line.to[index] ?? 0];
              return (
                <span
                  key={index}
                  data-state={state}
                  title={`${STATE_WORDS[state]}, ${formatSpan(to - from)} from ${formatMoment(from)}`}
                  style={{ left: `${part(from)}%`, width: `${Math.max(part(to) - part(from), 0.08)}%` }}
                />
              );
            })}
          </span>
        ),
      },
    ];
  }, [span.from, span.to]);
  const key = ({ thread }: Line): string => String(thread);
  return (
    <div className="lifelines">
      <ul className="lifelines-legend" aria-label="Colours">
        {(Object.keys(STATE_WORDS) as ThreadState[]).map((state) => (
          <li key={state}>
            <i className="lifeline-color" data-state={state} aria-hidden /> {STATE_WORDS[state]}
          </li>
        ))}
      </ul>
      <div className="recording-fill">
        <Table
          label="Threads over time"
          columns={columns}
          rows={rows}
          rowKey={key}
          selectedKey={selected}
          onSelect={(row) => setSelected(key(row))}
          onAction={({ thread }) => page.change({ threads: [thread] }, 'flameGraph')}
          rowMenu={(row) => threadMenu(page, row.thread)}
        />
      </div>
    </div>
  );
}

/** How long it was in each state. */
function summary({ states, from, to }: Line): string {
  const spans = new Map<ThreadState, number>();
  states.forEach((state, index) => spans.set(state, (spans.get(state) ?? 0) + (to[index] ?? 0) - (from[index] ?? 0)));
  return [...spans].map(([state, length]) => `${STATE_WORDS[state]} ${formatSpan(length)}`).join(', ');
}
