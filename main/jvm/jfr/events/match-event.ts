import type { Cell, EventFilter } from '../../../../preload/contract/index.ts';
import type { JfrObject, JfrValue } from '../format/decode-value.ts';
import type { Names } from '../intern/names.ts';
import type { Scope } from '../answers/scope.ts';
import { cellOf, valueAt } from './cell.ts';
import { fieldsOf, type ScannedChunk } from './scan-events.ts';

export interface EventQuestion extends Scope {
  readonly type: string;
  readonly filters: readonly EventFilter[];
}

const THREAD_FIELDS = ['eventThread', 'sampledThread'];

/** The fields that decide whether an event is wanted, and a column beside them. */
export function deciding({ filters, from, to, threads }: EventQuestion, column?: string): ReadonlySet<string> {
  const fields = filters.map((filter) => firstField(filter.column));
  if (column !== undefined) fields.push(firstField(column));
  if (from !== undefined || to !== undefined) fields.push('startTime');
  if (threads !== undefined) fields.push(...THREAD_FIELDS);
  return new Set(fields);
}

/** The event's deciding fields, if it is wanted. */
export function matching(
  scanned: ScannedChunk,
  at: number,
  question: EventQuestion,
  wanted: ReadonlySet<string>,
  names: Names,
): JfrObject | undefined {
  if (wanted.size === 0) return {};
  const event = fieldsOf(scanned, at, wanted);
  const { from, to, threads, filters } = question;
  if (from !== undefined || to !== undefined) {
    const time = cellNamed(scanned, event, 'startTime');
    if (typeof time !== 'number' || time < (from ?? -Infinity) || time >= (to ?? Infinity)) return undefined;
  }
  if (threads !== undefined && !isOf(event, threads, names)) return undefined;
  return filters.every((filter) => passes(cellNamed(scanned, event, filter.column), filter)) ? event : undefined;
}

export function cellNamed({ columns, context }: ScannedChunk, event: JfrObject, name: string): Cell {
  const column = columns.get(name);
  return column === undefined ? null : cellOf(valueAt(event, column.path), column, context);
}

function firstField(column: string): string {
  return column.split('.')[0] ?? column;
}

function isOf(event: JfrObject, threads: readonly number[], names: Names): boolean {
  const thread = THREAD_FIELDS.map((field) => event[field]).find((value) => value !== undefined);
  if (typeof thread !== 'object' || Array.isArray(thread)) return false;
  const { osName, javaName, osThreadId, javaThreadId, virtual } = thread as JfrObject;
  const text = (value: JfrValue): string => (typeof value === 'string' ? value : '');
  const number = names.knownThread({
    osName: text(osName),
    javaName: text(javaName),
    osThreadId: Number(osThreadId ?? 0),
    javaThreadId: Number(javaThreadId ?? 0),
    group: '',
    virtual: virtual === true,
  });
  return number !== undefined && threads.includes(number);
}

function passes(cell: Cell, { is, value }: EventFilter): boolean {
  switch (is) {
    case 'equal':
      return String(cell) === String(value);
    case 'different':
      return String(cell) !== String(value);
    case 'less':
      return cell !== null && Number(cell) < Number(value);
    case 'greater':
      return cell !== null && Number(cell) > Number(value);
    default:
      return cell !== null && String(cell).toLowerCase().includes(String(value).toLowerCase());
  }
}
