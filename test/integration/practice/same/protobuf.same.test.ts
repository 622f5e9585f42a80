/** Protocol buffers, which kubectl sends for what it makes itself. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { field as at } from '../../../support/practice/fields.ts';
import { field, objectBytes } from '../../../support/practice/protobuf.ts';
import { openTarget, type Answer, type TargetCluster } from '../../../support/practice/target-cluster.ts';

const TYPE = 'application/vnd.kubernetes.protobuf';

let target: TargetCluster;
beforeAll(async () => {
  target = await openTarget('same-protobuf');
});
afterAll(() => target.dispose());

const post = (body: Uint8Array): Promise<Answer> =>
  target.call('POST', `${target.core}/configmaps`, { body, type: TYPE });
const configMap = (name: string): Buffer =>
  objectBytes(
    'v1',
    'ConfigMap',
    Buffer.concat([field(1, field(1, name)), field(2, Buffer.concat([field(1, 'key'), field(2, 'value')]))]),
  );

describe('protocol buffers', () => {
  it('make an object, which is answered as JSON to whoever reads that', async () => {
    const { code, headers, body } = await post(configMap('made'));
    expect(code).toBe(201);
    expect(headers['content-type']).toBe('application/json');
    expect(at(body, 'metadata', 'name')).toBe('made');
    expect(at(body, 'data')).toEqual({ key: 'value' });
  });

  it('say how an object is to be deleted', async () => {
    await post(configMap('kept'));
    const body = objectBytes('v1', 'DeleteOptions', field(5, 'All'));
    const answer = await target.call('DELETE', `${target.core}/configmaps/kept`, { body, type: TYPE });
    expect(answer.code).toBe(200);
    expect((await target.call('GET', `${target.core}/configmaps/kept`)).code).toBe(200);
  });

  const unrecognized = 'the object provided is unrecognized (must be of type ConfigMap): ';
  const unhandled = ' in version "v1" cannot be handled as a ConfigMap: ';
  it.each([
    [
      'that are none',
      Buffer.from('nonsense'),
      400,
      `${unrecognized}provided data does not appear to be a protobuf message, expected prefix [107 56 115 0] (6e6f6e73656e7365)`,
    ],
    ['of no bytes', Buffer.of(), 400, `${unrecognized}empty data (<empty>)`],
    ['with nothing in the envelope', Buffer.from('k8s\0'), 400, `${unrecognized}empty body (6b387300)`],
    [
      'that end too early',
      objectBytes('v1', 'ConfigMap', Buffer.of(10, 255)),
      400,
      `ConfigMap${unhandled}unexpected EOF`,
    ],
    [
      'of an unknown kind',
      objectBytes('v1', 'Unknown', Buffer.of()),
      400,
      `Unknown${unhandled}no kind "Unknown" is registered for version "v1" in scheme "pkg/runtime/scheme.go:110"`,
    ],
    [
      'without a name',
      objectBytes('v1', 'ConfigMap', Buffer.of()),
      422,
      'ConfigMap "" is invalid: metadata.name: Required value: name or generateName is required',
    ],
  ])('%s are refused', async (_what, body, code, message) => {
    const answer = await post(body);
    expect({ code: answer.code, message: at(answer.body, 'message') }).toEqual({ code, message });
  });
});
