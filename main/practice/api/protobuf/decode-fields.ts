/** A message's bytes as the object that Go's JSON makes of it. */
import type { JsonRecord } from '../json-value.ts';
import { messageType, type MessageField } from './message-types.ts';
import { wireFields, wireNumbers, WireProblem, type WireValue } from './wire-reader.ts';

/** An empty message is two bytes on the wire and an object in memory: a body at its limit may not become so many of them. */
const MOST_FIELDS = 250_000;

interface Budget {
  left: number;
}

/** Throws a WireProblem. */
export function decodeFields(name: string, bytes: Uint8Array): JsonRecord {
  return message(name, bytes, { left: MOST_FIELDS });
}

function message(name: string, bytes: Uint8Array, budget: Budget): JsonRecord {
  const type = messageType(name);
  if (type === undefined) throw new WireProblem(`no message ${name}`);
  const found = new Map<string, unknown>();
  for (const { number, value } of wireFields(bytes)) {
    budget.left -= 1;
    if (budget.left < 0) throw new WireProblem('too many fields');
    const field = type.get(number);
    if (field !== undefined) addField(found, field, value, budget);
  }
  const shown = [...found].map(([key, value]) => [key, value instanceof Map ? record(value) : value] as const);
  return record(new Map(shown));
}

/** Own properties, whatever their names: a map's keys are anybody's words. */
function record(entries: ReadonlyMap<string, unknown>): JsonRecord {
  return Object.fromEntries(entries);
}

function addField(found: Map<string, unknown>, field: MessageField, value: WireValue, budget: Budget): void {
  const { name, type, form, keepsZero } = field;
  switch (form) {
    case 'one': {
      const read = one(type, value, budget);
      if (name === '') for (const [key, inner] of Object.entries(read as JsonRecord)) found.set(key, inner);
      else if (keepsZero || !isZero(read)) found.set(name, read);
      break;
    }
    case 'list': {
      const list = (found.get(name) ?? []) as unknown[];
      if (type === 'int' && value.kind === 'bytes') {
        for (const number of wireNumbers(value.bytes)) list.push(integer(number));
      } else list.push(one(type, value, budget));
      found.set(name, list);
      break;
    }
    case 'map': {
      const map = (found.get(name) ?? new Map()) as Map<string, unknown>;
      found.set(name, map.set(...entry(type, bytesOf(value), budget)));
    }
  }
}

function entry(type: string, bytes: Uint8Array, budget: Budget): readonly [string, unknown] {
  let key = '';
  let inner: unknown = type === 'bytes' || type === 'string' ? '' : undefined;
  for (const { number, value } of wireFields(bytes)) {
    if (number === 1) key = text(bytesOf(value));
    if (number === 2) inner = one(type, value, budget);
  }
  return [key, inner];
}

function one(type: string, value: WireValue, budget: Budget): unknown {
  switch (type) {
    case 'string':
      return text(bytesOf(value));
    case 'bytes':
      return Buffer.from(bytesOf(value)).toString('base64');
    case 'bool':
      return numberOf(value) !== 0n;
    case 'int':
      return integer(numberOf(value));
    case 'Quantity':
      return text(bytesOf(inside(value, 1) ?? EMPTY));
    case 'Time':
      return time(value, () => 'Z');
    case 'MicroTime':
      return time(value, (micros) => `.${String(micros).padStart(6, '0')}Z`);
    case 'IntOrString':
      return numberOf(inside(value, 1) ?? ZERO) === 0n
        ? integer(numberOf(inside(value, 2) ?? ZERO))
        : text(bytesOf(inside(value, 3) ?? EMPTY));
    case 'FieldsV1':
      return json(text(bytesOf(inside(value, 1) ?? EMPTY)));
    default:
      return message(type, bytesOf(value), budget);
  }
}

const EMPTY: WireValue = { kind: 'bytes', bytes: new Uint8Array() };
const ZERO: WireValue = { kind: 'number', number: 0n };

/** A field of one of the messages that JSON writes as something else. */
function inside(value: WireValue, number: number): WireValue | undefined {
  return [...wireFields(bytesOf(value))].findLast((field) => field.number === number)?.value;
}

/** Nothing for the zero time, which JSON does not show. */
function time(value: WireValue, ending: (microseconds: number) => string): string | undefined {
  const seconds = inside(value, 1);
  if (seconds === undefined) return undefined;
  const date = new Date(integer(numberOf(seconds)) * 1000);
  if (Number.isNaN(date.getTime())) throw new WireProblem('time out of range');
  const nanoseconds = integer(numberOf(inside(value, 2) ?? ZERO));
  return date.toISOString().replace(/\.\d+Z$/, ending(Math.floor(nanoseconds / 1000)));
}

function json(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    throw new WireProblem('fields are no JSON');
  }
}

function isZero(value: unknown): boolean {
  if (value === undefined || value === '' || value === 0 || value === false) return true;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function integer(number: bigint): number {
  const signed = Number(BigInt.asIntN(64, number));
  if (!Number.isSafeInteger(signed)) throw new WireProblem('number out of range');
  return signed;
}

function numberOf(value: WireValue): bigint {
  if (value.kind === 'number') return value.number;
  throw new WireProblem('proto: wrong wireType');
}

function bytesOf(value: WireValue): Uint8Array {
  if (value.kind === 'bytes') return value.bytes;
  throw new WireProblem('proto: wrong wireType');
}

function text(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new WireProblem('string field contains invalid UTF-8');
  }
}
