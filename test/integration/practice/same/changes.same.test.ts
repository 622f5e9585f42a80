/** Changing: patches, locking, server-side apply. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { field, fieldIfAny, list, text, texts } from '../../../support/practice/fields.ts';
import { openTarget, type Answer, type TargetCluster } from '../../../support/practice/target-cluster.ts';
import { APPLY, deployment, idle, JSON_PATCH, MERGE, STRATEGIC } from './pods.ts';

let target: TargetCluster;
beforeAll(async () => {
  target = await openTarget('same-changes');
  await target.call('POST', `${target.core}/pods`, { body: idle('web', { app: 'web' }) });
  await target.call('POST', `${target.apps}/deployments`, { body: deployment('front', { replicas: 0, ...front }) });
  await target.call('POST', `${target.core}/configmaps`, { body: { metadata: { name: 'plain' }, data: { a: '1' } } });
});
afterAll(() => target.dispose());

const front = { selector: { matchLabels: { app: 'front' } } };
const patch = (path: string, type: string, body: unknown, query = ''): Promise<Answer> =>
  target.call('PATCH', `${path}${query}`, { type, body });
const pod = (): string => `${target.core}/pods/web`;
const frontPath = (): string => `${target.apps}/deployments/front`;

describe('patches', () => {
  it('merge', async () => {
    const { body } = await patch(pod(), MERGE, { metadata: { labels: { added: 'yes' }, annotations: { note: 'x' } } });
    expect(body.metadata).toMatchObject({ labels: { app: 'web', added: 'yes' }, annotations: { note: 'x' } });
  });

  it('remove by null', async () => {
    const { body } = await patch(pod(), MERGE, { metadata: { annotations: { note: null } } });
    expect(fieldIfAny(field(body, 'metadata', 'annotations'), 'note')).toBeUndefined();
  });

  it('merge lists by name when they are strategic', async () => {
    const container = { name: 'app', env: [{ name: 'ADDED', value: '1' }] };
    const { body } = await patch(frontPath(), STRATEGIC, { spec: { template: { spec: { containers: [container] } } } });
    expect(field(body, 'spec', 'template', 'spec', 'containers')).toHaveLength(1);
    expect(field(body, 'spec', 'template', 'spec', 'containers', 0)).toMatchObject({
      image: 'busybox:1',
      env: [{ name: 'ADDED', value: '1' }],
    });
  });

  it('put what is new before what was there', async () => {
    const container = { name: 'second', image: 'busybox:1' };
    const { body } = await patch(
      frontPath(),
      STRATEGIC,
      { spec: { template: { spec: { containers: [container] } } } },
      '?dryRun=All',
    );
    expect(texts(list(body, 'spec', 'template', 'spec', 'containers'), 'name')).toEqual(['second', 'app']);
  });

  it('delete an item by its name', async () => {
    const env = [{ name: 'ADDED', $patch: 'delete' }];
    const { body } = await patch(frontPath(), STRATEGIC, {
      spec: { template: { spec: { containers: [{ name: 'app', env }] } } },
    });
    expect(field(body, 'spec', 'template', 'spec', 'containers', 0, 'env') ?? []).toEqual([]);
  });

  it('replace whole lists when they merge only', async () => {
    const containers = [{ name: 'only', image: 'busybox:1' }];
    const { body } = await patch(frontPath(), MERGE, { spec: { template: { spec: { containers } } } }, '?dryRun=All');
    expect(texts(list(body, 'spec', 'template', 'spec', 'containers'), 'name')).toEqual(['only']);
  });

  it('operate step by step', async () => {
    const operations = [
      { op: 'test', path: '/metadata/labels/app', value: 'web' },
      { op: 'add', path: '/metadata/labels/stepped', value: 'yes' },
      { op: 'remove', path: '/metadata/labels/added' },
    ];
    const { body } = await patch(pod(), JSON_PATCH, operations);
    expect(field(body, 'metadata', 'labels')).toEqual({ app: 'web', stepped: 'yes' });
  });

  it.each([
    ['a test that does not hold', [{ op: 'test', path: '/metadata/name', value: 'z' }]],
    ['a path that leads nowhere', [{ op: 'remove', path: '/metadata/nope' }]],
  ])('stop at %s', async (_what, operations) => {
    expect((await patch(pod(), JSON_PATCH, operations)).body).toMatchObject({
      code: 422,
      reason: 'Invalid',
      message: 'the server rejected our request due to an error in our request',
    });
  });

  it('that are no list of steps', async () => {
    expect((await patch(pod(), JSON_PATCH, {})).body).toMatchObject({
      code: 400,
      message: 'error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp',
    });
  });

  it('of a type that there is not', async () => {
    expect((await patch(pod(), 'text/x', {})).body).toMatchObject({
      code: 415,
      message: '415: Unsupported Media Type',
    });
  });

  it('of something that there is not', async () => {
    expect((await patch(`${target.core}/pods/none`, MERGE, {})).body).toMatchObject({
      code: 404,
      message: 'pods "none" not found',
    });
  });

  it('that rename', async () => {
    expect((await patch(pod(), MERGE, { metadata: { name: 'other' } })).body).toMatchObject({
      code: 400,
      message: 'the name of the object (other) does not match the name on the URL (web)',
    });
  });

  it('with a bad label', async () => {
    const { body } = await patch(pod(), MERGE, { metadata: { labels: { a: 'b c' } } });
    expect(body).toMatchObject({ code: 422, details: { name: 'web', kind: 'Pod' } });
    expect(field(body, 'details', 'causes', 0, 'field')).toBe('metadata.labels');
    expect(body.message).toContain(
      'Pod "web" is invalid: metadata.labels: Invalid value: "b c": a valid label must be',
    );
  });

  it('that change what of a pod may not be changed', async () => {
    const { body } = await patch(pod(), STRATEGIC, { spec: { restartPolicy: 'Never' } });
    expect(body).toMatchObject({ code: 422, details: { causes: [{ reason: 'FieldValueForbidden', field: 'spec' }] } });
    expect(body.message).toContain(
      'Pod "web" is invalid: spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`',
    );
  });

  it('that change a pod’s image', async () => {
    const { body } = await patch(pod(), STRATEGIC, {
      spec: { containers: [{ name: 'app', image: 'busybox:latest' }] },
    });
    expect(field(body, 'spec', 'containers', 0, 'image')).toBe('busybox:latest');
    expect(field(body, 'metadata', 'generation')).toBe(2);
  });

  it('that are rehearsed change nothing', async () => {
    const { body } = await patch(pod(), MERGE, { metadata: { labels: { rehearsed: 'yes' } } }, '?dryRun=All');
    expect(field(body, 'metadata', 'labels', 'rehearsed')).toBe('yes');
    expect(field((await target.call('GET', pod())).body, 'metadata', 'labels', 'rehearsed')).toBeUndefined();
  });

  it('that change nothing keep the version', async () => {
    const before = text((await target.call('GET', pod())).body, 'metadata', 'resourceVersion');
    const { body } = await patch(pod(), MERGE, { metadata: { labels: { app: 'web' } } });
    expect(field(body, 'metadata', 'resourceVersion')).toBe(before);
  });
});

describe('locking', () => {
  it('refuses a patch of an older version', async () => {
    expect((await patch(pod(), MERGE, { metadata: { resourceVersion: '1', labels: { a: 'b' } } })).body).toMatchObject({
      code: 409,
      reason: 'Conflict',
      message:
        'Operation cannot be fulfilled on pods "web": the object has been modified; please apply your changes to the latest version and try again',
      details: { name: 'web', kind: 'pods' },
    });
  });

  it('refuses an update of an older version, and takes one of the present', async () => {
    const path = `${target.core}/configmaps/plain`;
    const { body: first } = await target.call('GET', path);
    const second = await target.call('PUT', path, { body: { ...first, data: { a: '2' } } });
    expect(field(second.body, 'data')).toEqual({ a: '2' });
    expect((await target.call('PUT', path, { body: { ...first, data: { a: '3' } } })).code).toBe(409);
  });

  it('refuses an update under another name', async () => {
    expect((await target.call('PUT', pod(), { body: { metadata: { name: 'zz' } } })).body).toMatchObject({
      code: 400,
      message: 'the name of the object (zz) does not match the name on the URL (web)',
    });
  });
});

describe('server-side apply', () => {
  const configMap = (data: object): object => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'applied' },
    data,
  });
  const applyAs = (manager: string, body: object, more = ''): Promise<Answer> =>
    patch(`${target.core}/configmaps/applied`, APPLY, body, `?fieldManager=${manager}${more}`);

  it('creates', async () => {
    const { code, body } = await applyAs('me', configMap({ a: '1', b: '2' }));
    expect(code).toBe(201);
    expect(field(body, 'metadata', 'managedFields')).toEqual([
      expect.objectContaining({ manager: 'me', operation: 'Apply', fieldsV1: { 'f:data': { 'f:a': {}, 'f:b': {} } } }),
    ]);
  });

  it('refuses to take another one’s field', async () => {
    expect((await applyAs('you', configMap({ a: '2' }))).body).toMatchObject({
      code: 409,
      message: 'Apply failed with 1 conflict: conflict with "me": .data.a',
      details: { causes: [{ reason: 'FieldManagerConflict', message: 'conflict with "me"', field: '.data.a' }] },
    });
  });

  it('shares what is the same, removes what is nobody’s any more', async () => {
    expect((await applyAs('you', configMap({ a: '1', c: '3' }))).code).toBe(200);
    const { body } = await applyAs('me', configMap({ b: '2' }));
    expect(field(body, 'data')).toEqual({ a: '1', b: '2', c: '3' });
    const again = await applyAs('you', configMap({ c: '3' }));
    expect(field(again.body, 'data')).toEqual({ b: '2', c: '3' });
  });

  it('takes by force', async () => {
    const { body } = await applyAs('you', configMap({ b: '9', c: '3' }), '&force=true');
    expect(field(body, 'data')).toEqual({ b: '9', c: '3' });
    expect(texts(list(body, 'metadata', 'managedFields'), 'manager')).toEqual(['you']);
  });

  it.each([
    [
      'without a manager',
      '',
      { replicas: 2 },
      422,
      'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
    ],
    [
      'of what somebody else has set',
      '?fieldManager=me',
      { replicas: 2 },
      409,
      'Apply failed with 1 conflict: conflict with "same-behaviour" using apps/v1: .spec.replicas',
    ],
    [
      'of a number as text',
      '?fieldManager=me',
      { replicas: '2' },
      500,
      'failed to create typed patch object (/front; apps/v1, Kind=Deployment): .spec.replicas: expected numeric (int or float), got string',
    ],
    [
      'of a field that there is not',
      '?fieldManager=me',
      { foo: '2' },
      500,
      'failed to create typed patch object (/front; apps/v1, Kind=Deployment): .spec.foo: field not declared in schema',
    ],
  ] as const)('is refused %s', async (_what, query, spec, code, message) => {
    const body = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'front' }, spec };
    expect((await patch(frontPath(), APPLY, body, query)).body).toMatchObject({ code, message });
  });

  it.each([
    [
      'of another kind',
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'front' } },
      'invalid object type: /v1, Kind=Pod',
    ],
    [
      'with managed fields',
      { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'front', managedFields: [] } },
      'metadata.managedFields must be nil',
    ],
  ])('is refused %s', async (_what, body, message) => {
    expect((await patch(frontPath(), APPLY, body, '?fieldManager=me')).body).toMatchObject({ code: 400, message });
  });
});
