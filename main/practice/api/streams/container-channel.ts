/** Exec and attach: the channel protocol's server half, on an upgraded socket. */
import type { WebSocket } from 'ws';
import { z } from 'zod';

import type { ProcessExit, ProcessOutput, RunningProcess } from '../../container-runtime.ts';
import type { FaultAction } from '../faults.ts';
import { parseJson } from '../request-body.ts';

const CHANNEL = { stdin: 0, stdout: 1, stderr: 2, status: 3, resize: 4, close: 255 } as const;
/** More than this on its way to a slow client, and the program waits. */
const BUFFER_LIMIT = 256 * 1024;

const TerminalSize = z.object({ Width: z.number(), Height: z.number() });

/** What is said on the status channel: no kind and no version, as the real one leaves them out. */
export interface StreamStatus {
  readonly metadata: Readonly<Record<never, never>>;
  readonly status: 'Success' | 'Failure';
  readonly message?: string;
  readonly reason?: string;
  readonly details?: { readonly causes: readonly { readonly reason?: string; readonly message: string }[] };
  readonly code?: number;
}

export interface OpenStream {
  readonly process: Pick<RunningProcess, 'write' | 'endInput' | 'resize'>;
  /** How the stream ends, and never before its output has been handed over. */
  readonly ended: Promise<StreamStatus>;
  /** The client is gone. */
  readonly detach: () => void;
}

export interface ChannelOptions {
  readonly streams: { readonly stdin: boolean; readonly stdout: boolean; readonly stderr: boolean };
  readonly argv: readonly string[];
  /** Starts or finds the process; throws what the runtime complains about. */
  readonly open: (output: ProcessOutput) => Promise<OpenStream>;
  readonly fault: FaultAction | undefined;
}

export async function serveChannel(socket: WebSocket, { streams, open, fault }: ChannelOptions): Promise<void> {
  const { protocol } = socket;
  let sent = 0;
  const send = (channel: number, payload: Uint8Array): Promise<void> => {
    const frame = Buffer.concat([Buffer.of(channel), payload]);
    return new Promise((resolve) => {
      const isFull = socket.bufferedAmount > BUFFER_LIMIT;
      socket.send(frame, () => {
        if (isFull) resolve();
      });
      if (!isFull || socket.readyState !== socket.OPEN) resolve();
    });
  };
  const close = (status: StreamStatus): void => {
    if (fault?.kind !== 'noStatus') void send(CHANNEL.status, Buffer.from(JSON.stringify(status)));
    socket.close(1000);
  };

  if (fault?.kind === 'silent') {
    socket.pause();
    return;
  }
  const first = streams.stdout ? CHANNEL.stdout : streams.stderr ? CHANNEL.stderr : CHANNEL.status;
  void send(first, Buffer.alloc(0));
  if (fault?.kind === 'malformed') {
    socket.send('no channel speaks text');
    void send(9, Buffer.from('no such channel'));
  }
  if (!streams.stdin && !streams.stdout && !streams.stderr) {
    close(failed('unable to upgrade connection: you must specify at least 1 of stdin, stdout, stderr'));
    return;
  }

  const output: ProcessOutput = async (stream, bytes) => {
    if (socket.readyState !== socket.OPEN || !streams[stream]) return;
    sent += bytes.length;
    await send(CHANNEL[stream], bytes);
    if (fault?.kind === 'close') socket.close(fault.code);
    if (fault?.kind === 'earlySuccess' && sent >= fault.afterBytes) close(SUCCEEDED);
  };
  try {
    // What the client says before its program runs is not lost.
    socket.pause();
    const stream = await open(output);
    socket.on('close', stream.detach);
    // One after the other: the end of the input comes after all of it, however slow its reader is.
    let turn: Promise<void> = Promise.resolve();
    socket.on('message', (data) => {
      const message = Buffer.isBuffer(data) ? data : Buffer.alloc(0);
      turn = turn.then(() => hear(socket, stream, message, protocol));
    });
    socket.resume();
    close(await stream.ended);
  } catch (error) {
    socket.resume();
    close(failed(`Internal error occurred: ${error instanceof Error ? error.message : String(error)}`));
  }
}

async function hear(socket: WebSocket, { process }: OpenStream, message: Buffer, protocol: string): Promise<void> {
  const payload = message.subarray(1);
  if (message[0] === CHANNEL.stdin) {
    // A program that does not read holds up everything behind it, pings too, as on a real server.
    socket.pause();
    await process.write(payload);
    if (socket.readyState === socket.OPEN) socket.resume();
  } else if (message[0] === CHANNEL.resize) resize(process, payload);
  else if (message[0] === CHANNEL.close && payload[0] === CHANNEL.stdin && protocol.startsWith('v5'))
    process.endInput();
}

function resize(process: Pick<RunningProcess, 'resize'>, payload: Buffer): void {
  const size = TerminalSize.safeParse(parseJson(payload.toString('utf8'))).data;
  if (size !== undefined && size.Width > 0 && size.Height > 0)
    process.resize({ columns: size.Width, rows: size.Height });
}

export const SUCCEEDED: StreamStatus = { metadata: {}, status: 'Success' };

function failed(message: string): StreamStatus {
  const details = { causes: [{ message }] };
  return {
    metadata: {},
    status: 'Failure',
    message: `Internal error occurred: ${message}`,
    reason: 'InternalError',
    details,
    code: 500,
  };
}

/** A version 4 server is the runtime itself, and words it its own way. */
export function exitStatus({ exitCode }: ProcessExit, protocol: string, argv: readonly string[]): StreamStatus {
  if (exitCode === 0) return SUCCEEDED;
  const code = String(exitCode);
  const how = protocol.startsWith('v5')
    ? `command terminated with exit code ${code}`
    : `error executing command [${argv.join(' ')}], exit code ${code}`;
  return {
    metadata: {},
    status: 'Failure',
    message: `command terminated with non-zero exit code: ${how}`,
    reason: 'NonZeroExitCode',
    details: { causes: [{ reason: 'ExitCode', message: code }] },
  };
}
