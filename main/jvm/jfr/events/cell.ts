import type { Cell } from '../../../../preload/contract/index.ts';
import type { ChunkClock } from '../format/chunk-clock.ts';
import type { JfrObject, JfrValue } from '../format/decode-value.ts';
import { nanosPerUnit } from '../format/unit.ts';
import { shownValue } from '../answers/facts.ts';
import { className } from '../intern/class-name.ts';
import type { ReadColumn } from './event-columns.ts';

/** What a cell shows of a long text; the event itself shows all of it. */
const CHARACTERS_SHOWN = 1000;
const NANOS_PER_MS = 1e6;
/** Not set, and for ever: the JVM's own words for both, which no conversion may turn into a time. */
const SENTINELS: ReadonlySet<bigint> = new Set([-(2n ** 63n), 2n ** 63n - 1n]);

export interface CellContext {
  readonly clock: ChunkClock;
  readonly startTicks: bigint;
  readonly originNanos: bigint;
  /** Of a text; everything where absent. */
  readonly characters?: number;
}

export function valueAt(event: JfrObject, path: readonly string[]): JfrValue {
  let value: JfrValue = event;
  for (const name of path) value = isObject(value) ? value[name] : undefined;
  return value;
}

/** A value as its column shows it: times in milliseconds since the recording's start, time spans in milliseconds. */
export function cellOf(value: JfrValue, column: ReadColumn, context: CellContext): Cell {
  if (value === undefined) return null;
  if (typeof value === 'bigint' && SENTINELS.has(value)) return value < 0n ? null : '∞';
  if (typeof value === 'number' || typeof value === 'bigint') return numberCell(value, column, context);
  if (typeof value === 'string') return shortened(column.kind === 'class' ? className(value) : value, context);
  if (typeof value === 'boolean') return value;
  return shortened(textOfValue(value, column.typeName), context);
}

function numberCell(value: number | bigint, column: ReadColumn, { clock, startTicks, originNanos }: CellContext): Cell {
  const { kind, unit } = column;
  if (kind === 'time') {
    if (unit === 'ticks since start') {
      return (clock.baseNanos + Number(BigInt(value) - startTicks) * clock.nanosPerTick) / NANOS_PER_MS;
    }
    const nanos = unit === 'milliseconds since 1970' ? BigInt(value) * 1_000_000n : BigInt(value);
    return Number(nanos - originNanos) / NANOS_PER_MS;
  }
  if (kind === 'milliseconds') return (Number(value) * nanosPerUnit(unit, clock.nanosPerTick)) / NANOS_PER_MS;
  if (typeof value === 'bigint') return String(value);
  return Number.isFinite(value) ? value : String(value);
}

/** A structure or list in one line. */
function textOfValue(value: JfrValue, typeName: string): string {
  if (Array.isArray(value)) return value.map((each: JfrValue) => textOfValue(each, typeName)).join(', ');
  if (!isObject(value)) return shownValue(value);
  switch (typeName) {
    case 'java.lang.Class':
      return className(shownValue(value['name']));
    case 'java.lang.Thread':
      return threadName(value);
    case 'jdk.types.Method':
      return methodName(value);
    case 'jdk.types.StackTrace':
      return topFrame(value);
    default: {
      const named = Object.entries(value).filter(([, each]) => each !== undefined && !isObject(each));
      return named.map(([name, each]) => `${name} ${textOfValue(each, '')}`).join(', ');
    }
  }
}

function threadName(thread: JfrObject): string {
  const { javaName, osName, javaThreadId, osThreadId, virtual } = thread;
  if (typeof javaName === 'string' && javaName !== '') return javaName;
  if (typeof osName === 'string' && osName !== '') return osName;
  return virtual === true ? `virtual #${shownValue(javaThreadId)}` : `thread ${shownValue(osThreadId)}`;
}

export function methodParts(method: JfrValue): { readonly className: string; readonly method: string } {
  if (!isObject(method)) return { className: '', method: '' };
  const type = method['type'];
  return {
    className: isObject(type) ? className(shownValue(type['name'])) : '',
    method: shownValue(method['name']),
  };
}

export function framesOf(stack: JfrValue): readonly JfrObject[] {
  const frames = isObject(stack) ? stack['frames'] : undefined;
  return Array.isArray(frames) ? (frames as readonly JfrValue[]).filter((frame) => isObject(frame)) : [];
}

function methodName(value: JfrValue): string {
  const { className: type, method } = methodParts(value);
  return type === '' ? method : `${type}.${method}`;
}

function topFrame(stack: JfrObject): string {
  const [top] = framesOf(stack);
  return top === undefined ? '' : methodName(top['method']);
}

function shortened(text: string, { characters = CHARACTERS_SHOWN }: CellContext): string {
  return text.length > characters ? `${text.slice(0, characters)}…` : text;
}

function isObject(value: JfrValue): value is JfrObject {
  return typeof value === 'object' && !Array.isArray(value);
}
