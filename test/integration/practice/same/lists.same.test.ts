/** Discovery, lists, selectors, pages and watches: the same on a real cluster and on the practice cluster. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { field, itemWith, list, text, texts, type Body } from '../../../support/practice/fields.ts';
import { openTarget, type TargetCluster } from '../../../support/practice/target-cluster.ts';
import { idle, MERGE } from './pods.ts';

let target: TargetCluster;
beforeAll(async () => {
  target = await openTarget('same-lists');
  for (const [name, labels] of [
    ['a', { app: 'web', tier: 'front', weight: '1' }],
    ['b', { app: 'web', tier: 'back', weight: '5' }],
    ['c', { app: 'db', tier: 'back' }],
    ['d', {}],
  ] as const) {
    const created = await target.call('POST', `${target.core}/pods`, { body: idle(name, labels) });
    expect(created.text).toContain('"uid"');
  }
});
afterAll(() => target.dispose());

const names = (body: Body): readonly string[] => texts(list(body, 'items'), 'metadata', 'name');
const query = (parameters: Readonly<Record<string, string>>): string => String(new URLSearchParams(parameters));
const podsBy = async (parameters: Readonly<Record<string, string>>): Promise<Body> =>
  (await target.call('GET', `${target.core}/pods?${query(parameters)}`)).body;

describe('label selectors', () => {
  it.each([
    ['app=web', ['a', 'b']],
    ['app==web', ['a', 'b']],
    ['app!=web', ['c', 'd']],
    ['app', ['a', 'b', 'c']],
    ['!app', ['d']],
    ['app in (web,db)', ['a', 'b', 'c']],
    ['app in (web), tier=back', ['b']],
    ['app notin (web)', ['c', 'd']],
    ['weight>1', ['b']],
    ['weight<5', ['a']],
    ['app=web,tier!=front', ['b']],
    ['', ['a', 'b', 'c', 'd']],
  ])('%s', async (labelSelector, expected) => {
    expect(names(await podsBy({ labelSelector }))).toEqual(expected);
  });

  it('refuses what cannot be read', async () => {
    expect(await podsBy({ labelSelector: 'a===' })).toMatchObject({
      code: 400,
      reason: 'BadRequest',
      message: "unable to parse requirement: found '=', expected: identifier",
    });
  });
});

describe('field selectors', () => {
  it.each([
    ['metadata.name=a', ['a']],
    ['metadata.name!=a', ['b', 'c', 'd']],
    ['status.phase=Pending', ['a', 'b', 'c', 'd']],
    ['status.phase=Running', []],
    ['spec.nodeName=', ['a', 'b', 'c', 'd']],
    ['spec.restartPolicy=Always,metadata.name=b', ['b']],
  ])('%s', async (fieldSelector, expected) => {
    expect(names(await podsBy({ fieldSelector }))).toEqual(expected);
  });

  it('refuses a field that it does not select by', async () => {
    expect(await podsBy({ fieldSelector: 'spec.foo=b' })).toMatchObject({
      code: 400,
      message: 'field label not supported: spec.foo',
    });
  });
});

describe('pages', () => {
  it('come from one state, and say how much is left', async () => {
    const first = await podsBy({ limit: '3' });
    expect(names(first)).toEqual(['a', 'b', 'c']);
    expect(field(first, 'metadata', 'remainingItemCount')).toBe(1);
    const next = await podsBy({ limit: '3', continue: text(first, 'metadata', 'continue') });
    expect(names(next)).toEqual(['d']);
    expect(field(next, 'metadata', 'continue')).toBeUndefined();
    expect(field(next, 'metadata', 'resourceVersion')).toBe(field(first, 'metadata', 'resourceVersion'));
  });

  it('do not say how much is left of what is selected', async () => {
    const first = await podsBy({ limit: '1', labelSelector: 'app=web' });
    expect(field(first, 'metadata', 'continue')).toEqual(expect.any(String));
    expect(field(first, 'metadata', 'remainingItemCount')).toBeUndefined();
  });

  it.each([
    [{ limit: 'x' }, 'strconv.ParseInt: parsing "x": invalid syntax'],
    [
      { continue: 'abc' },
      "invalid continue token: continue key is not valid: invalid character 'i' looking for beginning of value",
    ],
    [
      { resourceVersion: 'abc' },
      'invalid resource version: resourceVersion: Invalid value: "abc": strconv.ParseUint: parsing "abc": invalid syntax',
    ],
  ])('refuse %o', async (parameters, message) => {
    expect(await podsBy(parameters as Readonly<Record<string, string>>)).toMatchObject({
      code: 400,
      reason: 'BadRequest',
      message,
    });
  });

  it('of a version that has not come yet are a timeout', async () => {
    expect(await podsBy({ resourceVersion: '999999999' })).toMatchObject({
      code: 504,
      reason: 'Timeout',
      details: { causes: [{ reason: 'ResourceVersionTooLarge' }], retryAfterSeconds: 1 },
    });
  });
});

describe('shapes', () => {
  it('of a list name its kind once, and not in its items', async () => {
    const found = await podsBy({});
    expect(found).toMatchObject({ kind: 'PodList', apiVersion: 'v1' });
    expect(field(found, 'items', 0, 'kind')).toBeUndefined();
  });

  it('of one object name its kind', async () => {
    const { body } = await target.call('GET', `${target.core}/pods/a`);
    expect(body).toMatchObject({ kind: 'Pod', apiVersion: 'v1', metadata: { name: 'a', namespace: 'same-lists' } });
  });

  it('of a table are what kubectl shows', async () => {
    const headers = { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' };
    const { body } = await target.call('GET', `${target.core}/pods?labelSelector=app%3Ddb`, { headers });
    expect(body.kind).toBe('Table');
    expect(texts(list(body, 'columnDefinitions').slice(0, 5), 'name')).toEqual([
      ...['Name', 'Ready', 'Status', 'Restarts', 'Age'],
    ]);
    expect(list(body, 'rows', 0, 'cells').slice(0, 2)).toEqual(['c', '0/1']);
    expect(field(body, 'rows', 0, 'object', 'metadata', 'name')).toBe('c');
  });

  it.each([
    ['pods/none', 'pods "none" not found', { name: 'none', kind: 'pods' }],
    ['services/none', 'services "none" not found', { name: 'none', kind: 'services' }],
  ])('of a miss: %s', async (path, message, details) => {
    const { code, body } = await target.call('GET', `${target.core}/${path}`);
    expect({ code, ...body }).toMatchObject({ code: 404, reason: 'NotFound', status: 'Failure', message, details });
  });

  it('of a miss in a group name the group', async () => {
    const { body } = await target.call('GET', `${target.apps}/deployments/none`);
    expect(body).toMatchObject({
      message: 'deployments.apps "none" not found',
      details: { name: 'none', group: 'apps', kind: 'deployments' },
    });
  });

  it('of a resource that there is not', async () => {
    const { code, body } = await target.call('GET', '/api/v1/foo');
    expect({ code, ...body }).toMatchObject({
      code: 404,
      message: 'the server could not find the requested resource',
      details: {},
    });
  });
});

describe('watches', () => {
  const events = async (parameters: Readonly<Record<string, string>>, count: number): Promise<readonly unknown[]> => {
    const path = `${target.core}/pods?${query({ watch: 'true', ...parameters })}`;
    const read = await target.lines(path, (_line, all) => all.length === count);
    return read.map((line) => JSON.parse(line) as unknown);
  };
  const shown = (found: readonly unknown[]): readonly string[] =>
    found.map((event) => `${text(event, 'type')} ${text(event, 'object', 'metadata', 'name')}`);

  it('without a version tell the present first', async () => {
    expect(shown(await events({}, 4)).toSorted()).toEqual(['ADDED a', 'ADDED b', 'ADDED c', 'ADDED d']);
  });

  it('from a version tell what came after it, and a change that leaves the selection as its end', async () => {
    const { metadata } = await podsBy({});
    const parameters = { resourceVersion: text(metadata, 'resourceVersion'), labelSelector: 'watched=yes' };
    const reading = events(parameters, 3);
    await target.call('POST', `${target.core}/pods`, { body: idle('w', { watched: 'yes' }) });
    const patch = (labels: object): Promise<unknown> =>
      target.call('PATCH', `${target.core}/pods/w`, { type: MERGE, body: { metadata: { labels } } });
    await patch({ other: '1' });
    await patch({ watched: 'no' });
    expect(shown(await reading)).toEqual(['ADDED w', 'MODIFIED w', 'DELETED w']);
    await target.call('DELETE', `${target.core}/pods/w`);
  });

  it('tell a deletion with the last state', async () => {
    await target.call('POST', `${target.core}/pods`, { body: idle('gone') });
    const { metadata } = await podsBy({});
    const parameters = { resourceVersion: text(metadata, 'resourceVersion'), fieldSelector: 'metadata.name=gone' };
    const path = `${target.core}/pods?${query({ watch: 'true', ...parameters })}`;
    const reading = target.lines(path, (line) => line.startsWith('{"type":"DELETED"'));
    await target.call('DELETE', `${target.core}/pods/gone`);
    const event = JSON.parse((await reading).at(-1) ?? '{}') as unknown;
    expect(event).toMatchObject({ type: 'DELETED', object: { kind: 'Pod', spec: { containers: [{ name: 'app' }] } } });
  });

  it('that are given the initial state mark its end', async () => {
    const parameters = {
      ...{ sendInitialEvents: 'true', resourceVersionMatch: 'NotOlderThan', allowWatchBookmarks: 'true' },
    };
    const found = await events(parameters, 5);
    expect(found[4]).toMatchObject({
      type: 'BOOKMARK',
      object: { kind: 'Pod', metadata: { annotations: { 'k8s.io/initial-events-end': 'true' } } },
    });
  });

  it('end by themselves when their time is up', async () => {
    const { metadata } = await podsBy({});
    const parameters = { resourceVersion: text(metadata, 'resourceVersion'), timeoutSeconds: '1' };
    expect(await events(parameters, 99)).toEqual([]);
  });

  it('are of collections only: of one object its path gives the object', async () => {
    const { body } = await target.call('GET', `${target.core}/pods/a?watch=true`);
    expect(body.kind).toBe('Pod');
  });
});

describe('discovery', () => {
  it.each([
    ['/api', 'APIVersions'],
    ['/apis', 'APIGroupList'],
    ['/api/v1', 'APIResourceList'],
    ['/apis/apps/v1', 'APIResourceList'],
    ['/apis/apps', 'APIGroup'],
  ])('%s', async (path, kind) => {
    expect((await target.call('GET', path)).body.kind).toBe(kind);
  });

  it('names what is below a pod', async () => {
    const { body } = await target.call('GET', '/api/v1');
    const names = texts(list(body, 'resources'), 'name');
    expect(names).toEqual(
      expect.arrayContaining([
        'pods',
        'pods/exec',
        'pods/attach',
        'pods/log',
        'pods/ephemeralcontainers',
        'pods/portforward',
      ]),
    );
    expect(itemWith(list(body, 'resources'), 'name', 'pods')).toMatchObject({
      ...{ singularName: 'pod', namespaced: true, kind: 'Pod', shortNames: ['po'] },
    });
  });

  it('says its version', async () => {
    expect((await target.call('GET', '/version')).body).toMatchObject({
      major: '1',
      gitVersion: expect.stringMatching(/^v1\.\d+\.\d+/),
    });
  });

  it('is ready', async () => {
    expect((await target.call('GET', '/readyz')).text).toBe('ok');
  });
});
