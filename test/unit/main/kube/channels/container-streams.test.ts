import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';

import type { Cluster } from '../../../../../main/kube/cluster.ts';
import type { Channel } from '../../../../../main/kube/channels/channel.ts';
import { runCommand } from '../../../../../main/kube/channels/run-command.ts';
import { connectCluster } from '../../../../../main/kube/connect-cluster.ts';
import { accessTo, type FakeApiServer, type FakeApiServerOptions, startFakeApiServer } from '../fake-api-server.ts';

const TARGET = { kubeNamespace: 'default', pod: 'web-0', container: 'web' };
const EXEC = { ...TARGET, command: ['sh'], stdin: true, tty: false };
const MIB = 1024 * 1024;

let server: FakeApiServer | undefined;
let cluster: Cluster | undefined;

afterEach(async () => {
  cluster?.dispose();
  await server?.close();
});

async function connect(options: FakeApiServerOptions): Promise<Cluster> {
  server = await startFakeApiServer(options);
  cluster = connectCluster(accessTo(server.url), { environment: {} });
  return cluster;
}

async function execAgainst(onSocket: (socket: WebSocket) => void, protocol?: string): Promise<Channel> {
  const connected = await connect({ onSocket, ...(protocol === undefined ? {} : { protocol }) });
  return connected.exec(EXEC);
}

async function text(source: AsyncIterable<Uint8Array>): Promise<string> {
  let all = '';
  for await (const chunk of source) all += Buffer.from(chunk).toString();
  return all;
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await turn();
}

/** Resolves when the value has not changed for many turns of the event loop. */
async function standstill(value: () => number): Promise<void> {
  for (let turns = 0, last = value(); turns < 5_000; turns += 1) {
    await turn();
    if (value() !== last) [turns, last] = [0, value()];
  }
}

const frame = (channel: number, payload: string | Uint8Array): Buffer =>
  Buffer.concat([Buffer.of(channel), Buffer.from(payload)]);
const status = (body: unknown): Buffer => frame(3, JSON.stringify(body));
const SUCCESS = status({ status: 'Success' });

describe('exec', () => {
  it('asks for the container, the command word by word, and never for a stderr beside a terminal', async () => {
    const connected = await connect({ onSocket: (socket) => socket.close() });
    const channel = await connected.exec({
      ...EXEC,
      pod: '../x',
      command: ['sh', '-c', 'a b'],
      tty: true,
      stderr: true,
    });
    await channel.end;
    expect(server?.requests[0]?.url).toBe(
      '/api/v1/namespaces/default/pods/..%2Fx/exec?container=web&command=sh&command=-c&command=a+b&stdin=true&stdout=true&stderr=false&tty=true',
    );
  });

  it('tells stdout and stderr apart and ends with the code', async () => {
    const exitStatus = {
      status: 'Failure',
      reason: 'NonZeroExitCode',
      details: { causes: [{ reason: 'ExitCode', message: '3' }] },
    };
    const channel = await execAgainst((socket) => {
      for (const message of [frame(1, ''), frame(1, 'out'), frame(2, 'err'), status(exitStatus)]) socket.send(message);
    });
    expect(await Promise.all([text(channel.stdout), text(channel.stderr), channel.end, channel.opened])).toEqual([
      'out',
      'err',
      { reason: 'exited', code: 3 },
      true,
    ]);
  });

  it('does not take the empty first frame, which is the own of the API server, for an answer of the container', async () => {
    const message = 'unable to upgrade connection: container web not found in pod web-0_default';
    const refused = await execAgainst((socket) => {
      socket.send(frame(1, ''));
      socket.send(status({ status: 'Failure', reason: 'InternalError', message }));
    });
    expect(await refused.opened).toBe(false);
  });

  it('takes a container that says nothing for open after a while', async () => {
    const quiet = await execAgainst((socket) => socket.send(frame(1, '')));
    expect(await quiet.opened).toBe(true);
    quiet.close();
  });

  it.each([1000, 1001, 4000])('takes a close with code %i and without a Status for a loss', async (code) => {
    const channel = await execAgainst((socket) => {
      socket.send(frame(1, 'half'));
      socket.close(code);
    });
    expect(await text(channel.stdout)).toBe('half');
    expect(await channel.end).toEqual({ reason: 'lost', closeCode: code, receivedBytes: 4 });
  });

  it('takes a cut connection for a loss', async () => {
    const channel = await execAgainst((socket) => socket.terminate());
    expect(await channel.end).toMatchObject({ reason: 'lost', receivedBytes: 0 });
    expect(await channel.opened).toBe(false);
    await expect(channel.write(Buffer.from('x'))).rejects.toMatchObject({ code: 'DISCONNECTED' });
  });

  it('skips what makes no sense and goes on', async () => {
    const channel = await execAgainst((socket) => {
      socket.send(Buffer.alloc(0));
      socket.send(frame(9, 'x'));
      socket.send('text');
      socket.send(frame(3, ''));
      socket.send(frame(1, 'fine'));
      socket.send(SUCCESS);
      socket.send(frame(1, 'too late'));
    });
    expect(await text(channel.stdout)).toBe('fine');
    expect([await channel.end, channel.ignoredFrames]).toEqual([{ reason: 'succeeded' }, 3]);
  });

  it('ends exactly once whatever the server sends', async () => {
    let messages: readonly Uint8Array[] = [];
    const connected = await connect({
      onSocket: (socket) => {
        for (const message of messages) socket.send(message);
        socket.close();
      },
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 20 }), async (random) => {
        messages = random;
        const channel = await connected.exec(EXEC);
        const [end] = await Promise.all([channel.end, text(channel.stdout), text(channel.stderr)]);
        expect(['lost', 'failed']).toContain(end.reason);
      }),
      { numRuns: 60 },
    );
  });

  it('holds the server up while nobody reads, and loses nothing', async () => {
    const chunk = Buffer.alloc(32 * 1024, 1);
    let sent = 0;
    let isLast = false;
    const channel = await execAgainst((socket) => {
      const pump = (): void => {
        if (isLast) {
          socket.send(SUCCESS);
          return;
        }
        sent += chunk.length;
        socket.send(frame(1, chunk), pump);
      };
      pump();
    });
    let received = 0;
    for await (const bytes of channel.stdout) {
      received += bytes.length;
      if (isLast) continue;
      await until(() => sent > MIB);
      await standstill(() => sent);
      // Besides our 256 KiB there is only what the kernel holds for both ends of the connection.
      expect(sent).toBeLessThan(32 * MIB);
      isLast = true;
    }
    expect(received).toBe(sent);
    expect(await channel.end).toEqual({ reason: 'succeeded' });
  });

  it('cuts stdin into frames, ends it on v5, and sends sizes', async () => {
    const seen: string[] = [];
    const channel = await execAgainst((socket) => {
      socket.on('message', (data: Buffer) => {
        seen.push(`${String(data[0])}:${String(data.length - 1)}`);
        if (data[0] === 255) socket.send(SUCCESS);
      });
    });
    channel.resize({ columns: 80, rows: 24 });
    await Promise.all([channel.write(Buffer.alloc(40 * 1024)), channel.write(Buffer.from('last'))]);
    expect(await channel.closeStdin()).toBe(true);
    expect(await channel.end).toEqual({ reason: 'succeeded' });
    expect(seen).toEqual(['4:24', '0:32768', '0:8192', '0:4', '255:1']);
  });

  it('cannot end stdin on v4, and says so', async () => {
    const channel = await execAgainst(() => undefined, 'v4.channel.k8s.io');
    expect([channel.protocol, await channel.closeStdin()]).toEqual(['v4', false]);
  });

  it('ends at once when it is closed, also against a server that does not answer', async () => {
    const channel = await execAgainst((socket) => socket.pause());
    channel.close();
    expect(await channel.end).toEqual({ reason: 'closed' });
    expect(await text(channel.stdout)).toBe('');
  });

  it('ends with its cluster and with its signal', async () => {
    const connected = await connect({ onSocket: () => undefined });
    const abort = new AbortController();
    const [first, second] = await Promise.all([connected.exec(EXEC, abort.signal), connected.exec(EXEC)]);
    abort.abort();
    expect(await first.end).toEqual({ reason: 'closed' });
    connected.dispose();
    expect(await second.end).toEqual({ reason: 'closed' });
  });

  it('gives the reason of a refused upgrade in the words of the server', async () => {
    const message =
      'pods "web-0" is forbidden: User "dev" cannot create resource "pods/exec" in API group "" in the namespace "default"';
    const body = JSON.stringify({
      status: 'Failure',
      message,
      reason: 'Forbidden',
      details: { name: 'web-0', kind: 'pods' },
      code: 403,
    });
    const connected = await connect({ refuseUpgrade: () => ({ status: 403, body }) });
    await expect(connected.exec(EXEC)).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message,
      data: { verb: 'create', resource: 'pods', subresource: 'exec', kubeNamespace: 'default', name: 'web-0' },
    });
  });

  it('asks for v4 alone where the bytes shall be handed through, and for v5 where that is not spoken', async () => {
    const offered = (): unknown => server?.requests.map(({ headers }) => headers['sec-websocket-protocol']);
    const handedThrough = { ...EXEC, handedThrough: true };
    const spoken = await connect({ protocol: 'v4.channel.k8s.io', onSocket: (socket) => socket.send(SUCCESS) });
    expect((await spoken.exec(handedThrough)).protocol).toBe('v4');
    expect(offered()).toEqual(['v4.channel.k8s.io']);
    spoken.dispose();
    await server?.close();
    const newer = await connect({ protocol: 'v5.channel.k8s.io', onSocket: (socket) => socket.send(SUCCESS) });
    expect((await newer.exec(handedThrough)).protocol).toBe('v5');
    expect(offered()).toEqual(['v4.channel.k8s.io', 'v5.channel.k8s.io, v4.channel.k8s.io']);
  });

  it('explains a server that knows no channel protocol', async () => {
    const connected = await connect({ protocol: 'channel.k8s.io', onSocket: () => undefined });
    await expect(connected.exec(EXEC)).rejects.toMatchObject({ code: 'UNSUPPORTED' });
  });
});

describe('attach', () => {
  it('never holds the container up, and says how much was dropped', async () => {
    const total = 8 * MIB;
    const connected = await connect({
      onSocket: (socket) => {
        for (let sent = 0; sent < total; sent += MIB / 4) socket.send(frame(1, Buffer.alloc(MIB / 4)));
        socket.send(SUCCESS);
      },
    });
    const channel = await connected.attach({ ...TARGET, stdin: false, tty: true });
    expect(await channel.end).toEqual({ reason: 'succeeded' });
    let received = 0;
    for await (const chunk of channel.stdout) received += chunk.length;
    expect(received).toBeLessThanOrEqual(MIB);
    expect(received + channel.droppedBytes).toBe(total);
  });
});

describe('runCommand', () => {
  const run = async (onSocket: (socket: WebSocket) => void, options = {}): Promise<unknown> =>
    runCommand(await connect({ onSocket }), TARGET, ['cat', '/etc/hosts'], options);

  it('gives output and code', async () => {
    const result = await run((socket) => {
      for (const message of [frame(1, 'out'), frame(2, 'e\u001b[0m'), SUCCESS]) socket.send(message);
    });
    expect(result).toEqual({ stdout: Buffer.from('out'), stderr: 'e␛[0m', exitCode: 0 });
  });

  it('throws STREAM_CUT without a Status', async () => {
    const cut = run((socket) => {
      socket.send(frame(1, 'part'));
      socket.close(1000);
    });
    await expect(cut).rejects.toMatchObject({ code: 'STREAM_CUT', data: { receivedBytes: 4 } });
  });

  it('throws TOOL_MISSING for a program that the container does not have', async () => {
    const message = 'exec: "cat": executable file not found in $PATH: unknown';
    const missing = run((socket) => socket.send(status({ status: 'Failure', reason: 'InternalError', message })));
    await expect(missing).rejects.toMatchObject({ code: 'TOOL_MISSING', data: { tool: 'cat' } });
  });

  it.each([
    'unable to upgrade connection: container not found ("web")',
    'failed to exec in container: container is in CONTAINER_EXITED state',
    'cannot exec in a stopped container: unknown',
  ])('throws TARGET_GONE for "%s"', async (message) => {
    const gone = run((socket) => socket.send(status({ status: 'Failure', reason: 'InternalError', message })));
    await expect(gone).rejects.toMatchObject({ code: 'TARGET_GONE', message, data: { container: 'web' } });
  });

  it('throws TOO_LARGE instead of filling memory', async () => {
    const flood = run((socket) => socket.send(frame(1, Buffer.alloc(2000))), { maxStdoutBytes: 1000 });
    await expect(flood).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });

  it('throws TIMEOUT when the command does not end, CANCELLED when it is called off', async () => {
    await expect(run(() => undefined, { timeoutMs: 30 })).rejects.toMatchObject({ code: 'TIMEOUT' });
    await server?.close();
    const abort = new AbortController();
    const called = run(() => abort.abort(), { signal: abort.signal });
    await expect(called).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
