/** Creating: validation, what is filled in, and what a deployment may become. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { field } from '../../../support/practice/fields.ts';
import {
  openTarget,
  type Answer,
  type CallOptions,
  type TargetCluster,
} from '../../../support/practice/target-cluster.ts';
import { deployment, idle, MERGE } from './pods.ts';

let target: TargetCluster;
beforeAll(async () => {
  target = await openTarget('same-creation');
  await target.call('POST', `${target.core}/pods`, { body: idle('web', { app: 'web' }) });
  await target.call('POST', `${target.apps}/deployments`, { body: deployment('front', { replicas: 0, ...front }) });
});
afterAll(() => target.dispose());

const front = { selector: { matchLabels: { app: 'front' } } };
const post = (resource: string, options: CallOptions): Promise<Answer> =>
  target.call('POST', `${target.core}/${resource}`, options);
const pod = (): string => `${target.core}/pods/web`;

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
    expect(field(body, 'spec', 'containers', 0)).toMatchObject({
      imagePullPolicy: 'Always',
      resources: {},
      terminationMessagePath: '/dev/termination-log',
      terminationMessagePolicy: 'File',
    });
    expect(field(body, 'status', 'phase')).toBe('Pending');
  });

  it('that is rehearsed is not there', async () => {
    const { code } = await post('pods?dryRun=All', { body: idle('rehearsed') });
    expect(code).toBe(201);
    expect((await target.call('GET', `${target.core}/pods/rehearsed`)).code).toBe(404);
  });

  it('gets a name from a stem', async () => {
    const { body } = await post('configmaps', { body: { metadata: { generateName: 'stem-' } } });
    expect(field(body, 'metadata', 'name')).toMatch(/^stem-[b-z2-9]{5}$/);
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
    expect(field(body, 'metadata', 'managedFields', 0)).toMatchObject({
      ...{ manager: 'same-behaviour', operation: 'Update', apiVersion: 'v1', fieldsType: 'FieldsV1' },
      fieldsV1: { 'f:metadata': { 'f:labels': { '.': {}, 'f:app': {} } } },
    });
    expect(
      field(body, 'metadata', 'managedFields', 0, 'fieldsV1', 'f:spec', 'f:containers', 'k:{"name":"app"}'),
    ).toMatchObject({
      '.': {},
      'f:image': {},
    });
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
    expect(
      (await target.call('PATCH', `${target.apps}/deployments/front?dryRun=All`, { type: MERGE, body })).body,
    ).toMatchObject({
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
    expect(field(warned.body, 'spec', 'foo')).toBeUndefined();
  });
});
