/**
 * Looking into what a server answered, field by field: the fields of an answer are not known in advance, and what a case
 * expects of them is what it says. Each fails, with the path, where what it names is not there.
 */
import { inspect } from 'node:util';

import { isList, isRecord, type JsonRecord } from '../../../main/practice/api/json-value.ts';

/** Names of fields and places in lists, one by one: names of Kubernetes have dots in them. */
type Path = readonly (string | number)[];

/** What most answers have; whatever else there is stands under its name. */
export interface Body extends JsonRecord {
  readonly kind?: unknown;
  readonly metadata?: unknown;
  readonly spec?: unknown;
  readonly status?: unknown;
  readonly items?: unknown;
  /** Of a `Status`. */
  readonly code?: unknown;
  readonly message?: unknown;
  readonly details?: unknown;
}

/** What is at the end of a path; everything before the end has to be there, the end itself may be `undefined`. */
export function field(value: unknown, ...path: Path): unknown {
  let found = value;
  for (const [index, key] of path.entries()) {
    if (!isRecord(found) && !isList(found))
      throw new Error(`nothing at ${path.slice(0, index).join(' › ') || 'the top'} to have ${key}: ${shown(value)}`);
    found = step(found, key);
  }
  return found;
}

/** As `field`, and `undefined` too where something before the end is missing. */
export function fieldIfAny(value: unknown, ...path: Path): unknown {
  let found = value;
  for (const key of path) found = step(found, key);
  return found;
}

export function list(value: unknown, ...path: Path): readonly unknown[] {
  const found = field(value, ...path);
  if (!isList(found)) throw new Error(`no list at ${path.join(' › ')}: ${shown(value)}`);
  return found;
}

export function record(value: unknown, ...path: Path): JsonRecord {
  const found = field(value, ...path);
  if (!isRecord(found)) throw new Error(`no record at ${path.join(' › ')}: ${shown(value)}`);
  return found;
}

export function text(value: unknown, ...path: Path): string {
  const found = field(value, ...path);
  if (typeof found !== 'string') throw new Error(`no text at ${path.join(' › ')}: ${shown(value)}`);
  return found;
}

/** The text at a path of each item. */
export function texts(items: readonly unknown[], ...path: Path): readonly string[] {
  return items.map((item) => text(item, ...path));
}

/** The first item whose field has a value; `undefined` where there is none. */
export function itemWith(items: readonly unknown[], name: string, value: unknown): unknown {
  return items.find((item) => field(item, name) === value);
}

function step(value: unknown, key: string | number): unknown {
  if (isList(value)) return typeof key === 'number' ? value[key] : undefined;
  return isRecord(value) ? value[key] : undefined;
}

function shown(value: unknown): string {
  return inspect(value, { depth: null, breakLength: Infinity }).slice(0, 2000);
}
