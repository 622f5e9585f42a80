/** Containers that run: exec, attach, port-forward, logs, exits, restarts, deletion, roll-outs. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  openTarget,
  type Answer,
  type Json,
  type StreamOptions,
  type StreamRecord,
  type TargetCluster,
} from '../../../support/practice/target-cluster.ts';
import { busybox, deployment, MERGE, STRATEGIC } from './pods.ts';

/** Asked for here rather than in a hook, so that cases that cannot run are seen to be left out, and why. */
const target: TargetCluster = await openTarget('same-containers');
const cases = describe.runIf(target.missing === undefined);

beforeAll(async () => {
  if (target.missing !== undefined) return;
  const create = (body: object): Promise<Answer> => target.call('POST', `${target.core}/pods`, { body });
  const terminal = {
    name: 'terminal',
    image: 'busybox:1',
    imagePullPolicy: 'IfNotPresent',
    command: ['sh'],
    stdin: true,
    tty: true,
  };
  const listener = {
    name: 'listener',
    image: 'busybox:1',
    imagePullPolicy: 'IfNotPresent',
    command: ['cat'],
    stdin: true,
  };
  const talker = ['sh', '-c', 'echo one; echo two; echo three >&2; printf four; sleep 3600'];
  await Promise.all([
    create(busybox('tools')),
    create(busybox('talker', {}, { command: talker })),
    create({ ...busybox('clients', { containers: [terminal, listener], terminationGracePeriodSeconds: 1 }) }),
    create(busybox('done', { restartPolicy: 'Never' }, { command: ['sh', '-c', 'echo bye; exit 3'] })),
    create(busybox('crashing', { restartPolicy: 'OnFailure' }, { command: ['sh', '-c', 'echo again; exit 1'] })),
    create(busybox('missing', {}, { image: 'kesako.test/no-such-image:1' })),
    create(
      busybox('initialized', {
        initContainers: [{ name: 'first', image: 'busybox:1', imagePullPolicy: 'IfNotPresent', command: ['true'] }],
      }),
    ),
  ]);
  await Promise.all(
    ['tools', 'talker', 'clients', 'initialized'].map((name) => target.until(`${target.core}/pods/${name}`, isRunning)),
  );
}, 60_000);
afterAll(() => target.dispose());

const isRunning = ({ body }: Answer): boolean =>
  body.status?.containerStatuses?.every((status: Json) => status.state.running) === true &&
  body.status.phase === 'Running';
const state = (body: Json, list = 'containerStatuses'): Json => body.status?.[list]?.[0]?.state ?? {};
const exec = (
  argv: readonly string[],
  more: Readonly<Record<string, string>> = {},
  options: StreamOptions = {},
): Promise<StreamRecord> => {
  const query = new URLSearchParams([
    ...argv.map((word): [string, string] => ['command', word]),
    ...Object.entries({ stdout: 'true', stderr: 'true', ...more }),
  ]);
  return target.stream(`${target.core}/pods/tools/exec?${String(query)}`, options);
};
const sh = (script: string, more?: Readonly<Record<string, string>>, options?: StreamOptions): Promise<StreamRecord> =>
  exec(['sh', '-c', script], more, options);
const END_OF_INPUT = Buffer.of(0);
const V4 = ['v4.channel.k8s.io'];

cases('exec', () => {
  it('keeps the streams apart, and ends with success', async () => {
    const done = await sh('echo out; echo err >&2');
    expect(done).toMatchObject({
      protocol: 'v5.channel.k8s.io',
      closeCode: 1000,
      status: { metadata: {}, status: 'Success' },
    });
    expect([done.text(1), done.text(2)]).toEqual(['out\n', 'err\n']);
  });

  it('begins with an empty frame', async () => {
    const { frames } = await sh('true');
    expect(frames[0]).toMatchObject({ channel: 1, bytes: Buffer.alloc(0) });
    expect(frames.at(-1)?.channel).toBe(3);
  });

  it.each([1, 3, 42, 127])('tells the exit code %d', async (code) => {
    expect((await sh(`exit ${code}`)).status).toEqual({
      ...{ metadata: {}, status: 'Failure', reason: 'NonZeroExitCode' },
      message: `command terminated with non-zero exit code: command terminated with exit code ${code}`,
      details: { causes: [{ reason: 'ExitCode', message: String(code) }] },
    });
  });

  it.each([
    ['KILL', 137],
    ['TERM', 143],
  ])('tells a death by SIG%s', async (signal, code) => {
    expect((await sh(`kill -${signal} $$`)).status.details.causes).toEqual([
      { reason: 'ExitCode', message: String(code) },
    ]);
  });

  it('words an exit code as the runtime where the runtime speaks', async () => {
    const done = await sh('exit 2', {}, { protocols: V4 });
    expect(done.protocol).toBe('v4.channel.k8s.io');
    expect(done.status.message).toBe(
      'command terminated with non-zero exit code: error executing command [sh -c exit 2], exit code 2',
    );
  });

  it('takes the best protocol of those offered', async () => {
    expect((await exec(['true'], {}, { protocols: [...V4, 'v5.channel.k8s.io'] })).protocol).toBe('v5.channel.k8s.io');
  });

  it('refuses a protocol that it does not speak', async () => {
    expect((await exec(['true'], {}, { protocols: ['no.such.protocol'] })).refused?.code).toBe(403);
  });

  it('says that a program is missing', async () => {
    const { status } = await exec(['nope']);
    expect(status).toMatchObject({ status: 'Failure', reason: 'InternalError', code: 500 });
    expect(status.message).toMatch(
      /^Internal error occurred: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "[0-9a-f]{64}": OCI runtime exec failed: exec failed: unable to start container process: exec: "nope": executable file not found in \$PATH: unknown$/,
    );
  });

  it.each(['/etc/passwd', '/tmp'])('says that %s is no program', async (path) => {
    expect((await exec([path])).status.message).toContain(`exec: "${path}": permission denied: unknown`);
  });

  it('wants a stream', async () => {
    const { status } = await exec(['ls'], { stdout: 'false', stderr: 'false' });
    expect(status.message).toBe(
      'Internal error occurred: unable to upgrade connection: you must specify at least 1 of stdin, stdout, stderr',
    );
  });

  it('feeds its input, and ends it without ending the stream', async () => {
    const done = await exec(
      ['cat'],
      { stdin: 'true' },
      {
        talk: (stream) => {
          stream.send(0, 'hello');
          stream.send(255, END_OF_INPUT);
          return Promise.resolve(undefined);
        },
      },
    );
    expect(done.text(1)).toBe('hello');
    expect(done.status.status).toBe('Success');
  });

  it('cannot end its input in version 4', async () => {
    const done = await exec(
      ['cat'],
      { stdin: 'true' },
      {
        protocols: V4,
        talk: async (stream) => {
          stream.send(0, 'hello');
          stream.send(255, END_OF_INPUT);
          await stream.until(1, 'hello');
          return 'close';
        },
      },
    );
    expect(done.text(3)).toBe('');
  });

  it('carries all bytes of much input', async () => {
    const piece = Buffer.alloc(32 * 1024, 'x');
    const done = await exec(
      ['wc', '-c'],
      { stdin: 'true' },
      {
        talk: (stream) => {
          for (let count = 0; count < 32; count += 1) stream.send(0, piece);
          stream.send(255, END_OF_INPUT);
          return Promise.resolve(undefined);
        },
      },
    );
    expect(done.text(1).trim()).toBe(String(32 * piece.length));
  });

  it('carries all bytes of much output', async () => {
    const done = await sh('head -c 3000000 /dev/zero');
    expect(done.text(1)).toHaveLength(3_000_000);
  });

  it('has one stream in a terminal, and its line ends', async () => {
    const done = await sh('echo out; echo err >&2', { tty: 'true', stderr: 'false' });
    expect([done.text(1), done.text(2)]).toEqual(['out\r\nerr\r\n', '']);
  });

  it('gives a terminal its size', async () => {
    const done = await sh(
      'while [ "$(stty size)" != "33 77" ]; do sleep 0.05; done; stty size',
      { tty: 'true', stderr: 'false', stdin: 'true' },
      {
        talk: (stream) => {
          stream.send(4, '{"Width":77,"Height":33}');
          return Promise.resolve(undefined);
        },
      },
    );
    expect(done.text(1)).toContain('33 77');
  });

  it('takes no notice of sizes of nothing', async () => {
    const done = await sh(
      'stty size',
      { tty: 'true', stderr: 'false', stdin: 'true' },
      {
        talk: (stream) => {
          stream.send(4, '{"Width":0,"Height":0}');
          return Promise.resolve(undefined);
        },
      },
    );
    expect(done.status.status).toBe('Success');
  });

  it('says where it is', async () => {
    expect((await sh('echo $HOSTNAME; hostname; pwd')).text(1)).toBe('tools\ntools\n/\n');
  });

  it('has a terminal kind in a terminal', async () => {
    expect((await sh('echo $TERM', { tty: 'true', stderr: 'false' })).text(1)).toBe('xterm\r\n');
  });

  it.each([
    ['a pod that there is not', 'none/exec?command=ls&stdout=1', 404, 'pods "none" not found'],
    [
      'a container that there is not',
      'tools/exec?container=nope&command=ls&stdout=1',
      400,
      'container nope is not valid for pod tools',
    ],
    [
      'a container of several',
      'clients/exec?command=ls&stdout=1',
      400,
      'a container name must be specified for pod clients, choose one of: [terminal listener]',
    ],
    [
      'attachment to a container that there is not',
      'tools/attach?container=nope&stdout=1',
      400,
      'container nope is not valid for pod tools',
    ],
  ])('is refused before it begins: %s', async (_what, path, code, message) => {
    const { refused } = await target.stream(`${target.core}/pods/${path}`);
    expect(refused?.code).toBe(code);
    expect(JSON.parse(refused?.text ?? '{}')).toMatchObject({ kind: 'Status', code, message });
  });
});

cases('attach', () => {
  const attach = (container: string, query: string, options: StreamOptions): Promise<StreamRecord> =>
    target.stream(`${target.core}/pods/clients/attach?container=${container}&${query}`, options);

  it('shares a terminal between clients', async () => {
    const first = attach('terminal', 'stdin=1&stdout=1&tty=1', {
      talk: async (stream) => {
        await stream.until(1, 'from-the-second');
        return 'close';
      },
    });
    const second = attach('terminal', 'stdin=1&stdout=1&tty=1', {
      talk: async (stream) => {
        stream.send(0, 'echo from-"the"-second\r');
        await stream.until(1, 'from-the-second');
        return 'close';
      },
    });
    const [one, other] = await Promise.all([first, second]);
    expect([one.text(1), other.text(1)].every((text) => text.includes('from-the-second'))).toBe(true);
  });

  it('feeds a program without a terminal', async () => {
    const done = await attach('listener', 'stdin=1&stdout=1&stderr=1', {
      talk: async (stream) => {
        stream.send(0, 'listen\n');
        await stream.until(1, 'listen\n');
        return 'close';
      },
    });
    expect(done.text(1)).toBe('listen\n');
  });

  it('leaves the program alone when its client goes', async () => {
    const { body } = await target.call('GET', `${target.core}/pods/clients`);
    expect(body.status.containerStatuses.every(({ restartCount }: Json) => restartCount === 0)).toBe(true);
  });

  it('wants a stream', async () => {
    const done = await attach('listener', '', {});
    expect(done.status.message).toContain('you must specify at least 1 of stdin, stdout, stderr');
  });
});

cases('port-forward', () => {
  it('opens two channels for a port, each with its number', async () => {
    const done = await target.stream(`${target.core}/pods/tools/portforward?ports=9`, { protocols: V4 });
    const [data, complaint] = done.frames;
    expect(data).toMatchObject({ channel: 0, bytes: Buffer.of(9, 0) });
    expect(complaint).toMatchObject({ channel: 1, bytes: Buffer.of(9, 0) });
    expect(done.text(1)).toContain('error forwarding port 9 to pod');
    expect(done.text(1)).toContain('connection refused');
  });

  it.each([
    ['no port', 'portforward', 'query parameter "port" is required'],
    [
      'a port that is none',
      'portforward?ports=x',
      'cannot convert to []int32: strconv.ParseUint: parsing \\"x\\": invalid syntax',
    ],
  ])('refuses %s', async (_what, path, words) => {
    const { refused } = await target.stream(`${target.core}/pods/tools/${path}`, { protocols: V4 });
    expect(refused?.code).toBe(400);
    expect(refused?.text.replaceAll('\\"', '"')).toContain(words.replaceAll('\\"', '"'));
  });
});

cases('logs', () => {
  const log = async (query = ''): Promise<Answer> => target.call('GET', `${target.core}/pods/talker/log${query}`);

  it('have all lines that were printed, and no beginning of one', async () => {
    const isWhole = ({ text }: Answer): boolean => ['one\n', 'two\n', 'three\n'].every((line) => text.includes(line));
    const { text } = await target.until(`${target.core}/pods/talker/log`, isWhole);
    expect(text.split('\n').toSorted()).toEqual(['', 'one', 'three', 'two']);
  });

  it.each([
    ['?tailLines=0', ''],
    ['?limitBytes=2', 'on'],
  ])('%s', async (query, expected) => {
    expect((await log(query)).text).toBe(expected);
  });

  it('have their last lines', async () => {
    expect((await log('?tailLines=2')).text.trim().split('\n')).toHaveLength(2);
  });

  it('have times', async () => {
    expect((await log('?timestamps=true&limitBytes=20')).text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/);
  });

  it('since long ago have everything, and from a moment ago nothing', async () => {
    expect((await log('?sinceSeconds=3600')).text).toContain('one');
    expect((await log(`?sinceTime=${new Date(Date.now() + 5000).toISOString()}`)).text).toBe('');
  });

  it('go on', async () => {
    const read = await target.lines(`${target.core}/pods/crashing/log?follow=true`, () => true);
    expect(read[0]).toBe('again');
  });

  it.each([
    ['?container=nope', 400, 'container nope is not valid for pod talker'],
    ['?tailLines=x', 400, 'strconv.ParseInt: parsing "x": invalid syntax'],
    [
      '?tailLines=-1',
      422,
      'PodLogOptions "talker" is invalid: tailLines: Invalid value: -1: must be greater than or equal to 0',
    ],
    ['?limitBytes=0', 422, 'PodLogOptions "talker" is invalid: limitBytes: Invalid value: 0: must be greater than 0'],
    [
      '?sinceSeconds=0',
      422,
      'PodLogOptions "talker" is invalid: sinceSeconds: Invalid value: 0: must be greater than 0',
    ],
    [
      '?sinceSeconds=1&sinceTime=2020-01-01T00:00:00Z',
      422,
      'PodLogOptions "talker" is invalid: []: Forbidden: at most one of `sinceTime` or `sinceSeconds` may be specified',
    ],
    ['?previous=true', 400, 'previous terminated container "app" in pod "talker" not found'],
  ])('refuse %s', async (query, code, message) => {
    expect((await log(query)).body).toMatchObject({ code, message });
  });

  it('of a container that waits say for what', async () => {
    await target.until(`${target.core}/pods/missing`, ({ body }) => state(body).waiting?.reason === 'ImagePullBackOff');
    const { body } = await target.call('GET', `${target.core}/pods/missing/log`);
    expect(body).toMatchObject({
      code: 400,
      message: 'container "app" in pod "missing" is waiting to start: trying and failing to pull image',
    });
  });

  it('of the run before', async () => {
    await target.until(`${target.core}/pods/crashing`, ({ body }) => body.status.containerStatuses[0].restartCount > 0);
    const found = await target.until(`${target.core}/pods/crashing/log?previous=true`, ({ code }) => code === 200);
    expect(found.text).toBe('again\n');
  });
});

cases('containers', () => {
  it('that end tell how, and so does their pod', async () => {
    const { body } = await target.until(`${target.core}/pods/done`, ({ body: pod }) => pod.status.phase === 'Failed');
    expect(state(body).terminated).toMatchObject({
      exitCode: 3,
      reason: 'Error',
      startedAt: expect.any(String),
      finishedAt: expect.any(String),
    });
    expect(body.status.conditions.find(({ type }: Json) => type === 'Ready')).toMatchObject({
      status: 'False',
      reason: 'PodFailed',
    });
  });

  it('that cannot be pulled say why, again and again', async () => {
    const { body } = await target.until(
      `${target.core}/pods/missing`,
      ({ body: pod }) => state(pod).waiting?.reason === 'ImagePullBackOff',
    );
    expect(state(body).waiting.message).toContain(
      'Back-off pulling image "kesako.test/no-such-image:1": ErrImagePull: ',
    );
    expect(body.status.phase).toBe('Pending');
  });

  it('that keep ending wait longer each time', async () => {
    const { body } = await target.until(
      `${target.core}/pods/crashing`,
      ({ body: pod }) => state(pod).waiting?.reason === 'CrashLoopBackOff',
    );
    expect(state(body).waiting.message).toMatch(
      /^back-off \d+s restarting failed container=app pod[= ]crashing_same-containers\([0-9a-f-]+\)$/,
    );
    expect(body.status.containerStatuses[0].lastState.terminated).toMatchObject({ exitCode: 1, reason: 'Error' });
  });

  it('start after those before them', async () => {
    const { body } = await target.call('GET', `${target.core}/pods/initialized`);
    expect(state(body, 'initContainerStatuses').terminated).toMatchObject({ exitCode: 0, reason: 'Completed' });
    expect(body.status.conditions.find(({ type }: Json) => type === 'Initialized').status).toBe('True');
  });

  it('are told of in events', async () => {
    const selector = 'involvedObject.name=tools';
    const { body } = await target.until(
      `${target.core}/events?fieldSelector=${encodeURIComponent(selector)}`,
      ({ body: list }) => list.items.some(({ reason }: Json) => reason === 'Started'),
    );
    expect(body.items.map(({ reason }: Json) => reason as string)).toEqual(
      expect.arrayContaining(['Scheduled', 'Pulled', 'Created', 'Started']),
    );
    const started = body.items.find(({ reason }: Json) => reason === 'Started');
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
      ({ body: pod }) => state(pod, 'ephemeralContainerStatuses').terminated !== undefined,
    );
    expect(body.status.ephemeralContainerStatuses[0]).toMatchObject({
      name: 'ended',
      restartCount: 0,
      ready: false,
      state: { terminated: { exitCode: 5, reason: 'Error' } },
    });
    expect(body.status.phase).toBe('Running');
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
    const ended = (pod: Json): Json =>
      pod.status.ephemeralContainerStatuses?.find(({ name }: Json) => name === 'beside')?.state.terminated;
    await target.until(`${target.core}/pods/tools`, ({ body }) => ended(body) !== undefined);
    expect((await target.call('GET', `${target.core}/pods/tools/log?container=beside`)).text).toContain(
      'sleep\0' + '3600',
    );
  });
});

cases('deletion', () => {
  const make = async (name: string, metadata: object = {}, command = ['sleep', '3600']): Promise<Json> => {
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
      message: `Operation cannot be fulfilled on Pod "tools": the UID in the precondition (abc) does not match the UID in record (${String(pod.metadata.uid)}). The object might have been deleted and then recreated`,
    });
  });

  it('that is rehearsed deletes nothing', async () => {
    expect((await target.call('DELETE', `${path('tools')}?dryRun=All`)).code).toBe(200);
    expect((await target.call('GET', path('tools'))).body.metadata.deletionTimestamp).toBeUndefined();
  });

  it('is rehearsed in one way only', async () => {
    expect((await target.call('DELETE', `${path('tools')}?dryRun=Foo`)).body).toMatchObject({
      code: 422,
      message: 'DeleteOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["Foo"]: supported values: "All"',
    });
  });
});

cases('deployments', () => {
  const front = (): string => `${target.apps}/deployments/front`;
  const pods = async (): Promise<readonly Json[]> =>
    (await target.call('GET', `${target.core}/pods?labelSelector=app%3Dfront`)).body.items as readonly Json[];
  const isRolledOut =
    (replicas: number) =>
    ({ body }: Answer): boolean =>
      body.status?.observedGeneration === body.metadata?.generation &&
      body.status?.availableReplicas === replicas &&
      body.status?.updatedReplicas === replicas &&
      body.status?.replicas === replicas;

  it('roll out by a replica set with a revision', async () => {
    await target.call('POST', `${target.apps}/deployments`, { body: deployment('front') });
    const { body } = await target.until(front(), isRolledOut(1));
    expect(body.metadata.annotations['deployment.kubernetes.io/revision']).toBe('1');
    expect(body.status.conditions.find(({ type }: Json) => type === 'Available')).toMatchObject({
      status: 'True',
      reason: 'MinimumReplicasAvailable',
      message: 'Deployment has minimum availability.',
    });
    const [pod] = await pods();
    expect(pod.metadata.name).toMatch(/^front-[a-z0-9]+-[b-z2-9]{5}$/);
    expect(pod.metadata.ownerReferences).toEqual([
      expect.objectContaining({ kind: 'ReplicaSet', controller: true, blockOwnerDeletion: true }),
    ]);
    expect(pod.metadata.labels['pod-template-hash']).toEqual(expect.any(String));
  });

  it('scale', async () => {
    const { body } = await target.call('PATCH', `${front()}/scale`, { type: MERGE, body: { spec: { replicas: 2 } } });
    expect(body).toMatchObject({ kind: 'Scale', apiVersion: 'autoscaling/v1', spec: { replicas: 2 } });
    await target.until(front(), isRolledOut(2));
    expect(await pods()).toHaveLength(2);
  });

  it('replace a pod that was deleted', async () => {
    const before = new Set((await pods()).map(({ metadata }) => metadata.uid as string));
    const [name] = (await pods()).map(({ metadata }) => metadata.name as string);
    await target.call('DELETE', `${target.core}/pods/${name ?? ''}`);
    await target.until(`${target.core}/pods?labelSelector=app%3Dfront`, ({ body }) =>
      body.items.some(({ metadata }: Json) => !before.has(metadata.uid as string)),
    );
  });

  it('replace their pods when the template changes', async () => {
    const env = [{ name: 'CHANGED', value: '1' }];
    await target.call('PATCH', front(), {
      type: STRATEGIC,
      body: { spec: { replicas: 1, template: { spec: { containers: [{ name: 'app', env }] } } } },
    });
    const { body } = await target.until(front(), isRolledOut(1));
    expect(body.metadata.annotations['deployment.kubernetes.io/revision']).toBe('2');
    const sets = (await target.call('GET', `${target.apps}/replicasets?labelSelector=app%3Dfront`)).body
      .items as readonly Json[];
    expect(sets.map(({ spec }) => spec.replicas as number).toSorted()).toEqual([0, 1]);
  });

  it('lose a pod whose labels change, and make another', async () => {
    const { body } = await target.until(
      `${target.core}/pods?labelSelector=app%3Dfront`,
      ({ body: list }) => list.items.length === 1,
    );
    const name = body.items[0].metadata.name as string;
    await target.call('PATCH', `${target.core}/pods/${name}`, {
      type: MERGE,
      body: { metadata: { labels: { app: 'lost' } } },
    });
    const lost = await target.until(
      `${target.core}/pods/${name}`,
      ({ body: pod }) => (pod.metadata.ownerReferences ?? []).length === 0,
    );
    expect(lost.body.metadata.labels.app).toBe('lost');
    await target.until(`${target.core}/pods?labelSelector=app%3Dfront`, ({ body: list }) => list.items.length === 1);
  });

  it('are found by a service, with the addresses of their pods', async () => {
    const service = {
      metadata: { name: 'front' },
      spec: { selector: { app: 'front' }, ports: [{ port: 80, targetPort: 8080 }] },
    };
    const { body } = await target.call('POST', `${target.core}/services`, { body: service });
    expect(body.spec).toMatchObject({
      type: 'ClusterIP',
      sessionAffinity: 'None',
      ports: [{ port: 80, protocol: 'TCP', targetPort: 8080 }],
    });
    const slices = `/apis/discovery.k8s.io/v1/namespaces/${target.kubeNamespace}/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3Dfront`;
    const found = await target.until(
      slices,
      ({ body: list }) => list.items[0]?.endpoints?.some(({ conditions }: Json) => conditions.ready) === true,
    );
    expect(found.body.items[0]).toMatchObject({ addressType: 'IPv4', ports: [{ port: 8080, protocol: 'TCP' }] });
  });

  it('take what is theirs with them', async () => {
    await target.call('DELETE', front());
    await target.until(`${target.apps}/replicasets?labelSelector=app%3Dfront`, ({ body }) => body.items.length === 0);
    await target.until(`${target.core}/pods?labelSelector=app%3Dfront`, ({ body }) => body.items.length === 0);
  });
});
