import { useMemo, type ReactElement } from 'react';

import type { MetricSeries } from '../../../preload/contract/index.ts';
import { Answer } from '../answer.tsx';
import { TimeChart } from '../chart/time-chart.tsx';
import { formatMoment } from '../format-figures.ts';
import type { RecordingSelection } from '../recording-selection.ts';
import { TabBar } from '../tab-bar.tsx';
import { useAnswer } from '../use-answer.ts';
import { chartedMetrics, metricCharts, type MetricChart } from './metric-charts.ts';
import { NothingRecorded } from './nothing-recorded.tsx';
import './metrics.css';

const POINTS = 400;
const HEIGHT = 132;

/** Everything that was measured over time: processor, memory, container, threads, and the JVM's own work. */
export function MetricsTab({ page }: { readonly page: RecordingSelection }): ReactElement {
  const { recording, overview, view } = page;
  const metrics = useMemo(() => chartedMetrics(overview.metrics), [overview.metrics]);
  const series = useAnswer(
    ['series', recording, metrics, view.range],
    (api, signal) =>
      api.recordings.series({ recording, ...view.range, metrics: [...metrics], points: POINTS }, { signal }),
    metrics.length > 0,
  );
  if (metrics.length === 0) {
    return (
      <NothingRecorded
        title="Nothing was measured over time"
        what="Both templates measure processor, memory and threads; this recording left that out."
        option="jdk.CPULoad#enabled=true"
        isPart={false}
      />
    );
  }
  return (
    <div className="recording-tab">
      <Answer query={series} what="Reading metrics">
        {(data) => <Charts page={page} data={data} />}
      </Answer>
    </div>
  );
}

function Charts({
  page,
  data,
}: {
  readonly page: RecordingSelection;
  readonly data: readonly MetricSeries[];
}): ReactElement {
  const charts = useMemo(() => metricCharts(data), [data]);
  return (
    <>
      <TabBar
        fileName={`metrics-${page.overview.index.fileName}`}
        table={() => ({
          columns: ['metric', 'unit', 'atMs', 'value'],
          rows: data.flatMap(({ label, unit, at, values }) =>
            at.map((moment, index) => [label, unit, moment, values[index] ?? null]),
          ),
        })}
      >
        <span className="recording-count">A drag in a chart selects that time everywhere.</span>
      </TabBar>
      {/* Scrolled by the keyboard as well. */}
      <div className="metric-charts" tabIndex={0} role="group" aria-label="Metrics over time">
        {charts.map((chart) => (
          <Chart key={chart.title} page={page} chart={chart} />
        ))}
        {charts.length === 0 ? (
          <NothingRecorded title="Nothing here" what="Nothing was measured in the selected time." isPart={false} />
        ) : undefined}
      </div>
    </>
  );
}

function Chart({ page, chart }: { readonly page: RecordingSelection; readonly chart: MetricChart }): ReactElement {
  const { overview, view, change } = page;
  // What is selected fills the chart: the time line above shows where it lies.
  const span = useMemo(
    () => view.range ?? { from: 0, to: Math.max(overview.index.durationMs, 1) },
    [view.range, overview.index.durationMs],
  );
  return (
    <section className="metric-chart" aria-label={chart.title}>
      <h3>{chart.title}</h3>
      <TimeChart
        label={chart.title}
        series={chart.lines}
        span={span}
        selection={undefined}
        onSelect={(range) => {
          if (range !== undefined) change({ range });
        }}
        formatTime={formatMoment}
        height={HEIGHT}
        hasAxes
        hasEdges={false}
      />
      <ul>
        {chart.lines.map(({ id, label, color, words }) => (
          <li key={id}>
            <i aria-hidden style={{ background: `var(${color})` }} />
            <b>{label}</b> {words}
          </li>
        ))}
      </ul>
    </section>
  );
}
