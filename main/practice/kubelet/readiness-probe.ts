/** Whether a container answers: its readiness probe, again and again. */
import { request } from 'node:http';
import type { Duplex } from 'node:stream';

import type { Container } from '../../kube/index.ts';
import type { PodSandbox } from '../container-runtime.ts';

type Probe = NonNullable<Container['readinessProbe']>;

export interface ProbeOptions {
  readonly sandbox: PodSandbox;
  readonly ports: NonNullable<Container['ports']>;
  /** Aborted when the container has ended. */
  readonly signal: AbortSignal;
  readonly tell: (ready: boolean) => void;
  readonly fail: (message: string) => void;
}

/** Runs until the signal aborts; probes with `exec` count as passed, for want of a way to bound them alike everywhere. */
export function startReadinessProbe(probe: Probe, options: ProbeOptions): void {
  const { periodSeconds = 10, initialDelaySeconds = 0, timeoutSeconds = 1 } = probe;
  const { successThreshold = 1, failureThreshold = 3 } = probe;
  const { signal, tell, fail } = options;
  let passed = 0;
  let failed = 0;

  async function once(): Promise<void> {
    const problem = await check(probe, options, timeoutSeconds * 1000);
    if (signal.aborted) return;
    passed = problem === undefined ? passed + 1 : 0;
    failed = problem === undefined ? 0 : failed + 1;
    if (problem !== undefined) fail(problem);
    if (passed >= successThreshold) tell(true);
    if (failed >= failureThreshold) tell(false);
    later(periodSeconds);
  }
  function later(seconds: number): void {
    if (signal.aborted) return;
    const timer = setTimeout(() => void once(), seconds * 1000);
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  }
  if (initialDelaySeconds > 0) later(initialDelaySeconds);
  else void once();
}

/** Returns what is wrong. */
async function check(probe: Probe, { sandbox, ports }: ProbeOptions, timeout: number): Promise<string | undefined> {
  const { httpGet, tcpSocket } = probe;
  const wanted = httpGet?.port ?? tcpSocket?.port;
  if (wanted === undefined) return undefined;
  const port = typeof wanted === 'number' ? wanted : (ports.find(({ name }) => name === wanted)?.containerPort ?? 0);
  try {
    const connection = await sandbox.connect(port);
    connection.on('error', () => undefined);
    try {
      return httpGet === undefined ? undefined : await answerOf(connection, httpGet.path ?? '/', timeout);
    } finally {
      connection.destroy();
    }
  } catch (error) {
    return `dial tcp ${sandbox.address}:${String(port)}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function answerOf(connection: Duplex, path: string, timeout: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const asked = request({
      path,
      headers: { Host: 'localhost', Connection: 'close' },
      timeout,
      createConnection: () => connection,
    });
    asked.on('response', (response) => {
      response.resume();
      const code = response.statusCode ?? 0;
      resolve(code >= 200 && code < 400 ? undefined : `HTTP probe failed with statuscode: ${String(code)}`);
    });
    asked.on('timeout', () => {
      resolve('context deadline exceeded (Client.Timeout exceeded while awaiting headers)');
      asked.destroy();
    });
    asked.on('error', (error) => {
      resolve(error.message);
    });
    asked.end();
  });
}
