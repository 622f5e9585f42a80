import { annotationOf, hasAnnotation, type Annotation } from './schema.ts';

/** What a field's number counts, as its annotations say; never by its name: `until` and `timeout` of one event differ. */
export type Unit =
  | 'ticks since start'
  | 'milliseconds since 1970'
  | 'nanoseconds since 1970'
  | 'ticks'
  | 'nanoseconds'
  | 'microseconds'
  | 'milliseconds'
  | 'seconds'
  | 'bytes'
  | 'bits'
  | 'part of one'
  | 'address'
  | 'hertz';

const TIMESTAMPS: Readonly<Record<string, Unit>> = {
  TICKS: 'ticks since start',
  MILLISECONDS_SINCE_EPOCH: 'milliseconds since 1970',
  NANOSECONDS_SINCE_EPOCH: 'nanoseconds since 1970',
};
const TIMESPANS: Readonly<Record<string, Unit>> = {
  TICKS: 'ticks',
  NANOSECONDS: 'nanoseconds',
  MICROSECONDS: 'microseconds',
  MILLISECONDS: 'milliseconds',
  SECONDS: 'seconds',
};

export function unitOf(annotations: readonly Annotation[]): Unit | undefined {
  const said = (type: string): string | undefined => annotationOf(annotations, `jdk.jfr.${type}`);
  const timestamp = said('Timestamp');
  if (timestamp !== undefined) return TIMESTAMPS[timestamp];
  const timespan = said('Timespan');
  if (timespan !== undefined) return TIMESPANS[timespan];
  if (hasAnnotation(annotations, 'jdk.jfr.DataAmount')) return said('DataAmount') === 'BITS' ? 'bits' : 'bytes';
  if (hasAnnotation(annotations, 'jdk.jfr.Percentage')) return 'part of one';
  if (hasAnnotation(annotations, 'jdk.jfr.MemoryAddress')) return 'address';
  if (hasAnnotation(annotations, 'jdk.jfr.Frequency')) return 'hertz';
  return undefined;
}

/** Nanoseconds in one of a time span's unit; what is no time span counts as itself. */
export function nanosPerUnit(unit: Unit | undefined, nanosPerTick: number): number {
  switch (unit) {
    case 'ticks':
      return nanosPerTick;
    case 'microseconds':
      return 1e3;
    case 'milliseconds':
      return 1e6;
    case 'seconds':
      return 1e9;
    default:
      return 1;
  }
}
