/** Terminals through the contract: how they end, what they replay, and that a cut is never taken for success. */
import { afterEach, beforeEach, expect, it } from 'vitest';

import type { TerminalEnd, TerminalSource } from '../../../preload/contract/index.ts';
import { ADMIN, startApiServer, type ApiServer } from '../../support/practice/start-api-server.ts';
import type { FaultAction } from '../../../main/practice/api/faults.ts';
import { addObject, runningPod } from '../../support/practice/objects.ts';
import { PODS } from '../../../main/practice/api/resource-types.ts';
import { shell } from '../../support/practice/shell.ts';
import { failure } from '../../../main/practice/api/status.ts';
import { follow } from '../../support/follow.ts';
import { startCore, type RunningCore } from '../../support/running-core.ts';

const container = { context: 'admin', kubeNamespace: 'default', pod: 'web', container: 'app' } as const;
const EXEC: TerminalSource = { ...container, kind: 'exec', command: ['sh'], tty: true };
const ATTACH: TerminalSource = { ...container, kind: 'attach', starting: false };
const SIZE = { columns: 80, rows: 24 } as const;

let server: ApiServer;
let core: RunningCore;

async function start(protocols?: readonly string[]): Promise<void> {
  server = await startApiServer({
    images: new Map([['tools', { program: shell, exec: ([name]) => (name === 'sh' ? shell : undefined) }]]),
    ...(protocols === undefined ? {} : { protocols }),
  });
  addObject(server.store, runningPod({ name: 'web', image: 'tools', tty: true }));
  core = await startCore([{ context: 'admin', server, user: ADMIN }]);
}

beforeEach(() => start());
afterEach(async () => {
  await core.dispose();
  await server.close();
  expect(core.errors).toEqual([]);
});

interface View {
  readonly id: string;
  readonly text: () => string;
  until(text: string): Promise<void>;
  type(text: string): Promise<void>;
  end(): Promise<TerminalEnd>;
}

async function open(source: TerminalSource): Promise<View> {
  const { id } = await core.api.terminals.create({ source, ...SIZE });
  return view(id);
}

function view(id: string, offset = 0): View {
  const reader = core.api.terminals.open({ terminal: id, offset, ...SIZE });
  const output = follow(reader);
  const text = (): string => Buffer.concat(output.seen.map((bytes) => Buffer.from(bytes))).toString('utf8');
  return {
    id,
    text,
    until: async (wanted) => {
      if (!text().includes(wanted)) await output.until(() => text().includes(wanted));
    },
    type: (typed) => reader.send({ type: 'text', text: typed }),
    end: async () => {
      const list = follow(core.api.terminals.watch({}));
      let end: TerminalEnd | undefined;
      await list.until((terminals) => {
        const state = terminals.find((terminal) => terminal.id === id)?.state;
        end = state?.state === 'ended' ? state.end : undefined;
        return end !== undefined;
      });
      await list.close();
      return end!;
    },
  };
}

it.each(['v5.channel.k8s.io', 'v4.channel.k8s.io'])(
  'echoes, knows its size and tells its exit code over %s',
  async (protocol) => {
    await core.dispose();
    await server.close();
    await start([protocol]);
    const terminal = await open(EXEC);
    await terminal.until('/ # ');
    await terminal.type('echo hello\r');
    await terminal.until('\r\nhello\r\n');
    await terminal.type('size\r');
    await terminal.until('80x24');
    await terminal.type('exit 7\r');
    expect(await terminal.end()).toEqual({ reason: 'exited', code: 7 });
  },
);

it('replays what was printed to whoever comes later, and goes on from there', async () => {
  const terminal = await open(EXEC);
  await terminal.until('/ # ');
  await terminal.type('lines 500\r');
  await terminal.until('line 500\r\n/ # ');
  const again = view(terminal.id);
  await again.until('line 500\r\n/ # ');
  expect(again.text()).toBe(terminal.text());
  await again.type('echo both\r');
  await Promise.all([terminal.until('\r\nboth'), again.until('\r\nboth')]);
});

const cuts: readonly (readonly [string, FaultAction])[] = [
  ['a connection that is cut', { kind: 'cut', afterBytes: 420 }],
  ['a polite close without a Status', { kind: 'noStatus' }],
];

it.each(cuts)('takes %s for lost, never for success', async (_what, action) => {
  server.faults.add({ path: /\/exec\?/, count: 1, action });
  const terminal = await open(EXEC);
  await terminal.until('/ # ');
  if (action.kind === 'cut') await terminal.type('lines 100\r');
  else await terminal.type('exit 0\r');
  expect(await terminal.end()).toMatchObject({ reason: 'lost' });
});

it('skips frames that make no sense', async () => {
  server.faults.add({ path: /\/exec\?/, count: 1, action: { kind: 'malformed' } });
  const terminal = await open(EXEC);
  await terminal.until('/ # ');
  await terminal.type('exit 0\r');
  expect(await terminal.end()).toEqual({ reason: 'exited', code: 0 });
});

it('says which program the image does not have', async () => {
  const terminal = await open({ ...EXEC, command: ['bash'] });
  expect(await terminal.end()).toMatchObject({
    reason: 'failed',
    message: 'exec: "bash": executable file not found in $PATH',
    error: { code: 'TOOL_MISSING', data: { tool: 'bash' } },
  });
});

it('hands on the words of a refused handshake', async () => {
  const message =
    'pods "web" is forbidden: User "admin" cannot create resource "pods/exec" in API group "" in the namespace "default"';
  server.faults.add({ path: /\/exec\?/, action: { kind: 'status', status: failure(403, 'Forbidden', message) } });
  const terminal = await open(EXEC);
  expect(await terminal.end()).toMatchObject({
    reason: 'failed',
    message,
    error: { code: 'FORBIDDEN', data: { verb: 'create', subresource: 'exec' } },
  });
});

it('comes back to an attached container by itself after the server was away', async () => {
  const terminal = await open(ATTACH);
  await terminal.type('echo before\r');
  await terminal.until('\r\nbefore');
  await server.stop();
  const list = follow(core.api.terminals.watch({}));
  await list.until(([first]) => first?.state.state === 'reconnecting');
  await server.restart();
  await list.until(([first]) => first?.state.state === 'open');
  await terminal.type('echo after\r');
  await terminal.until('\r\nafter');
  await list.close();
});

it('says that the pod is gone, not that the connection was lost', async () => {
  const terminal = await open(ATTACH);
  await terminal.type('echo here\r');
  await terminal.until('\r\nhere');
  server.store.remove(PODS, 'default', 'web');
  expect(await terminal.end()).toMatchObject({ reason: 'podGone' });
});
