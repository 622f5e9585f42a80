/** Containers that run: their order, their events, containers beside them; and the deletion of their pods. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { field, itemWith, list, texts } from '../../../support/practice/fields.ts';
import { openTarget, type Answer, type TargetCluster } from '../../../support/practice/target-cluster.ts';
import { busybox, MERGE, STRATEGIC } from './pods.ts';
import { isRunning, state } from './states.ts';

/** Asked for here rather than in a hook, so that cases that cannot run are seen to be left out, and why. */
const target: TargetCluster = await openTarget('same-containers');
const cases = describe.runIf(target.missing === undefined);

beforeAll(async () => {
  if (target.missing !== undefined) return;
  const create = (body: object): Promise<Answer> => target.call('POST', `${target.core}/pods`, { body });
  await Promise.all([
    create(busybox('tools')),
    create(
      busybox('initialized', {
        initContainers: [{ name: 'first', image: 'busybox:1', imagePullPolicy: 'IfNotPresent', command: ['true'] }],
      }),
    ),
  ]);
  await Promise.all(['tools', 'initialized'].map((name) => target.until(`${target.core}/pods/${name}`, isRunning)));
}, 60_000);
afterAll(() => target.dispose());

cases('containers', () => {
  it('start after those before them', async () => {
    const { body } = await target.call('GET', `${target.core}/pods/initialized`);
    expect(field(state(body, 'initContainerStatuses'), 'terminated')).toMatchObject({
      exitCode: 0,
      reason: 'Completed',
    });
    expect(field(itemWith(list(body, 'status', 'conditions'), 'type', 'Initialized'), 'status')).toBe('True');
  });

  it('are told of in events', async () => {
    const selector = 'involvedObject.name=tools';
    const { body } = await target.until(
      `${target.core}/events?fieldSelector=${encodeURIComponent(selector)}`,
      ({ body: found }) => itemWith(list(found, 'items'), 'reason', 'Started') !== undefined,
    );
    expect(texts(list(body, 'items'), 'reason')).toEqual(
      expect.arrayContaining(['Scheduled', 'Pulled', 'Created', 'Started']),
    );
    const started = itemWith(list(body, 'items'), 'reason', 'Started');
    expect(started).toMatchObject({
      type: 'Normal',
      involvedObject: { kind: 'Pod', fieldPath: 'spec.containers{app}' },
      source: { component: 'kubelet' },
    });
  });

  it('of the kind ephemeral start, and are not started again', async () => {
    const container = {
      name: 'ended',
      image: 'busybox:1',
      imagePullPolicy: 'IfNotPresent',
      command: ['sh', '-c', 'exit 5'],
    };
    await target.call('PATCH', `${target.core}/pods/tools/ephemeralcontainers`, {
      type: STRATEGIC,
      body: { spec: { ephemeralContainers: [container] } },
    });
    const { body } = await target.until(
      `${target.core}/pods/tools`,
      ({ body: pod }) => field(state(pod, 'ephemeralContainerStatuses'), 'terminated') !== undefined,
    );
    expect(field(body, 'status', 'ephemeralContainerStatuses', 0)).toMatchObject({
      name: 'ended',
      restartCount: 0,
      ready: false,
      state: { terminated: { exitCode: 5, reason: 'Error' } },
    });
    expect(field(body, 'status', 'phase')).toBe('Running');
  });

  it('of the kind ephemeral see the processes of their target', async () => {
    const container = {
      name: 'beside',
      image: 'busybox:1',
      imagePullPolicy: 'IfNotPresent',
      targetContainerName: 'app',
      command: ['sh', '-c', 'cat /proc/1/cmdline'],
    };
    await target.call('PATCH', `${target.core}/pods/tools/ephemeralcontainers`, {
      type: STRATEGIC,
      body: { spec: { ephemeralContainers: [container] } },
    });
    const ended = (pod: unknown): unknown => {
      const statuses = field(pod, 'status', 'ephemeralContainerStatuses') ?? [];
      const beside = itemWith(list(statuses), 'name', 'beside');
      return beside === undefined ? undefined : field(beside, 'state', 'terminated');
    };
    await target.until(`${target.core}/pods/tools`, ({ body }) => ended(body) !== undefined);
    expect((await target.call('GET', `${target.core}/pods/tools/log?container=beside`)).text).toContain(
      'sleep\0' + '3600',
    );
  });
});

cases('deletion', () => {
  const make = async (name: string, metadata: object = {}, command = ['sleep', '3600']): Promise<unknown> => {
    const pod = busybox(name, {}, { command }) as { readonly metadata: object };
    await target.call('POST', `${target.core}/pods`, { body: { ...pod, metadata: { ...pod.metadata, ...metadata } } });
    return (await target.until(`${target.core}/pods/${name}`, isRunning)).body;
  };
  const path = (name: string): string => `${target.core}/pods/${name}`;

  it('has its grace, and says so', async () => {
    await make('graceful');
    const { body } = await target.call('DELETE', path('graceful'));
    expect(body.metadata).toMatchObject({ deletionTimestamp: expect.any(String), deletionGracePeriodSeconds: 1 });
    await target.until(path('graceful'), ({ code }) => code === 404);
  });

  it('waits for finalizers', async () => {
    await make('held', { finalizers: ['kesako.test/held'] });
    await target.call('DELETE', `${path('held')}?gracePeriodSeconds=0`);
    const { body } = await target.call('GET', path('held'));
    expect(body.metadata).toMatchObject({ deletionTimestamp: expect.any(String), finalizers: ['kesako.test/held'] });
    await target.call('PATCH', path('held'), { type: MERGE, body: { metadata: { finalizers: null } } });
    await target.until(path('held'), ({ code }) => code === 404);
  });

  it('by force is at once', async () => {
    await make('forced');
    await target.call('DELETE', path('forced'), { body: { gracePeriodSeconds: 0 } });
    expect((await target.call('GET', path('forced'))).code).toBe(404);
  });

  it('of one that there is not', async () => {
    expect((await target.call('DELETE', path('none'))).body).toMatchObject({
      code: 404,
      message: 'pods "none" not found',
    });
  });

  it('of another one of that name is refused', async () => {
    const { body: pod } = await target.call('GET', path('tools'));
    const { body } = await target.call('DELETE', path('tools'), { body: { preconditions: { uid: 'abc' } } });
    expect(body).toMatchObject({
      code: 409,
      message: `Operation cannot be fulfilled on Pod "tools": the UID in the precondition (abc) does not match the UID in record (${String(field(pod, 'metadata', 'uid'))}). The object might have been deleted and then recreated`,
    });
  });

  it('that is rehearsed deletes nothing', async () => {
    expect((await target.call('DELETE', `${path('tools')}?dryRun=All`)).code).toBe(200);
    expect(field((await target.call('GET', path('tools'))).body, 'metadata', 'deletionTimestamp')).toBeUndefined();
  });

  it('is rehearsed in one way only', async () => {
    expect((await target.call('DELETE', `${path('tools')}?dryRun=Foo`)).body).toMatchObject({
      code: 422,
      message: 'DeleteOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["Foo"]: supported values: "All"',
    });
  });
});
