/** One look at a container, as a probe of its spec wants it. */
import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';

import type { Container } from '../../kube/index.ts';
import type { PodSandbox, ProcessOutput, RunningProcess } from '../container-runtime.ts';

export type Probe = NonNullable<Container['livenessProbe']>;

export interface ProbedContainer {
  readonly sandbox: PodSandbox;
  readonly ports: NonNullable<Container['ports']>;
  readonly exec: (argv: readonly string[], output: ProcessOutput) => Promise<RunningProcess>;
}

/** Of what a command says, as the kubelet keeps of it. */
const OUTPUT_LIMIT_BYTES = 10 * 1024;

/** Returns what is wrong. A kind of probe that is not known here passes. */
export async function checkProbe(probe: Probe, container: ProbedContainer): Promise<string | undefined> {
  const { timeoutSeconds = 1, exec } = probe;
  return exec === undefined
    ? await checkPort(probe, container, timeoutSeconds * 1000)
    : await checkCommand(exec.command ?? [], container, timeoutSeconds);
}

async function checkCommand(
  argv: readonly string[],
  { exec }: ProbedContainer,
  timeoutSeconds: number,
): Promise<string | undefined> {
  const said: Uint8Array[] = [];
  let size = 0;
  const output: ProcessOutput = (_stream, bytes) => {
    if (size < OUTPUT_LIMIT_BYTES) said.push(bytes);
    size += bytes.length;
    return Promise.resolve();
  };
  const over = new AbortController();
  try {
    const process = await exec(argv, output);
    const late = wait(timeoutSeconds * 1000, undefined, { signal: over.signal });
    const exit = await Promise.race([process.exited, late.catch(() => undefined)]);
    if (exit === undefined) {
      process.kill('SIGKILL');
      return `command timed out: "${argv.join(' ')}" timed out after ${String(timeoutSeconds)}s`;
    }
    if (exit.exitCode === 0) return undefined;
    return Buffer.concat(said).subarray(0, OUTPUT_LIMIT_BYTES).toString('utf8');
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    over.abort();
  }
}

async function checkPort(probe: Probe, container: ProbedContainer, timeout: number): Promise<string | undefined> {
  const { sandbox, ports } = container;
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
