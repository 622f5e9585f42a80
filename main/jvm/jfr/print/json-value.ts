import type { ChunkHeader } from '../format/chunk-header.ts';
import type { JfrObject, JfrValue } from '../format/decode-value.ts';
import type { FieldLayout, Layout } from '../format/layout.ts';
import { unitOf, type Unit } from '../format/unit.ts';

/** What `JSON.stringify` writes; a number of 64 bits is one of these, written with all its digits. */
export type Json = string | number | boolean | bigint | null | readonly Json[] | { readonly [name: string]: Json };

const NANOS_PER_SECOND = 1_000_000_000n;
const NEVER = -(2n ** 63n);
const FOREVER = 2n ** 63n - 1n;
/** In these words the JDK says that a moment is not set. */
const NO_MOMENT = '-999999999-01-01T00:00+18:00';
const LAST_MOMENT = '+999999999-12-31T23:59:59.999999999-18:00';
const NANOS: Partial<Record<Unit, bigint>> = {
  nanoseconds: 1n,
  microseconds: 1_000n,
  milliseconds: 1_000_000n,
  seconds: NANOS_PER_SECOND,
};

/** A value in the form of `jfr print --json`: moments as ISO 8601 in UTC, time spans as ISO 8601 durations. */
export function jsonObject(event: JfrObject, layout: Layout, clock: ChunkHeader): Json {
  return Object.fromEntries(
    layout.fields.map((field) => [field.field.name, jsonField(event[field.field.name], field, clock)] as const),
  );
}

function jsonField(value: JfrValue, field: FieldLayout, clock: ChunkHeader): Json {
  if (Array.isArray(value)) return (value as readonly JfrValue[]).map((each) => jsonOne(each, field, clock));
  return jsonOne(value, field, clock);
}

function jsonOne(value: JfrValue, { field, layout }: FieldLayout, clock: ChunkHeader): Json {
  if (value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'bigint')
    return jsonNumber(value, unitOf(field.annotations), clock);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return layout === undefined ? null : jsonObject(value as JfrObject, layout, clock);
}

function jsonNumber(value: number | bigint, unit: Unit | undefined, clock: ChunkHeader): Json {
  switch (unit) {
    case 'ticks since start':
      return moment(clock.startNanos + ticksToNanos(BigInt(value) - clock.startTicks, clock), BigInt(value));
    case 'milliseconds since 1970':
      return moment(BigInt(value) * 1_000_000n, BigInt(value));
    case 'nanoseconds since 1970':
      return moment(BigInt(value), BigInt(value));
    case 'ticks':
      return span(ticksToNanos(BigInt(value), clock), BigInt(value));
    case 'nanoseconds':
    case 'microseconds':
    case 'milliseconds':
    case 'seconds':
      // A span may be a fraction of its unit.
      if (typeof value === 'number' && !Number.isInteger(value)) return value;
      return span(BigInt(value) * (NANOS[unit] ?? 1n), BigInt(value));
    default:
      return typeof value === 'number' && !Number.isFinite(value) ? null : value;
  }
}

/** Rounded towards zero, as the JVM does. */
function ticksToNanos(ticks: bigint, { ticksPerSecond }: ChunkHeader): bigint {
  if (ticks === NEVER || ticks === FOREVER) return ticks;
  return BigInt(Math.trunc(Number(ticks) / (Math.max(1, ticksPerSecond) / 1e9)));
}

function moment(nanos: bigint, written: bigint): string {
  if (written === NEVER) return NO_MOMENT;
  if (written === FOREVER) return LAST_MOMENT;
  const seconds = nanos / NANOS_PER_SECOND - (nanos % NANOS_PER_SECOND < 0n ? 1n : 0n);
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime())) return nanos < 0n ? NO_MOMENT : LAST_MOMENT;
  const fraction = String(nanos - seconds * NANOS_PER_SECOND).padStart(9, '0');
  return `${date.toISOString().slice(0, -5)}.${fraction}Z`;
}

function span(nanos: bigint, written: bigint): string {
  if (written === NEVER) return 'PT-2562047788015215H-30M-8S';
  if (written === FOREVER) return 'PT2562047788015215H30M7.999999999S';
  if (nanos === 0n) return 'PT0S';
  const sign = nanos < 0n ? '-' : '';
  const total = nanos < 0n ? -nanos : nanos;
  const whole = total / NANOS_PER_SECOND;
  const fraction = String(total % NANOS_PER_SECOND)
    .padStart(9, '0')
    .replace(/0+$/, '');
  const [hours, minutes, seconds] = [whole / 3600n, (whole / 60n) % 60n, whole % 60n];
  const part = (amount: bigint, unit: string): string => (amount === 0n ? '' : `${sign}${String(amount)}${unit}`);
  const last = fraction === '' ? part(seconds, 'S') : `${sign}${String(seconds)}.${fraction}S`;
  return `PT${part(hours, 'H')}${part(minutes, 'M')}${last}`;
}

/** As `JSON.stringify`, with numbers of 64 bits as they are. */
export function jsonText(value: Json): string {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map((each) => jsonText(each)).join(',')}]`;
  return `{${Object.entries(value)
    .map(([name, each]) => `${JSON.stringify(name)}:${jsonText(each)}`)
    .join(',')}}`;
}
