/** Creating, changing and deleting: validation, patches, apply, dry runs, locking. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  openTarget,
  type Answer,
  type CallOptions,
  type Json,
  type TargetCluster,
} from '../../../support/practice/target-cluster.ts';
import { APPLY, deployment, idle, JSON_PATCH, MERGE, STRATEGIC } from './pods.ts';

let target: TargetCluster;
beforeAll(async () => {
  target = await openTarget('same-writes');
  await target.call('POST', `${target.core}/pods`, { body: idle('web', { app: 'web' }) });
  await target.call('POST', `${target.apps}/deployments`, { body: deployment('front', { replicas: 0, ...front }) });
  await target.call('POST', `${target.core}/configmaps`, { body: { metadata: { name: 'plain' }, data: { a: '1' } } });
});
afterAll(() => target.dispose());

const front = { selector: { matchLabels: { app: 'front' } } };
const post = (resource: string, options: CallOptions): Promise<Answer> =>
  target.call('POST', `${target.core}/${resource}`, options);
const patch = (path: string, type: string, body: unknown, query = ''): Promise<Answer> =>
  target.call('PATCH', `${path}${query}`, { type, body });
const pod = (): string => `${target.core}/pods/web`;
const frontPath = (): string => `${target.apps}/deployments/front`;

const SUBDOMAIN =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const LABEL =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

describe('a pod is refused', () => {
  const container = { name: 'a', image: 'b' };
  it.each([
    [
      'without a name',
      { metadata: {}, spec: { containers: [container] } },
      422,
      'Pod "" is invalid: metadata.name: Required value: name or generateName is required',
    ],
    [
      'without containers',
      { metadata: { name: 'x' }, spec: { containers: [] } },
      422,
      'Pod "x" is invalid: spec.containers: Required value',
    ],
    [
      'without an image',
      { metadata: { name: 'x' }, spec: { containers: [{ name: 'a' }] } },
      422,
      'Pod "x" is invalid: spec.containers[0].image: Required value',
    ],
    [
      'with a bad name',
      { metadata: { name: 'Bad_Name' }, spec: { containers: [container] } },
      422,
      `Pod "Bad_Name" is invalid: metadata.name: Invalid value: "Bad_Name": ${SUBDOMAIN}`,
    ],
    [
      'with a bad container name',
      { metadata: { name: 'x' }, spec: { containers: [{ ...container, name: 'A' }] } },
      422,
      `Pod "x" is invalid: spec.containers[0].name: Invalid value: "A": ${LABEL}`,
    ],
    [
      'with the same container twice',
      { metadata: { name: 'x' }, spec: { containers: [container, container] } },
      422,
      'Pod "x" is invalid: spec.containers[1].name: Duplicate value: "a"',
    ],
    [
      'with a restart policy that there is not',
      { metadata: { name: 'x' }, spec: { containers: [container], restartPolicy: 'Sometimes' } },
      422,
      'Pod "x" is invalid: spec.restartPolicy: Unsupported value: "Sometimes": supported values: "Always", "OnFailure", "Never"',
    ],
    [
      'with a mount of no volume',
      {
        metadata: { name: 'x' },
        spec: { containers: [{ ...container, volumeMounts: [{ name: 'no', mountPath: '/x' }] }] },
      },
      422,
      'Pod "x" is invalid: spec.containers[0].volumeMounts[0].name: Not found: "no"',
    ],
    [
      'with a user below zero',
      { metadata: { name: 'x' }, spec: { containers: [{ ...container, securityContext: { runAsUser: -1 } }] } },
      422,
      'Pod "x" is invalid: spec.containers[0].securityContext.runAsUser: Invalid value: -1: must be between 0 and 2147483647, inclusive',
    ],
    [
      'with an ephemeral container',
      { metadata: { name: 'x' }, spec: { containers: [container], ephemeralContainers: [{ name: 'd', image: 'b' }] } },
      422,
      'Pod "x" is invalid: spec.ephemeralContainers: Forbidden: cannot be set on create',
    ],
    [
      'of another Kubernetes namespace',
      { metadata: { name: 'x', namespace: 'other' }, spec: { containers: [container] } },
      400,
      'the namespace of the provided object does not match the namespace sent on the request',
    ],
    [
      'that is there',
      { metadata: { name: 'web' }, spec: { containers: [container] } },
      409,
      'pods "web" already exists',
    ],
    [
      'that is none',
      { apiVersion: 'v1', kind: 'Deployment', metadata: { name: 'x' } },
      400,
      'Deployment in version "v1" cannot be handled as a Pod: no kind "Deployment" is registered for version "v1" in scheme "pkg/runtime/scheme.go:110"',
    ],
  ] as const)('%s', async (_what, body, code, message) => {
    expect((await post('pods', { body })).body).toMatchObject({ code, message });
  });

  it('with every mistake named, and where', async () => {
    const { body } = await post('pods', {
      body: { metadata: { name: 'x' }, spec: { containers: [{ name: 'a' }, { name: 'a', image: 'b' }] } },
    });
    expect(body.details).toEqual({
      name: 'x',
      kind: 'Pod',
      causes: [
        { reason: 'FieldValueRequired', message: 'Required value', field: 'spec.containers[0].image' },
        { reason: 'FieldValueDuplicate', message: 'Duplicate value: "a"', field: 'spec.containers[1].name' },
      ],
    });
  });

  it('that cannot be read', async () => {
    const { body } = await post('pods', { body: '{bad' });
    expect(body.message).toBe(
      "the object provided is unrecognized (must be of type Pod): couldn't get version/kind; json parse error: invalid character 'b' looking for beginning of object key string ({bad)",
    );
  });

  it('in a Kubernetes namespace that there is not', async () => {
    const { body } = await target.call('POST', '/api/v1/namespaces/same-nowhere/pods', { body: idle('x') });
    expect(body).toMatchObject({ code: 404, message: 'namespaces "same-nowhere" not found' });
  });
});

describe('a new object', () => {
  it('is filled in', async () => {
    const { body } = await post('pods?dryRun=All', {
      body: { metadata: { name: 'x' }, spec: { containers: [{ name: 'a', image: 'b' }] } },
    });
    expect(body.spec).toMatchObject({
      restartPolicy: 'Always',
      dnsPolicy: 'ClusterFirst',
      terminationGracePeriodSeconds: 30,
      serviceAccountName: 'default',
      securityContext: {},
    });
    expect(body.spec.containers[0]).toMatchObject({
      imagePullPolicy: 'Always',
      resources: {},
      terminationMessagePath: '/dev/termination-log',
      terminationMessagePolicy: 'File',
    });
    expect(body.status.phase).toBe('Pending');
  });

  it('that is rehearsed is not there', async () => {
    const { code } = await post('pods?dryRun=All', { body: idle('rehearsed') });
    expect(code).toBe(201);
    expect((await target.call('GET', `${target.core}/pods/rehearsed`)).code).toBe(404);
  });

  it('gets a name from a stem', async () => {
    const { body } = await post('configmaps', { body: { metadata: { generateName: 'stem-' } } });
    expect(body.metadata.name).toMatch(/^stem-[b-z2-9]{5}$/);
  });

  it('comes as YAML too', async () => {
    const { body } = await post('configmaps', {
      type: 'application/yaml',
      body: 'metadata: {name: yaml}\ndata: {a: "1"}\n',
    });
    expect(body).toMatchObject({ kind: 'ConfigMap', data: { a: '1' } });
  });

  it('says who made it', async () => {
    const { body } = await target.call('GET', pod());
    expect(body.metadata.managedFields[0]).toMatchObject({
      ...{ manager: 'same-behaviour', operation: 'Update', apiVersion: 'v1', fieldsType: 'FieldsV1' },
      fieldsV1: { 'f:metadata': { 'f:labels': { '.': {}, 'f:app': {} } } },
    });
    expect(body.metadata.managedFields[0].fieldsV1['f:spec']['f:containers']['k:{"name":"app"}']).toMatchObject({
      '.': {},
      'f:image': {},
    });
  });
});

describe('patches', () => {
  it('merge', async () => {
    const { body } = await patch(pod(), MERGE, { metadata: { labels: { added: 'yes' }, annotations: { note: 'x' } } });
    expect(body.metadata).toMatchObject({ labels: { app: 'web', added: 'yes' }, annotations: { note: 'x' } });
  });

  it('remove by null', async () => {
    const { body } = await patch(pod(), MERGE, { metadata: { annotations: { note: null } } });
    expect(body.metadata.annotations?.note).toBeUndefined();
  });

  it('merge lists by name when they are strategic', async () => {
    const container = { name: 'app', env: [{ name: 'ADDED', value: '1' }] };
    const { body } = await patch(frontPath(), STRATEGIC, { spec: { template: { spec: { containers: [container] } } } });
    expect(body.spec.template.spec.containers).toHaveLength(1);
    expect(body.spec.template.spec.containers[0]).toMatchObject({
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
    expect(body.spec.template.spec.containers.map(({ name }: Json) => name as string)).toEqual(['second', 'app']);
  });

  it('delete an item by its name', async () => {
    const env = [{ name: 'ADDED', $patch: 'delete' }];
    const { body } = await patch(frontPath(), STRATEGIC, {
      spec: { template: { spec: { containers: [{ name: 'app', env }] } } },
    });
    expect(body.spec.template.spec.containers[0].env ?? []).toEqual([]);
  });

  it('replace whole lists when they merge only', async () => {
    const containers = [{ name: 'only', image: 'busybox:1' }];
    const { body } = await patch(frontPath(), MERGE, { spec: { template: { spec: { containers } } } }, '?dryRun=All');
    expect(body.spec.template.spec.containers.map(({ name }: Json) => name as string)).toEqual(['only']);
  });

  it('operate step by step', async () => {
    const operations = [
      { op: 'test', path: '/metadata/labels/app', value: 'web' },
      { op: 'add', path: '/metadata/labels/stepped', value: 'yes' },
      { op: 'remove', path: '/metadata/labels/added' },
    ];
    const { body } = await patch(pod(), JSON_PATCH, operations);
    expect(body.metadata.labels).toEqual({ app: 'web', stepped: 'yes' });
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
    expect(body.details.causes[0].field).toBe('metadata.labels');
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
    expect(body.spec.containers[0].image).toBe('busybox:latest');
    expect(body.metadata.generation).toBe(2);
  });

  it('that are rehearsed change nothing', async () => {
    const { body } = await patch(pod(), MERGE, { metadata: { labels: { rehearsed: 'yes' } } }, '?dryRun=All');
    expect(body.metadata.labels.rehearsed).toBe('yes');
    expect((await target.call('GET', pod())).body.metadata.labels.rehearsed).toBeUndefined();
  });

  it('that change nothing keep the version', async () => {
    const before = (await target.call('GET', pod())).body.metadata.resourceVersion as string;
    const { body } = await patch(pod(), MERGE, { metadata: { labels: { app: 'web' } } });
    expect(body.metadata.resourceVersion).toBe(before);
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
    expect(second.body.data).toEqual({ a: '2' });
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
    expect(body.metadata.managedFields).toEqual([
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
    expect(body.data).toEqual({ a: '1', b: '2', c: '3' });
    const again = await applyAs('you', configMap({ c: '3' }));
    expect(again.body.data).toEqual({ b: '2', c: '3' });
  });

  it('takes by force', async () => {
    const { body } = await applyAs('you', configMap({ b: '9', c: '3' }), '&force=true');
    expect(body.data).toEqual({ b: '9', c: '3' });
    expect(body.metadata.managedFields.map(({ manager }: Json) => manager as string)).toEqual(['you']);
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

describe('a deployment is refused', () => {
  it.each([
    [
      'with fewer than no replicas',
      { spec: { replicas: -1 } },
      'Deployment.apps "front" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
    ],
    [
      'with another selector',
      { spec: { selector: { matchLabels: { app: 'e' } } } },
      'Deployment.apps "front" is invalid: [spec.template.metadata.labels: Invalid value: {"app":"front"}: `selector` does not match template `labels`, spec.selector: Invalid value: {"matchLabels":{"app":"e"}}: field is immutable]',
    ],
    [
      'with pods that it does not select',
      { spec: { template: { metadata: { labels: { app: 'zz' } } } } },
      'Deployment.apps "front" is invalid: spec.template.metadata.labels: Invalid value: {"app":"zz"}: `selector` does not match template `labels`',
    ],
    [
      'with pods that do not restart',
      { spec: { template: { spec: { restartPolicy: 'Never' } } } },
      'Deployment.apps "front" is invalid: spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"',
    ],
  ])('%s', async (_what, body, message) => {
    expect((await patch(frontPath(), MERGE, body, '?dryRun=All')).body).toMatchObject({
      code: 422,
      message,
      details: { group: 'apps', kind: 'Deployment' },
    });
  });

  it('with a number as text', async () => {
    const body = deployment('x', { replicas: 'x' });
    expect((await target.call('POST', `${target.apps}/deployments?dryRun=All`, { body })).body).toMatchObject({
      code: 400,
      message:
        'Deployment in version "v1" cannot be handled as a Deployment: json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32',
    });
  });

  it('strictly with a field that there is not, and else warned of', async () => {
    const body = deployment('x', { foo: 1 });
    const path = `${target.apps}/deployments?dryRun=All`;
    expect((await target.call('POST', `${path}&fieldValidation=Strict`, { body })).body.message).toBe(
      'Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "spec.foo"',
    );
    const warned = await target.call('POST', path, { body });
    expect(warned.code).toBe(201);
    expect(warned.headers['warning']).toBe(String.raw`299 - "unknown field \"spec.foo\""`);
    expect(warned.body.spec.foo).toBeUndefined();
  });
});
