/** A container runtime whose programs are functions in this process: the same on every system, and done at once. */
import { randomBytes } from 'node:crypto';
import type { Duplex } from 'node:stream';

import {
  RuntimeError,
  type ContainerRuntime,
  type ImageFacts,
  type PodSandbox,
  type ProcessOptions,
  type RunningContainer,
  type RunningProcess,
} from '../../../main/practice/container-runtime.ts';
import { startProgram, type ContainerProgram } from './program.ts';

/** What an image holds: its entry point, and the other programs that can be executed. */
export interface Image {
  /** As long as it takes; no time if not given. */
  readonly pull?: () => Promise<void>;
  readonly program: ContainerProgram;
  readonly exec?: (argv: readonly string[]) => ContainerProgram | undefined;
  /** What listens on a port of the pod's loopback. */
  readonly listen?: (port: number) => Duplex | undefined;
}

const SLEEP: ContainerProgram = ({ signal }) =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      resolve(0);
    });
  });

/** An image that the store knows as running and nobody has described sleeps. */
export function memoryRuntime(images: ReadonlyMap<string, Image>): ContainerRuntime {
  const sandboxes = new Set<PodSandbox>();
  let last = 6;

  const factsOf = (reference: string): ImageFacts => ({
    references: [reference],
    id: `${reference}@sha256:0`,
    bytes: 1_000_000,
    ...{ entrypoint: ['/entrypoint'], command: [], environment: {}, workingDirectory: '/', user: { uid: 0, gid: 0 } },
  });

  function createSandbox(id: string): PodSandbox {
    const running = new Set<RunningContainer>();
    last += 1;
    const sandbox: PodSandbox = {
      id,
      address: `10.0.0.${String(last % 250)}`,
      startContainer: (options) => {
        const image = images.get(options.image) ?? { program: SLEEP };
        const container = start(image, options);
        running.add(container);
        void container.exited.then(() => running.delete(container));
        return Promise.resolve(container);
      },
      connect: (port) => {
        for (const { listen } of images.values()) {
          const connection = listen?.(port);
          if (connection !== undefined) return Promise.resolve(connection);
        }
        return Promise.reject(new RuntimeError('connectionRefused', 'connect: connection refused'));
      },
      remove: () => {
        for (const container of running) container.kill('SIGKILL');
        sandboxes.delete(sandbox);
        return Promise.resolve();
      },
    };
    sandboxes.add(sandbox);
    return sandbox;
  }

  return {
    name: 'memory',
    version: '1',
    images: [...images.keys()].map(factsOf),
    pull: async (reference) => {
      const image = images.get(reference);
      if (image === undefined && !reference.startsWith('distroless')) {
        const full = `docker.io/library/${reference}`;
        const message = `failed to pull and unpack image "${full}": failed to resolve reference "${full}": ${full}: not found`;
        throw new RuntimeError('imageNotFound', message);
      }
      await image?.pull?.();
      return factsOf(reference);
    },
    createSandbox: ({ id }) => Promise.resolve(createSandbox(id)),
    dispose: async () => {
      await Promise.all([...sandboxes].map((sandbox) => sandbox.remove()));
    },
  };
}

function start(image: Image, options: ProcessOptions): RunningContainer {
  const main = startProgram(image.program, options);
  const others = new Set<RunningProcess>();
  const end = (): void => {
    for (const process of [main, ...others]) process.kill('SIGKILL');
  };
  return {
    ...main,
    kill: end,
    id: randomBytes(32).toString('hex'),
    exec: (request) => {
      const name = request.argv[0] ?? '';
      const program = image.exec?.(request.argv);
      if (program === undefined) {
        const message = `OCI runtime exec failed: exec failed: unable to start container process: exec: "${name}": executable file not found in $PATH: unknown`;
        return Promise.reject(new RuntimeError('executableNotFound', message));
      }
      const process = startProgram(program, request);
      others.add(process);
      void process.exited.then(() => others.delete(process));
      return Promise.resolve(process);
    },
    stop: async () => {
      end();
      await main.exited;
    },
  };
}
