import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createDebug } from '../../../main/debug/index.ts';
import { createTerminals } from '../../../main/terminals/index.ts';
import { DebugRequest } from '../../../preload/contract/debug.ts';
import { TerminalSource, type TerminalInfo } from '../../../preload/contract/terminals.ts';
import { httpServer, openClusterLab, uncancelled, type ClusterLab } from '../../support/cluster-lab.ts';
import { viewTerminal } from '../../support/terminal-view.ts';

const SIZE = { columns: 80, rows: 24 };
const KUBECONFIG_NAMES = { cluster: '', user: '', kubeconfigFiles: [] };

describe('terminals on a cluster', () => {
  let lab: ClusterLab;
  let pod: string;
  let terminals: ReturnType<typeof createTerminals>['service'];

  beforeAll(async () => {
    lab = await openClusterLab('terminals-test');
    await lab.apply(httpServer());
    pod = await lab.podOf('http-server');
    ({ service: terminals } = createTerminals({
      clusterOf: lab.clusterOf,
      kubeconfigOf: () => KUBECONFIG_NAMES,
      environment: {},
      log: { info: () => undefined },
    }));
  });
  afterAll(() => lab.dispose());

  const ref = (): object => ({ context: lab.context, kubeNamespace: lab.kubeNamespace, pod });
  const exec = (container: string, command: readonly string[], tty = true): Promise<TerminalInfo> =>
    create({ kind: 'exec', ...ref(), container, command, tty });
  const create = (source: object): Promise<TerminalInfo> =>
    terminals.create({ source: TerminalSource.parse(source), ...SIZE }, uncancelled());
  const view = ({ id }: TerminalInfo, offset = 0): ReturnType<typeof viewTerminal> =>
    viewTerminal(terminals, id, offset);

  async function debug(until: 'patched' | 'running'): Promise<string> {
    const service = createDebug({ clusterOf: lab.clusterOf });
    const request = DebugRequest.parse({ ...ref(), image: 'busybox', target: 'http-server', profile: 'general' });
    let container: string | undefined;
    for await (const phase of service.start(request, uncancelled())) {
      if (phase.phase === 'patched') container = phase.container;
      if (phase.phase === until && container !== undefined) return container;
    }
    throw new Error('no container was added');
  }

  it('goes from a new debug container to its prompt, and tells its exit code', async () => {
    const container = await debug('patched');
    const info = await create({ kind: 'attach', ...ref(), container, starting: true });
    const screen = view(info);
    await screen.until('# ');
    screen.type('echo sum $((6*7))\n');
    await screen.until('sum 42');
    screen.type('exit 5\n');
    expect(await screen.end()).toEqual({ reason: 'exited', code: 5 });
  });

  it('comes back to a running container with its log and a prompt', async () => {
    // The log of a container can be read only when its status says that it runs.
    const container = await debug('running');
    const first = await create({ kind: 'attach', ...ref(), container, starting: true });
    const screen = view(first);
    await screen.until('# ');
    screen.type('echo remember $((1+1))\n');
    await screen.until('remember 2');
    await terminals.close({ terminal: first.id }, uncancelled());

    const again = view(await create({ kind: 'attach', ...ref(), container, starting: false }));
    await again.until('remember 2');
    again.type('echo back $((1+2))\n');
    await again.until('back 3');
  });

  it("tells the runtime's own words when there is no shell", async () => {
    const end = await view(await exec('http-server', ['bash'])).end();
    expect(end).toMatchObject({
      reason: 'failed',
      message: 'exec: "bash": executable file not found in $PATH',
      error: { code: 'TOOL_MISSING', data: { tool: 'bash' } },
    });
  });

  it('takes exit code 127 for an exit', async () => {
    const screen = view(await exec('http-server', ['sh', '-c', 'ls']));
    expect(await screen.end()).toEqual({ reason: 'exited', code: 127 });
    expect(screen.text()).toContain('sh: 1: ls: not found');
  });

  it('replays to a second reader and goes on where one was', async () => {
    const info = await exec('http-server', ['sh']);
    const first = view(info);
    await first.until('# ');
    first.type('echo one\n');
    await first.until('\none');
    const second = view(info);
    await second.until('\none');
    expect((await second.opened).replayBytes).toBeGreaterThan(0);
    second.type('exit\n');
    expect(await first.end()).toEqual({ reason: 'exited', code: 0 });
    const late = view(info, first.text().length);
    await late.end();
    expect(late.text()).toBe('');
  });

  it('shows both outputs of a command without a terminal', async () => {
    const screen = view(await exec('http-server', ['sh', '-c', 'echo out; echo err >&2'], false));
    await screen.end();
    expect(screen.text().split('\r\n').sort()).toEqual(['', 'err', 'out']);
  });
});
