/** A filter as one types it: `thread contains http`, `duration > 20 ms`, `bytes >= 1 MiB`. Pure. */
import type { ColumnKind, EventColumn } from '../../../preload/contract/index.ts';
import type { Api } from '../../bridge/index.ts';

export type EventFilter = NonNullable<Parameters<Api['recordings']['events']>[0]['filters']>[number];

const OPERATORS: readonly (readonly [text: string, is: EventFilter['is']])[] = [
  ['!=', 'different'],
  ['=', 'equal'],
  ['<', 'less'],
  ['>', 'greater'],
  ['~', 'containing'],
];

export type ParsedFilter = { readonly filter: EventFilter } | { readonly problem: string };

export function parseFilter(text: string, columns: readonly EventColumn[]): ParsedFilter {
  const found = OPERATORS.map(([operator, is]) => ({ operator, is, at: text.indexOf(operator) }))
    .filter(({ at }) => at > 0)
    .toSorted((left, right) => left.at - right.at || right.operator.length - left.operator.length)[0];
  if (found === undefined) return { problem: 'Write a column, one of = != < > ~ and a value: duration > 20 ms' };
  const name = text.slice(0, found.at).trim().toLowerCase();
  const column = columns.find((each) => each.name.toLowerCase() === name || each.label.toLowerCase() === name);
  if (column === undefined) return { problem: `There is no column ${name}.` };
  const value = text.slice(found.at + found.operator.length).trim();
  if (value === '') return { problem: 'Write a value behind it.' };
  return { filter: { column: column.name, is: found.is, value: valueOf(value, column.kind, found.is) } };
}

export function filterWords({ column, is, value }: EventFilter, columns: readonly EventColumn[]): string {
  const label = columns.find(({ name }) => name === column)?.label ?? column;
  const operator = OPERATORS.find(([, each]) => each === is)?.[0] ?? is;
  return `${label} ${operator} ${String(value)}`;
}

const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
  b: 1,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
  '%': 0.01,
};

function valueOf(text: string, kind: ColumnKind, is: EventFilter['is']): string | number | boolean {
  if (is === 'containing') return text;
  if (kind === 'boolean') return text === 'true';
  const [, digits = '', unit = ''] = /^\+?(-?[\d.]+)\s*(\S*)$/.exec(text) ?? [];
  const number = Number(digits);
  if (digits === '' || !Number.isFinite(number)) return text;
  const factor = unit === '' ? 1 : UNITS[unit.toLowerCase()];
  return factor === undefined || ['text', 'class', 'method', 'thread', 'stack'].includes(kind) ? text : number * factor;
}
