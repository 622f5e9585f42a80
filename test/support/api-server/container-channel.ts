/** Exec and attach: the channel protocol's server half, on an upgraded socket. */
import type { WebSocket } from 'ws';
import { z } from 'zod';

import type { ContainerProcess, Output } from './container-process.ts';
import type { FaultAction } from './faults.ts';
import { failure, success, type Status } from './status.ts';

const CHANNEL = { stdin: 0, stdout: 1, stderr: 2, status: 3, resize: 4, close: 255 } as const;
/** More than this on its way to a slow client, and the program waits. */
const BUFFER_LIMIT = 256 * 1024;

const TerminalSize = z.object({ Width: z.number(), Height: z.number() });

export interface ChannelOptions {
  readonly protocol: string;
  /** Starts or finds the process; text is the runtime's complaint. */
  readonly open: (output: Output) => ContainerProcess | string;
  /** An attachment leaves its process alone. */
  readonly attached: boolean;
  readonly fault: FaultAction | undefined;
}

export function serveChannel(socket: WebSocket, { protocol, open, attached, fault }: ChannelOptions): void {
  const send = (channel: number, payload: Uint8Array): Promise<void> => {
    const frame = Buffer.concat([Buffer.of(channel), payload]);
    return new Promise((resolve) => {
      const isFull = socket.bufferedAmount > BUFFER_LIMIT;
      socket.send(frame, () => {
        if (isFull) resolve();
      });
      if (!isFull) resolve();
    });
  };
  const close = (status: Status): void => {
    if (fault?.kind !== 'noStatus') void send(CHANNEL.status, Buffer.from(JSON.stringify(status)));
    socket.close(1000);
  };

  if (fault?.kind === 'silent') {
    socket.pause();
    return;
  }
  void send(CHANNEL.stdout, Buffer.alloc(0));
  if (fault?.kind === 'malformed') {
    socket.send('no channel speaks text');
    void send(9, Buffer.from('no such channel'));
  }

  const output: Output = (stream, bytes) => send(CHANNEL[stream], bytes);
  const process = open(output);
  if (typeof process === 'string') {
    close(failure(500, 'InternalError', process));
    return;
  }
  const detach = attached ? process.attach(output) : (): void => undefined;
  socket.on('close', detach);
  socket.on('message', (data) => {
    const message = Buffer.isBuffer(data) ? data : Buffer.alloc(0);
    const payload = message.subarray(1);
    if (message[0] === CHANNEL.stdin) process.input(payload);
    else if (message[0] === CHANNEL.resize) resize(process, payload);
    else if (message[0] === CHANNEL.close && payload[0] === CHANNEL.stdin && protocol.startsWith('v5')) {
      process.endInput();
    }
  });
  void process.exited.then((code) => {
    close(attached || code === 0 ? success() : exitStatus(code));
  });
}

function resize(process: ContainerProcess, payload: Buffer): void {
  const { Width, Height } = TerminalSize.parse(JSON.parse(payload.toString('utf8')));
  if (Width > 0 && Height > 0) process.resize({ columns: Width, rows: Height });
}

function exitStatus(code: number): Status {
  const message = `command terminated with non-zero exit code: exit status ${String(code)}`;
  const causes = [{ reason: 'ExitCode', message: String(code) }];
  return failure(500, 'NonZeroExitCode', message, { causes });
}

export function executableNotFound(argv: readonly string[]): string {
  const name = argv[0] ?? '';
  return `error executing command in container: failed to exec in container: failed to start exec "0c5f": OCI runtime exec failed: exec failed: unable to start container process: exec: "${name}": executable file not found in $PATH: unknown`;
}
