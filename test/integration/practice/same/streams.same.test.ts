/** Streams of containers that run: exec, attach, port-forward. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { field, list } from '../../../support/practice/fields.ts';
import {
  openTarget,
  type Answer,
  type StreamOptions,
  type StreamRecord,
  type TargetCluster,
} from '../../../support/practice/target-cluster.ts';
import { busybox } from './pods.ts';
import { isRunning } from './states.ts';

/** Asked for here rather than in a hook, so that cases that cannot run are seen to be left out, and why. */
const target: TargetCluster = await openTarget('same-streams');
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
  await Promise.all([create(busybox('tools')), create(busybox('clients', { containers: [terminal, listener] }))]);
  await Promise.all(['tools', 'clients'].map((name) => target.until(`${target.core}/pods/${name}`, isRunning)));
}, 60_000);
afterAll(() => target.dispose());

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
    expect(field((await sh(`kill -${signal} $$`)).status, 'details', 'causes')).toEqual([
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
    // An open socket says nothing about the node: who has an answer is attached.
    const isAttached = Promise.withResolvers<undefined>();
    const first = attach('terminal', 'stdin=1&stdout=1&tty=1', {
      talk: async (stream) => {
        stream.send(0, 'echo from-"the"-first\r');
        await stream.until(1, 'from-the-first');
        isAttached.resolve(undefined);
        await stream.until(1, 'from-the-second');
        return 'close';
      },
    });
    await isAttached.promise;
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
    expect(list(body, 'status', 'containerStatuses').every((status) => field(status, 'restartCount') === 0)).toBe(true);
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
