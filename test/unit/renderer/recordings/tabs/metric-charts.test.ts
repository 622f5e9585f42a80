import { describe, expect, it } from 'vitest';

import { Metric } from '../../../../../preload/contract/recording-questions.ts';
import { chartedMetrics, metricCharts } from '../../../../../renderer/recordings/tabs/metric-charts.ts';

describe('chartedMetrics', () => {
  it('leaves no metric of the engine out', () => {
    expect(chartedMetrics(Metric.options).toSorted()).toEqual(Metric.options.toSorted());
  });

  it('asks only for what the recording has', () => {
    expect(chartedMetrics(['gcPause', 'jvmUser'])).toEqual(['jvmUser', 'gcPause']);
  });
});

describe('metricCharts', () => {
  it('draws what belongs together in one chart, and says average and highest value', () => {
    const [chart, ...others] = metricCharts([
      { metric: 'machineTotal', label: 'Machine', unit: 'share', at: [0, 1], values: [0.5, 1] },
      { metric: 'jvmUser', label: 'JVM, user code', unit: 'share', at: [0, 1, 2], values: [0.1, null, 0.3] },
      { metric: 'gcPause', label: 'GC pauses', unit: 'milliseconds', at: [], values: [] },
    ]);
    expect(others).toEqual([]);
    expect(chart?.title).toBe('Processor');
    expect(chart?.lines.map(({ label, words }) => `${label}: ${words}`)).toEqual([
      'JVM, user code: average 20.0 %, at most 30.0 %',
      'Machine: average 75.0 %, at most 100.0 %',
    ]);
    expect(new Set(chart?.lines.map(({ color }) => color)).size).toBe(2);
  });

  it('adds up milliseconds, which are of each piece of the time', () => {
    const [chart] = metricCharts([
      { metric: 'gcPause', label: 'GC pauses', unit: 'milliseconds', at: [0, 1], values: [1500, 500] },
    ]);
    expect(chart?.lines[0]?.words).toBe('2 s in all');
  });
});
