/** A cluster that answers what a test says, for what needs a `Cluster` and no network. */
import type { Channel, ChannelEnd, Cluster, ReflectorEvent, RequestOptions } from '../../main/kube/index.ts';

export interface FakeAnswer {
  readonly body: unknown;
  readonly warnings?: readonly string[];
}

export interface FakeCommandResult {
  readonly stdout?: string | Uint8Array;
  readonly stderr?: string;
  readonly end?: ChannelEnd;
}

export interface FakeClusterOptions {
  /** Throws what the server would answer with. */
  readonly answer?: (request: RequestOptions) => FakeAnswer;
  /** By path and field selector; a list that ends keeps its watch open until the signal aborts. */
  readonly watch?: (path: string) => readonly ReflectorEvent<never>[];
  readonly run?: (command: readonly string[], container: string) => FakeCommandResult;
  readonly log?: string;
}

export interface FakeCluster extends Cluster {
  readonly requests: readonly RequestOptions[];
  readonly commands: readonly (readonly string[])[];
}

export function fakeCluster({ answer, watch, run, log = '' }: FakeClusterOptions): FakeCluster {
  const requests: RequestOptions[] = [];
  const commands: (readonly string[])[] = [];
  const unexpected = (what: string): never => {
    throw new Error(`not expected: ${what}`);
  };
  const request: Cluster['request'] = async (options) => {
    requests.push(options);
    const { body, warnings = [] } = await Promise.resolve(answer?.(options) ?? unexpected(options.path));
    // As with a real server, the type is the caller's expectation and nothing else.
    return { body: body as never, warnings, status: 200 };
  };
  return {
    requests,
    commands,
    context: 'lab',
    server: 'https://lab.example',
    kubeNamespace: 'default',
    request,
    stream: async function* () {
      yield await Promise.resolve(Buffer.from(log));
    },
    watchList: async function* ({ path }, signal) {
      yield* watch?.(path) ?? [];
      if (signal.aborted) return;
      await new Promise((resolve) => {
        signal.addEventListener('abort', resolve, { once: true });
      });
    },
    revive: () => undefined,
    exec: ({ command, container }) => {
      commands.push(command);
      return Promise.resolve(fakeChannel(run?.(command, container) ?? unexpected(command.join(' '))));
    },
    attach: () => unexpected('attach'),
    portForward: () => unexpected('port-forward'),
    dispose: () => undefined,
  };
}

function fakeChannel({ stdout = '', stderr = '', end = { reason: 'succeeded' } }: FakeCommandResult): Channel {
  return {
    protocol: 'v5',
    opened: Promise.resolve(true),
    stdout: once(stdout),
    stderr: once(stderr),
    droppedBytes: 0,
    ignoredFrames: 0,
    write: () => Promise.resolve(),
    closeStdin: () => Promise.resolve(true),
    resize: () => undefined,
    end: Promise.resolve(end),
    close: () => undefined,
  };
}

async function* once(content: string | Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  if (content.length > 0) yield await Promise.resolve(Buffer.from(content));
}

export const missingTool: FakeCommandResult = {
  end: { reason: 'failed', message: 'exec: "sh": executable file not found in $PATH' },
};
