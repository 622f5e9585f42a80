/** Exec, attach and port-forward: which address, which channels, which policy. */
import { isAppError } from '../../../preload/contract/errors.ts';
import type { Connection } from '../http/connection.ts';
import { resourcePath } from '../resources/resource-path.ts';
import type { WebSocketClient } from '../web-socket/web-socket.ts';
import type { AttachRequest, Channel, ExecRequest, PortForwardRequest, StreamSelection } from './channel.ts';
import { decodeFrame, stdinFrames, SUBPROTOCOLS } from './frames.ts';
import { openSocket } from './handshake.ts';
import { type ChannelLayout, openChannel } from './open-channel.ts';
import { portForwardLayout } from './port-forward-frames.ts';

const BOTH_PROTOCOLS = [SUBPROTOCOLS.v5, SUBPROTOCOLS.v4] as const;
const CONTAINER_LAYOUT: ChannelLayout = { decode: decodeFrame, stdin: stdinFrames };

function streams({ stdin, stdout = true, stderr = true, tty }: StreamSelection): Record<string, boolean> {
  // The runtime refuses a terminal with a stderr of its own.
  return { stdin, stdout, stderr: stderr && !tty, tty };
}

function podPath(target: { readonly kubeNamespace: string; readonly pod: string }, subresource: string): string {
  return resourcePath({
    resource: 'pods',
    kubeNamespace: target.kubeNamespace,
    name: target.pod,
    subresource,
  });
}

function ending(connection: Connection, signal: AbortSignal | undefined): AbortSignal {
  return signal === undefined ? connection.closed : AbortSignal.any([connection.closed, signal]);
}

export async function exec(connection: Connection, request: ExecRequest, signal?: AbortSignal): Promise<Channel> {
  const { container, command, handedThrough = false } = request;
  const end = ending(connection, signal);
  const open = (protocols: readonly string[]): Promise<WebSocketClient> =>
    openSocket(
      { path: podPath(request, 'exec'), query: { container, command, ...streams(request) }, protocols },
      connection,
      end,
    );
  const socket = handedThrough
    ? await open([SUBPROTOCOLS.v4]).catch((error: unknown) => {
        if (!isAppError(error, 'UNSUPPORTED')) throw error;
        return open(BOTH_PROTOCOLS);
      })
    : await open(BOTH_PROTOCOLS);
  return openChannel(socket, { policy: 'pause', layout: CONTAINER_LAYOUT, signal: end });
}

export async function attach(connection: Connection, request: AttachRequest, signal?: AbortSignal): Promise<Channel> {
  const end = ending(connection, signal);
  const socket = await openSocket(
    {
      path: podPath(request, 'attach'),
      query: { container: request.container, ...streams(request) },
      protocols: BOTH_PROTOCOLS,
    },
    connection,
    end,
  );
  return openChannel(socket, { policy: 'drop', layout: CONTAINER_LAYOUT, signal: end });
}

export async function portForward(
  connection: Connection,
  request: PortForwardRequest,
  signal?: AbortSignal,
): Promise<Channel> {
  const end = ending(connection, signal);
  const socket = await openSocket(
    { path: podPath(request, 'portforward'), query: { ports: request.port }, protocols: [SUBPROTOCOLS.v4] },
    connection,
    end,
  );
  return openChannel(socket, { policy: 'pause', layout: portForwardLayout(), signal: end });
}
