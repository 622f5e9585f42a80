/** RFC 6902. Pure. */
import { isDeepStrictEqual } from 'node:util';

import { z } from 'zod';

import { isRecord } from '../json-value.ts';

const Operation = z.object({
  op: z.enum(['add', 'remove', 'replace', 'move', 'copy', 'test']),
  path: z.string(),
  from: z.string().optional(),
  value: z.unknown().optional(),
});
export const JsonPatch = z.array(Operation).max(10_000);

type Container = Record<string, unknown> | unknown[];

/** `undefined`: a test does not hold, or a path leads nowhere; the real server says no more either. */
export function jsonPatch(target: unknown, patch: z.infer<typeof JsonPatch>): unknown {
  let whole = structuredClone(target);
  for (const { op, path, from = '', value } of patch) {
    const source = op === 'move' || op === 'copy' ? structuredClone(read(whole, from)) : value;
    if (source === MISSING) return undefined;
    if (op === 'test') {
      if (!isDeepStrictEqual(read(whole, path), value)) return undefined;
      continue;
    }
    if (op === 'move' && !change(whole, from, 'remove', undefined)) return undefined;
    if (path === '' && op !== 'remove') whole = source;
    else if (!change(whole, path, op === 'remove' || op === 'replace' ? op : 'add', source)) return undefined;
  }
  return whole;
}

const MISSING = Symbol('missing');

function steps(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function read(value: unknown, pointer: string): unknown {
  let found = value;
  for (const step of steps(pointer)) {
    if (Array.isArray(found)) found = Number(step) < found.length ? found[Number(step)] : MISSING;
    else found = isRecord(found) && step in found ? found[step] : MISSING;
  }
  return found;
}

function change(whole: unknown, pointer: string, op: 'add' | 'remove' | 'replace', value: unknown): boolean {
  const parent = read(whole, pointer.slice(0, Math.max(0, pointer.lastIndexOf('/'))));
  const key = steps(pointer).at(-1) ?? '';
  if (!isContainer(parent)) return false;
  if (Array.isArray(parent)) {
    const index = key === '-' ? parent.length : Number(key);
    const last = op === 'add' ? parent.length : parent.length - 1;
    if (!Number.isInteger(index) || index < 0 || index > last) return false;
    parent.splice(index, op === 'add' ? 0 : 1, ...(op === 'remove' ? [] : [value]));
    return true;
  }
  if (op !== 'add' && !(key in parent)) return false;
  if (op === 'remove') Reflect.deleteProperty(parent, key);
  else parent[key] = value;
  return true;
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}
