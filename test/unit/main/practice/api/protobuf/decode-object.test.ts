/**
 * `objects.json` was written by Kubernetes' own Go types of v0.34: one object of each kind with every field of its spec set, as
 * protocol buffers and as JSON.
 */
import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { decodeProtobuf } from '../../../../../../main/practice/api/protobuf/decode-object.ts';
import { messageNames, messageType } from '../../../../../../main/practice/api/protobuf/message-types.ts';
import { RESOURCE_TYPES } from '../../../../../../main/practice/api/resource-types.ts';
import { Refusal } from '../../../../../../main/practice/api/status.ts';
import { field, objectBytes } from '../../../../../support/practice/protobuf.ts';

const Recorded = z.array(
  z.object({ protobuf: z.base64(), object: z.record(z.string(), z.unknown()).and(z.object({ kind: z.string() })) }),
);
const file = new URL('../../../../../fixtures/protobuf/objects.json', import.meta.url);
const recorded = Recorded.parse(JSON.parse(readFileSync(file, 'utf8')));

const bytesOf = (base64: string): Uint8Array => Buffer.from(base64, 'base64');
const refusal = (bytes: Uint8Array): string => {
  try {
    decodeProtobuf(bytes, 'ConfigMap');
  } catch (error) {
    if (error instanceof Refusal) return error.status.message ?? '';
    throw error;
  }
  return 'not refused';
};

/** Without what Go shows though it is empty, and without statuses, which no request sets this way. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key, inner]) => key !== 'status' && inner !== null);
  return Object.fromEntries(
    kept
      .map(([key, inner]) => [key, withoutEmpty(inner)] as const)
      .filter(([, inner]) => typeof inner !== 'object' || inner === null || Object.keys(inner).length > 0),
  );
}

describe('decodeProtobuf', () => {
  it.each(recorded.map((one) => [one.object.kind, one] as const))('reads a %s as its JSON', (kind, one) => {
    expect(withoutEmpty(decodeProtobuf(bytesOf(one.protobuf), kind))).toEqual(withoutEmpty(one.object));
  });

  it('knows every kind that is kept here, and every message that a field is of', () => {
    const known = new Set(messageNames());
    expect(RESOURCE_TYPES.map(({ kind }) => kind).filter((kind) => !known.has(kind))).toEqual([]);
    const simple = ['string', 'int', 'bool', 'bytes', 'Time', 'MicroTime', 'Quantity', 'IntOrString', 'FieldsV1'];
    const used = [...known].flatMap((name) => [...(messageType(name)?.values() ?? [])].map(({ type }) => type));
    expect(used.filter((type) => !known.has(type) && !simple.includes(type))).toEqual([]);
  });

  it('keeps a zero that was said, and drops one that was not', () => {
    const spec = Buffer.concat([field(4, 0), field(27, 0), field(11, 0), field(16, '')]);
    expect(decodeProtobuf(objectBytes('v1', 'Pod', field(2, spec)), 'Pod')).toEqual({
      ...{ apiVersion: 'v1', kind: 'Pod' },
      spec: { terminationGracePeriodSeconds: 0, shareProcessNamespace: false },
    });
  });

  it('makes no prototype of a key', () => {
    const data = field(2, Buffer.concat([field(1, '__proto__'), field(2, 'x')]));
    const object = decodeProtobuf(objectBytes('v1', 'ConfigMap', data), 'ConfigMap');
    expect(Object.keys(object['data'] as object)).toEqual(['__proto__']);
  });

  it('refuses in the words of the server', () => {
    const what = 'the object provided is unrecognized (must be of type ConfigMap)';
    expect(refusal(Buffer.from('nonsense'))).toBe(
      `${what}: provided data does not appear to be a protobuf message, expected prefix [107 56 115 0] (6e6f6e73656e7365)`,
    );
    expect(refusal(Buffer.of())).toBe(`${what}: empty data (<empty>)`);
    expect(refusal(Buffer.from('k8s\0'))).toBe(`${what}: empty body (6b387300)`);
    expect(refusal(Buffer.from('k8s\0\xFF', 'latin1'))).toBe(`${what}: unexpected EOF (6b387300ff)`);
    expect(refusal(objectBytes('v1', 'ConfigMap', Buffer.of(10, 255)))).toBe(
      'ConfigMap in version "v1" cannot be handled as a ConfigMap: unexpected EOF',
    );
  });

  it('takes a bounded number of fields', () => {
    const many = Buffer.concat(Array.from({ length: 300_000 }, () => Buffer.of(10, 0)));
    expect(refusal(objectBytes('v1', 'PodList', many))).toBe('not refused');
    expect(refusal(objectBytes('v1', 'Pod', field(2, many)))).toContain('too many fields');
  });

  it('refuses what is damaged, or reads it', () => {
    const pod = bytesOf(recorded[0]?.protobuf ?? '');
    const damage = fc.array(fc.tuple(fc.nat(pod.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(damage, fc.nat(pod.length), (changes, length) => {
        const damaged = Buffer.from(pod);
        for (const [at, byte] of changes) damaged[at] = byte;
        expect(refusal(damaged.subarray(0, length))).toBeTypeOf('string');
      }),
      { numRuns: 500 },
    );
  });
});
