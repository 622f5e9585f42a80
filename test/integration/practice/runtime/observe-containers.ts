/** Everything that `containers.test.ts` wants to know; run by it in this process, and as a script by another user. */
import {
  RuntimeError,
  type ContainerRuntime,
  type RunningContainer,
} from '../../../../main/practice/container-runtime.ts';
import { startLinuxRuntime } from '../../../../main/practice/runtime/index.ts';
import { ask, BASE, container, listen, NOWHERE, pull, runIn, startServer } from './scenario.ts';

const LINKS = ['net', 'ipc', 'uts', 'pid', 'mnt', 'user'] as const;
/** On a machine that has much else to do. */
const ANSWER_MS = 20_000;

type Links = Readonly<Record<(typeof LINKS)[number], string>>;

export type Observations = Awaited<ReturnType<typeof observe>>;

export async function observeContainers(): Promise<Observations> {
  const runtime = await startLinuxRuntime();
  try {
    return await observe(runtime);
  } finally {
    await runtime.dispose();
  }
}

async function observe(runtime: ContainerRuntime) {
  await pull(runtime, 'busybox');
  const { sandbox, server } = await startServer(runtime, 'one');
  const page = await ask(sandbox, 8080, ANSWER_MS);
  const heard = listen();
  const debug = await sandbox.startContainer(
    container({
      name: 'debugger',
      argv: ['sh'],
      stdin: true,
      tty: true,
      processes: { kind: 'target', container: server },
      output: heard.output,
    }),
  );
  const sibling = await sandbox.startContainer(container({ name: 'sibling', argv: ['sleep', '1000'] }));
  const inDebug = async (script: string): Promise<string> => {
    const { stdout, stderr } = await runIn(debug, ['sh', '-c', script]);
    return stdout + stderr;
  };
  const seen = {
    page,
    noShell: await refusal(() => server.exec({ ...BASE, argv: ['bash'], output: NOWHERE })),
    noPath: await refusal(() => server.exec({ ...BASE, argv: ['/nothing'], output: NOWHERE })),
    noProgram: await refusal(() => server.exec({ ...BASE, argv: ['/etc/passwd'], output: NOWHERE })),
    noTools: await runIn(server, ['sh', '-c', 'ls']),
    processes: await inDebug('ps'),
    targetRoot: await inDebug('ls /proc/1/root'),
    targetPage: await inDebug('cat /proc/1/root/app/index.html'),
    written: await inDebug('echo by the debugger >/proc/1/root/tmp/note; cat /proc/1/root/tmp/note'),
    refused: await inDebug('echo >/bin/busybox'),
    fetched: await inDebug('wget -q -O - localhost:8080'),
    capabilities: await inDebug('cat /proc/self/status'),
    machineSettings: await inDebug('echo 1 >/proc/sys/kernel/hostname'),
    links: {
      server: await links(debug, '1'),
      debug: await links(debug, 'self'),
      sibling: await links(sibling, 'self'),
    },
    ...(await streams(sibling)),
  };
  const terminal = await useTerminal(debug, heard);
  const ends = await endings(sandbox.startContainer, server);
  const other = await runtime.createSandbox({ id: 'other', hostname: 'other', sharedProcesses: false });
  const otherPod = await other.connect(8080).then(() => 'connected', problemOf);
  await sandbox.remove();
  return {
    ...seen,
    ...terminal,
    ...ends,
    otherPod,
    shared: await observeShared(runtime),
    unknownImage: await refusal(() => runtime.pull('nothing:1', new AbortController().signal)),
  };
}

async function links(target: RunningContainer, pid: string): Promise<Links> {
  const script = LINKS.map((kind) => `readlink /proc/${pid}/ns/${kind}`).join(';');
  const lines = (await runIn(target, ['sh', '-c', script])).stdout.split('\n');
  return Object.fromEntries(LINKS.map((kind, index) => [kind, lines[index] ?? ''])) as Links;
}

async function streams(target: RunningContainer) {
  const heard = listen();
  const counter = await target.exec({ ...BASE, argv: ['wc', '-c'], stdin: true, output: heard.output });
  await counter.write(Buffer.alloc(100_000, 'x'));
  counter.endInput();
  await counter.exited;
  return {
    echoed: Number(heard.stdout()),
    // By the names that scripts use: they have to be pipes for that.
    streams: await runIn(target, ['sh', '-c', 'echo out >/dev/stdout; echo err >/dev/stderr; exit 42']),
  };
}

async function useTerminal(debug: RunningContainer, heard: ReturnType<typeof listen>) {
  debug.resize({ columns: 100, rows: 33 });
  await debug.write(Buffer.from('tty; stty size; echo $((6*7))\n'));
  await heard.until('42');
  await debug.write(Buffer.from('sleep 1000\n'));
  await heard.until(/sleep 1000/);
  // Typed again until the shell has put it into the foreground: then it ends, and the shell goes on.
  const typing = setInterval(() => void debug.write(Buffer.from('\x03echo interr\\upted\n')), 200);
  await heard.until('interrupted');
  clearInterval(typing);
  await debug.write(Buffer.from('\nexit 9\n'));
  return { terminal: heard.stdout(), terminalExit: await debug.exited };
}

async function endings(
  start: (options: ReturnType<typeof container>) => Promise<RunningContainer>,
  server: RunningContainer,
) {
  const killed = await start(container({ name: 'killed', argv: ['sh', '-c', 'sleep 1000 & sleep 1000'] }));
  killed.kill('SIGKILL');
  const heard = listen();
  const handler = 'trap "exit 7" TERM; echo ready; while :; do sleep 1; done';
  const terminated = await start(container({ name: 'terminated', argv: ['sh', '-c', handler], output: heard.output }));
  await heard.until('ready');
  await terminated.stop(20);
  const ignored = await start(container({ name: 'ignored', argv: ['sleep', '1000'] }));
  await ignored.stop(0.2);
  const joined = await start(
    container({ name: 'joined', argv: ['sleep', '1000'], processes: { kind: 'target', container: server } }),
  );
  await server.stop(0);
  return {
    killed: await killed.exited,
    terminated: await terminated.exited,
    ignored: await ignored.exited,
    debugAfterTarget: await joined.exited,
    execAfterEnd: await server.exec({ ...BASE, argv: ['sh'], output: NOWHERE }).then((): string => 'ran', problemOf),
  };
}

async function observeShared(runtime: ContainerRuntime) {
  const sandbox = await runtime.createSandbox({ id: 'shared', hostname: 'shared', sharedProcesses: true });
  const mounts = [
    { path: '/data', readOnly: false, volume: { kind: 'emptyDir', name: '../data' } },
    {
      path: '/config',
      readOnly: true,
      volume: { kind: 'files', name: 'config', files: new Map([['key', Buffer.from('key=value\n')]]) },
    },
  ] as const;
  const processes = { kind: 'pod' } as const;
  const heard = listen();
  // What it has left behind in the pod's namespace ends with it.
  const script = 'echo handed over >/data/note; sleep 3333 & echo ready; exec sleep 1111';
  const one = await sandbox.startContainer(
    container({ name: 'one', argv: ['sh', '-c', script], processes, mounts, output: heard.output }),
  );
  await heard.until('ready');
  const two = await sandbox.startContainer(container({ name: 'two', argv: ['sleep', '2222'], processes, mounts }));
  const ps = async (): Promise<string> => (await runIn(two, ['ps'])).stdout;
  const seen = {
    processes: await ps(),
    volume: (await runIn(two, ['cat', '/data/note'])).stdout,
    config: (await runIn(two, ['cat', '/config/key'])).stdout,
  };
  one.kill('SIGKILL');
  await one.exited;
  const afterKillingOne = await ps();
  await sandbox.remove();
  return { ...seen, afterKillingOne };
}

async function refusal(attempt: () => Promise<unknown>): Promise<string> {
  return attempt().then(
    () => '',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

function problemOf(error: unknown): string {
  return error instanceof RuntimeError ? error.problem : String(error);
}

if (process.argv.includes('--print')) console.log(JSON.stringify(await observeContainers()));
