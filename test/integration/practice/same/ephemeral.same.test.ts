/** Every rule of `pods/ephemeralcontainers`, Pod Security's levels, and what a viewer may not. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { field, fieldIfAny, itemWith, list, record, texts } from '../../../support/practice/fields.ts';
import { openTarget, type Answer, type TargetCluster } from '../../../support/practice/target-cluster.ts';
import { deployment, idle, JSON_PATCH, MERGE, STRATEGIC } from './pods.ts';

let target: TargetCluster;
beforeAll(async () => {
  target = await openTarget('same-ephemeral');
  await target.call('POST', `${target.core}/pods`, { body: idle('web') });
  await target.call('POST', `${target.core}/pods`, { body: idle('debugged') });
  const first = { spec: { ephemeralContainers: [{ name: 'd', image: 'busybox:1', stdin: true, tty: true }] } };
  await add(first, '', 'debugged');
});
afterAll(() => target.dispose());

const add = (body: unknown, query = '?dryRun=All', pod = 'web', type = STRATEGIC): Promise<Answer> =>
  target.call('PATCH', `${target.core}/pods/${pod}/ephemeralcontainers${query}`, { type, body });
const one = (container: object): object => ({
  spec: { ephemeralContainers: [{ name: 'd', image: 'busybox:1', ...container }] },
});
const at = (field: string, message: string): string =>
  `Pod "web" is invalid: spec.ephemeralContainers[0].${field}: ${message}`;
const CANNOT = 'Forbidden: cannot be set for an Ephemeral Container';

describe('an ephemeral container is refused', () => {
  it.each([
    ['without an image', { image: undefined }, at('image', 'Required value')],
    ['without a name', { name: undefined }, at('name', 'Required value')],
    [
      'with a bad name',
      { name: 'D_' },
      at(
        'name',
        `Invalid value: "D_": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')`,
      ),
    ],
    ['with the name of another container', { name: 'app' }, at('name', 'Duplicate value: "app"')],
    [
      'with a target that there is not',
      { targetContainerName: 'nope' },
      at('targetContainerName', 'Not found: "nope"'),
    ],
    ['with ports', { ports: [{ containerPort: 80 }] }, at('ports', CANNOT)],
    ['with resources', { resources: { limits: { cpu: '1' } } }, at('resources', CANNOT)],
    ['with a liveness probe', { livenessProbe: { exec: { command: ['a'] } } }, at('livenessProbe', CANNOT)],
    ['with a readiness probe', { readinessProbe: { exec: { command: ['a'] } } }, at('readinessProbe', CANNOT)],
    ['with a startup probe', { startupProbe: { exec: { command: ['a'] } } }, at('startupProbe', CANNOT)],
    ['with a lifecycle', { lifecycle: { preStop: { exec: { command: ['a'] } } } }, at('lifecycle', CANNOT)],
    [
      'with a mount of no volume',
      { volumeMounts: [{ name: 'no', mountPath: '/x' }] },
      at('volumeMounts[0].name', 'Not found: "no"'),
    ],
    [
      'with a pull policy that there is not',
      { imagePullPolicy: 'Sometimes' },
      at('imagePullPolicy', 'Unsupported value: "Sometimes": supported values: "Always", "IfNotPresent", "Never"'),
    ],
    [
      'with a termination policy that there is not',
      { terminationMessagePolicy: 'X' },
      at('terminationMessagePolicy', 'Unsupported value: "X": supported values: "File", "FallbackToLogsOnError"'),
    ],
    [
      'with a space before its image',
      { image: ' busybox:1' },
      at('image', 'Invalid value: " busybox:1": must not have leading or trailing whitespace'),
    ],
    [
      'with a bad variable',
      { env: [{ name: 'A B=', value: '1' }] },
      at(
        'env[0].name',
        `Invalid value: "A B=": a valid environment variable name must consist only of printable ASCII characters other than '='`,
      ),
    ],
    [
      'with a user below zero',
      { securityContext: { runAsUser: -1 } },
      at('securityContext.runAsUser', 'Invalid value: -1: must be between 0 and 2147483647, inclusive'),
    ],
  ])('%s', async (_what, container, message) => {
    expect((await add(one(container))).body).toMatchObject({
      code: 422,
      reason: 'Invalid',
      message,
      details: { name: 'web', kind: 'Pod' },
    });
  });

  it('with a part of a volume', async () => {
    const { body } = await add(one({ volumeMounts: [{ name: 'no', mountPath: '/x', subPath: 'a' }] }));
    expect(body.message).toBe(
      `Pod "web" is invalid: [spec.ephemeralContainers[0].volumeMounts[0].name: Not found: "no", spec.ephemeralContainers[0].volumeMounts[0].subPath: ${CANNOT}]`,
    );
  });

  it('privileged, and without more privileges', async () => {
    const { body } = await add(one({ securityContext: { privileged: true, allowPrivilegeEscalation: false } }));
    expect(field(body, 'details', 'causes', 0, 'field')).toBe('spec.ephemeralContainers[0].securityContext');
    expect(body.message).toContain('cannot set `allowPrivilegeEscalation` to false and `privileged` to true');
  });

  it('when the list is none', async () => {
    expect((await add({ spec: { ephemeralContainers: 'x' } })).body).toMatchObject({
      code: 422,
      message:
        ' "" is invalid: patch: Invalid value: "map[spec:map[ephemeralContainers:x]]": cannot restore slice from string',
    });
  });

  it('of a pod that there is not', async () => {
    expect((await add(one({}), '', 'none')).body).toMatchObject({
      code: 404,
      message: 'pods "none" not found',
      details: { name: 'none' },
    });
  });
});

describe('an ephemeral container', () => {
  it('is filled in', async () => {
    const { body } = await add(one({}));
    expect(body.kind).toBe('Pod');
    expect(field(body, 'spec', 'ephemeralContainers')).toEqual([
      {
        ...{ name: 'd', image: 'busybox:1', resources: {}, imagePullPolicy: 'IfNotPresent' },
        ...{ terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File' },
      },
    ]);
    expect(field(body, 'metadata', 'generation')).toBe(2);
  });

  it('may have a terminal without input', async () => {
    expect((await add(one({ tty: true }))).code).toBe(200);
  });

  it('may name a target', async () => {
    expect(
      field(
        (await add(one({ targetContainerName: 'app' }))).body,
        'spec',
        'ephemeralContainers',
        0,
        'targetContainerName',
      ),
    ).toBe('app');
  });

  it('says who added it', async () => {
    const { body } = await target.call('GET', `${target.core}/pods/debugged/ephemeralcontainers`);
    const entry = itemWith(list(body, 'metadata', 'managedFields'), 'subresource', 'ephemeralcontainers');
    expect(entry).toMatchObject({ manager: 'same-behaviour', operation: 'Update', apiVersion: 'v1' });
    expect(field(entry, 'fieldsV1', 'f:spec', 'f:ephemeralContainers', 'k:{"name":"d"}')).toMatchObject({
      'f:image': {},
      'f:stdin': {},
    });
  });

  it('may be asked for again, unchanged', async () => {
    const { code, body } = await add(one({ stdin: true, tty: true }), '', 'debugged');
    expect(code).toBe(200);
    expect(field(body, 'spec', 'ephemeralContainers')).toHaveLength(1);
  });

  it('may not be changed', async () => {
    const { body } = await add(one({ image: 'busybox:latest' }), '', 'debugged');
    expect(body).toMatchObject({
      code: 422,
      details: { causes: [{ reason: 'FieldValueForbidden', field: 'spec.ephemeralContainers' }] },
    });
    expect(body.message).toContain('Forbidden: existing ephemeral containers "d" may not be changed\n');
  });

  it.each([
    ['by a directive', STRATEGIC, { spec: { ephemeralContainers: [{ name: 'd', $patch: 'delete' }] } }],
    ['by an empty list', MERGE, { spec: { ephemeralContainers: [] } }],
    ['by a list without it', MERGE, { spec: { ephemeralContainers: [{ name: 'e', image: 'busybox:1' }] } }],
  ])('may not be removed %s', async (_how, type, body) => {
    expect((await add(body, '', 'debugged', type)).body).toMatchObject({
      code: 422,
      message:
        'Pod "debugged" is invalid: spec.ephemeralContainers: Forbidden: existing ephemeral containers "d" may not be removed\n',
    });
  });

  it('may be appended step by step', async () => {
    const body = [{ op: 'add', path: '/spec/ephemeralContainers/-', value: { name: 'k', image: 'busybox:1' } }];
    const done = await add(body, '?dryRun=All', 'debugged', JSON_PATCH);
    expect(texts(list(done.body, 'spec', 'ephemeralContainers'), 'name')).toEqual(['d', 'k']);
  });

  it('may come by an update of the subresource', async () => {
    const path = `${target.core}/pods/web/ephemeralcontainers`;
    const { body: pod } = await target.call('GET', path);
    const spec = {
      ...record(pod, 'spec'),
      restartPolicy: 'Never',
      ephemeralContainers: [{ name: 'put', image: 'busybox:1' }],
    };
    const { body } = await target.call('PUT', `${path}?dryRun=All`, { body: { ...pod, spec } });
    expect(body.spec).toMatchObject({ restartPolicy: 'Always', ephemeralContainers: [{ name: 'put' }] });
  });

  it('does not come by a patch of the pod itself', async () => {
    const { body } = await target.call('PATCH', `${target.core}/pods/web`, { type: STRATEGIC, body: one({}) });
    expect(body.code).toBe(422);
  });

  it('is all that the subresource changes', async () => {
    const { body } = await add({ metadata: { labels: { x: 'y' } } });
    expect(fieldIfAny(field(body, 'metadata', 'labels'), 'x')).toBeUndefined();
  });
});

const CACHED_MS = 10_000;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

describe('Pod Security', () => {
  const label = (enforce: string | null, warn: string | null = null): Promise<Answer> => {
    const labels = { 'pod-security.kubernetes.io/enforce': enforce, 'pod-security.kubernetes.io/warn': warn };
    return target.call('PATCH', `/api/v1/namespaces/${target.kubeNamespace}`, {
      type: MERGE,
      body: { metadata: { labels } },
    });
  };
  afterAll(() => label(null));
  const create = (spec: object): Promise<Answer> =>
    target.call('POST', `${target.core}/pods?dryRun=All`, { body: { metadata: { name: 'x' }, spec } });
  const PRIVILEGED = { containers: [{ name: 'a', image: 'b', securityContext: { privileged: true } }] };

  /** Admission reads the labels from a cache of its own, which a real cluster brings up to date a moment later. */
  async function level(enforce: 'privileged' | 'baseline' | 'restricted', warn?: 'restricted'): Promise<void> {
    await label(enforce, warn ?? null);
    await vi.waitFor(async () => {
      const { body, headers } = await create(PRIVILEGED);
      const enforced = /PodSecurity "(\w+):latest"/.exec(text(body.message))?.[1];
      const warned = /PodSecurity \\"(\w+):latest\\"/.exec(text(headers['warning']))?.[1];
      expect([enforced ?? 'privileged', warned]).toEqual([enforce, warn]);
    }, CACHED_MS);
  }

  it('refuses a level that there is not', async () => {
    expect((await label('nope')).body.message).toBe(
      'Namespace "same-ephemeral" is invalid: metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value: "nope": must be one of privileged, baseline, restricted',
    );
  });

  it.each([
    [
      'privileged',
      { securityContext: { privileged: true } },
      'privileged (container "a" must not set securityContext.privileged=true)',
    ],
    [
      'another capability',
      { securityContext: { capabilities: { add: ['SYS_PTRACE', 'NET_ADMIN'] } } },
      'non-default capabilities (container "a" must not include "NET_ADMIN", "SYS_PTRACE" in securityContext.capabilities.add)',
    ],
    [
      'a port of the host',
      { ports: [{ containerPort: 80, hostPort: 80 }] },
      'hostPort (container "a" uses hostPort 80)',
    ],
  ])('baseline refuses %s', async (_what, container, violation) => {
    await level('baseline');
    expect((await create({ containers: [{ name: 'a', image: 'b', ...container }] })).body).toMatchObject({
      code: 403,
      reason: 'Forbidden',
      message: `pods "x" is forbidden: violates PodSecurity "baseline:latest": ${violation}`,
      details: { name: 'x', kind: 'pods' },
    });
  });

  it('baseline refuses what is the host’s', async () => {
    const spec = {
      hostNetwork: true,
      hostPID: true,
      volumes: [{ name: 'h', hostPath: { path: '/' } }],
      containers: [{ name: 'a', image: 'b' }],
    };
    expect((await create(spec)).body.message).toBe(
      'pods "x" is forbidden: violates PodSecurity "baseline:latest": host namespaces (hostNetwork=true, hostPID=true), hostPath volumes (volume "h")',
    );
  });

  it('baseline lets an ordinary pod in', async () => {
    expect((await create({ containers: [{ name: 'a', image: 'b' }] })).code).toBe(201);
  });

  it('baseline judges an ephemeral container', async () => {
    expect((await add(one({ securityContext: { capabilities: { add: ['SYS_PTRACE'] } } }))).body).toMatchObject({
      code: 403,
      message:
        'pods "web" is forbidden: violates PodSecurity "baseline:latest": non-default capabilities (container "d" must not include "SYS_PTRACE" in securityContext.capabilities.add)',
    });
  });

  it('restricted judges the whole pod, not what is added alone', async () => {
    await level('restricted');
    const context = {
      runAsNonRoot: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    };
    const { body } = await add(one({ securityContext: context }));
    expect(body.message).toBe(
      'pods "web" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "app" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (container "app" must set securityContext.capabilities.drop=["ALL"]), runAsNonRoot != true (pod or container "app" must set securityContext.runAsNonRoot=true), seccompProfile (pod or container "app" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")',
    );
  });

  it('restricted says everything at once, in its order', async () => {
    const spec = {
      volumes: [{ name: 'h', hostPath: { path: '/' } }],
      containers: [
        { name: 'a', image: 'b', securityContext: { runAsUser: 0, capabilities: { add: ['NET_ADMIN'] } } },
        { name: 'c', image: 'b' },
      ],
    };
    expect((await create(spec)).body.message).toBe(
      'pods "x" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (containers "a", "c" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (containers "a", "c" must set securityContext.capabilities.drop=["ALL"]; container "a" must not include "NET_ADMIN" in securityContext.capabilities.add), restricted volume types (volume "h" uses restricted volume type "hostPath"), runAsNonRoot != true (pod or containers "a", "c" must set securityContext.runAsNonRoot=true), runAsUser=0 (container "a" must not set runAsUser=0), seccompProfile (pod or containers "a", "c" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")',
    );
  });

  it('leaves a change alone that brings no container', async () => {
    const { code } = await target.call('PATCH', `${target.core}/pods/web`, {
      type: MERGE,
      body: { metadata: { labels: { changed: 'yes' } } },
    });
    expect(code).toBe(200);
  });

  it('warns of a workload, and lets it in', async () => {
    await level('privileged', 'restricted');
    const done = await target.call('POST', `${target.apps}/deployments?dryRun=All`, { body: deployment('warned') });
    expect(done.code).toBe(201);
    expect(done.headers['warning']).toContain(
      String.raw`299 - "would violate PodSecurity \"restricted:latest\": allowPrivilegeEscalation != false (container \"app\" must set`,
    );
  });

  it('says nothing of a privileged pod where that is the level', async () => {
    await level('privileged');
    const done = await create(PRIVILEGED);
    expect(done.code).toBe(201);
    expect(done.headers['warning']).toBeUndefined();
  });
});

/** A real cluster's viewer looks in this Kubernetes namespace alone. */
const VISIBLE = '/api/v1/namespaces/default/pods';

describe('rights', () => {
  it('of a viewer are to look', async () => {
    expect((await target.callAsViewer('GET', VISIBLE)).code).toBe(200);
  });

  it.each([
    [
      'delete',
      'DELETE',
      'pods/web',
      'pods "web" is forbidden: User "viewer" cannot delete resource "pods" in API group "" in the namespace "same-ephemeral"',
    ],
    [
      'create',
      'POST',
      'pods',
      'pods is forbidden: User "viewer" cannot create resource "pods" in API group "" in the namespace "same-ephemeral"',
    ],
    [
      'debug',
      'PATCH',
      'pods/web/ephemeralcontainers',
      'pods "web" is forbidden: User "viewer" cannot patch resource "pods/ephemeralcontainers" in API group "" in the namespace "same-ephemeral"',
    ],
  ])('of a viewer are not to %s', async (_what, method, path, message) => {
    const { body } = await target.callAsViewer(method, `${target.core}/${path}`, {
      body: {},
      type: method === 'PATCH' ? STRATEGIC : 'application/json',
    });
    expect(body).toMatchObject({ code: 403, reason: 'Forbidden', message });
  });

  it('can be asked for', async () => {
    const review = async (verb: string, as: TargetCluster['call']): Promise<unknown> => {
      const resourceAttributes = { verb, resource: 'pods', namespace: 'default' };
      const body = {
        kind: 'SelfSubjectAccessReview',
        apiVersion: 'authorization.k8s.io/v1',
        spec: { resourceAttributes },
      };
      const done = await as('POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', { body });
      expect(done.code).toBe(201);
      return field(done.body, 'status', 'allowed');
    };
    expect(await review('delete', target.call)).toBe(true);
    expect(await review('delete', target.callAsViewer)).toBe(false);
    expect(await review('list', target.callAsViewer)).toBe(true);
  });

  it('can be listed', async () => {
    const body = {
      kind: 'SelfSubjectRulesReview',
      apiVersion: 'authorization.k8s.io/v1',
      spec: { namespace: 'default' },
    };
    const done = await target.callAsViewer('POST', '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews', { body });
    const rules = list(done.body, 'status', 'resourceRules');
    const verbs = (rule: unknown): readonly unknown[] => list(rule, 'verbs');
    expect(rules.some((rule) => verbs(rule).includes('list') && list(rule, 'resources').includes('pods'))).toBe(true);
    expect(rules.some((rule) => verbs(rule).includes('delete'))).toBe(false);
  });

  it('of nobody are none', async () => {
    const headers = { authorization: 'Bearer nobody' };
    const { code, body } = await target.callAsViewer('GET', VISIBLE, { headers });
    expect({ code, ...body }).toMatchObject({ code: 401, reason: 'Unauthorized', message: 'Unauthorized' });
  });
});
