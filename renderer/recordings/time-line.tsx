import { useMemo, type ReactElement } from 'react';

import { Button, X } from '../ui/index.ts';
import { TimeChart } from './chart/time-chart.tsx';
import { formatMoment, formatSpan } from './format-figures.ts';
import { chartSeries, timeLineMetrics } from './overview-series.ts';
import type { RecordingSelection } from './recording-selection.ts';
import { ThreadChoice } from './thread-choice.tsx';
import { useAnswer } from './use-answer.ts';
import './time-line.css';

const POINTS = 800;
const HEIGHT = 84;

/** The one selection of time and threads: whatever is shown below counts this part only. */
export function TimeLine({
  page,
  isReady,
}: {
  readonly page: RecordingSelection;
  readonly isReady: boolean;
}): ReactElement {
  const { recording, overview, view, change } = page;
  const metrics = useMemo(() => timeLineMetrics(overview.metrics), [overview.metrics]);
  const answer = useAnswer(
    ['series', recording, metrics],
    (api, signal) => api.recordings.series({ recording, metrics: [...metrics], points: POINTS }, { signal }),
    isReady && metrics.length > 0,
  );
  const series = useMemo(() => chartSeries(answer.data ?? []), [answer.data]);
  const { durationMs } = overview.index;
  const span = useMemo(() => ({ from: 0, to: Math.max(durationMs, 1) }), [durationMs]);
  const { range } = view;
  return (
    <section className="time-line" aria-label="Time line">
      {isReady ? (
        <TimeChart
          label="Time line"
          series={series}
          span={span}
          selection={range}
          onSelect={(next) => change({ range: next })}
          formatTime={formatMoment}
          height={HEIGHT}
        />
      ) : (
        // Nothing can be drawn yet, and making the chart would keep the first words waiting.
        <div style={{ height: HEIGHT }} />
      )}
      <div className="time-line-words">
        <ul>
          {series.map(({ id, label, color }) => (
            <li key={id} style={{ color: `var(${color})` }}>
              {label}
            </li>
          ))}
          {series.length === 0 && isReady && overview.complete && !answer.isFetching ? (
            <li>No load was recorded; a drag still selects a time.</li>
          ) : undefined}
        </ul>
        <span aria-live="polite">
          {!isReady
            ? ''
            : range === undefined
              ? 'Drag to select a time'
              : `${formatSpan(range.to - range.from)} from ${formatMoment(range.from)} selected: everything below counts this part only`}
        </span>
        {range === undefined ? undefined : (
          <Button size="small" variant="quiet" icon={X} onPress={() => change({ range: undefined })}>
            All of it
          </Button>
        )}
        <ThreadChoice page={page} />
      </div>
    </section>
  );
}
