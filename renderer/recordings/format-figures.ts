/** Figures in words that fit a cell: three significant figures, the unit behind a space. */
import type { MetricSeries, WeightUnit } from '../../preload/contract/index.ts';
import { formatBytes } from '../ui/index.ts';

const MINUTE = 60_000;

/** `350 µs`, `12 ms`, `4.7 s`, `2 min 5 s`, `3 h 12 min`. */
export function formatSpan(milliseconds: number): string {
  const size = Math.abs(milliseconds);
  const sign = milliseconds < 0 ? '−' : '';
  if (size === 0) return '0 ms';
  if (size < 0.0995) return `${sign}${Math.max(1, Math.round(size * 1000))} µs`;
  if (size < 999.5) return `${sign}${significant(size)} ms`;
  if (size < MINUTE) return `${sign}${significant(size / 1000)} s`;
  const seconds = Math.round(size / 1000);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${sign}${minutes} min${seconds % 60 === 0 ? '' : ` ${seconds % 60} s`}`;
  return `${sign}${Math.floor(minutes / 60)} h${minutes % 60 === 0 ? '' : ` ${minutes % 60} min`}`;
}

export function formatCount(count: number): string {
  return Math.round(count).toLocaleString('en');
}

/** Of one: `38.2 %`. */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent !== 0 && Math.abs(percent) < 0.05) return '< 0.1 %';
  return `${percent.toFixed(1)} %`;
}

export function formatWeight(weight: number, unit: WeightUnit): string {
  switch (unit) {
    case 'bytes':
      return formatBytes(weight);
    case 'milliseconds':
      return formatSpan(weight);
    case 'samples':
    case 'events':
      return `${formatCount(weight)} ${weight === 1 ? unit.slice(0, -1) : unit}`;
  }
}

/** In a column whose title says what is counted. */
export function formatAmount(weight: number, unit: WeightUnit): string {
  return unit === 'samples' || unit === 'events' ? formatCount(weight) : formatWeight(weight, unit);
}

export function formatMetric(value: number, unit: MetricSeries['unit']): string {
  switch (unit) {
    case 'share':
      return formatShare(value);
    case 'bytes':
      return formatBytes(value);
    case 'bytesPerSecond':
      return `${formatBytes(value)}/s`;
    case 'milliseconds':
      return formatSpan(value);
    case 'perSecond':
      return `${value < 999.5 ? significant(value) : formatCount(value)}/s`;
    case 'count':
      return formatCount(value);
  }
}

/** A moment of the recording, as a distance from its start: `+4.72 s`. */
export function formatMoment(milliseconds: number): string {
  return `+${formatSpan(milliseconds)}`;
}

function significant(value: number): string {
  return String(Number(value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0)));
}
