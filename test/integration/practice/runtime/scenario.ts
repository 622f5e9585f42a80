/** A pod with a server and a debug container that joins it, on the machine's own containers; what a test asks of it. */
import type {
  ContainerOptions,
  ContainerRuntime,
  PodSandbox,
  ProcessOptions,
  ProcessOutput,
  RunningContainer,
  RunningProcess,
} from '../../../../main/practice/container-runtime.ts';

const PRIVILEGES = {
  privileged: false,
  addedCapabilities: [],
  droppedCapabilities: [],
  allowPrivilegeEscalation: true,
};

export const BASE = {
  environment: {},
  workingDirectory: '/',
  user: { uid: 0, gid: 0 },
  privileges: PRIVILEGES,
  stdin: false,
  tty: false,
} as const;

export const NOWHERE: ProcessOutput = () => Promise.resolve();

export interface Heard {
  readonly output: ProcessOutput;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves when the text was written. */
  until(text: string | RegExp): Promise<void>;
}

export function listen(): Heard {
  const texts = { stdout: '', stderr: '' };
  let check = (): void => undefined;
  return {
    output: (stream, bytes) => {
      texts[stream] += Buffer.from(bytes).toString('utf8');
      check();
      return Promise.resolve();
    },
    stdout: () => texts.stdout,
    stderr: () => texts.stderr,
    until: (text) =>
      new Promise((resolve) => {
        check = () => {
          const all = texts.stdout + texts.stderr;
          if (typeof text === 'string' ? all.includes(text) : text.test(all)) resolve();
        };
        check();
      }),
  };
}

export async function pull(runtime: ContainerRuntime, image: string): Promise<void> {
  await runtime.pull(image, new AbortController().signal);
}

type Choice = Partial<ContainerOptions> & Pick<ContainerOptions, 'argv'>;

export function container(choice: Choice): ContainerOptions {
  return {
    ...BASE,
    name: 'main',
    image: 'busybox',
    processes: { kind: 'own' },
    readOnlyRootFilesystem: false,
    mounts: [],
    output: NOWHERE,
    ...choice,
  };
}

/** What a program in the container prints, and how it ended. */
export async function runIn(
  target: RunningContainer,
  argv: readonly string[],
  more: Partial<ProcessOptions> = {},
): Promise<{ readonly stdout: string; readonly stderr: string; readonly exitCode: number; readonly signal?: number }> {
  const heard = listen();
  const process: RunningProcess = await target.exec({ ...BASE, argv, ...more, output: heard.output });
  const exit = await process.exited;
  return { stdout: heard.stdout(), stderr: heard.stderr(), ...exit };
}

export interface ServedPod {
  readonly sandbox: PodSandbox;
  readonly server: RunningContainer;
}

/** `http-server-distroless` as the walk has it, when it answers. */
export async function startServer(runtime: ContainerRuntime, id: string): Promise<ServedPod> {
  const image = await runtime.pull('kube-lab/http-server-distroless:1', new AbortController().signal);
  const sandbox = await runtime.createSandbox({ id, hostname: `http-server-${id}`, sharedProcesses: false });
  const server = await sandbox.startContainer(
    container({
      name: 'http-server',
      image: 'kube-lab/http-server-distroless:1',
      argv: [...image.entrypoint, ...image.command],
      environment: image.environment,
      workingDirectory: image.workingDirectory,
    }),
  );
  return { sandbox, server };
}

/** Asks until it answers: a server that has just been executed does not listen yet. */
export async function ask(sandbox: PodSandbox, port: number, deadlineMs: number): Promise<string> {
  const deadline = performance.now() + deadlineMs;
  for (;;) {
    try {
      const connection = await sandbox.connect(port);
      connection.write('GET / HTTP/1.0\r\n\r\n');
      let text = '';
      for await (const bytes of connection) text += String(bytes);
      return text;
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
  }
}
