/** Exec, attach and port-forward: which address, which channels, which policy. */
import type { Connection } from '../http/connection.ts';
import { resourcePath } from '../resources/resource-path.ts';
import type { AttachRequest, Channel, ExecRequest, PortForwardRequest, StreamSelection } from './channel.ts';
import { decodeFrame, stdinFrames, SUBPROTOCOLS } from './frames.ts';
import { openSocket } from './handshake.ts';
import { type ChannelLayout, openChannel } from './open-channel.ts';
import { portForwardLayout } from './port-forward-frames.ts';

const EITHER = [[SUBPROTOCOLS.v5, SUBPROTOCOLS.v4]] as const;
/**
 * The API server hands v4 through to the node as it is; v5 it takes apart and puts together again, at three times the
 * processor time and later for each key. Only v5 can end stdin, which a terminal does by a key and bulk not at all. A node's
 * refusal of v4 is an answer of HTTP; v5 then says it as every other command's.
 */
const HANDED_THROUGH_IF_POSSIBLE = [[SUBPROTOCOLS.v4], ...EITHER] as const;
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
  const { container, command, handedThrough = request.tty } = request;
  const end = ending(connection, signal);
  const query = { container, command, ...streams(request) };
  const protocols = handedThrough ? HANDED_THROUGH_IF_POSSIBLE : EITHER;
  const socket = await openSocket({ path: podPath(request, 'exec'), query, protocols }, connection, end);
  return openChannel(socket, { policy: 'pause', layout: CONTAINER_LAYOUT, signal: end });
}

export async function attach(connection: Connection, request: AttachRequest, signal?: AbortSignal): Promise<Channel> {
  const end = ending(connection, signal);
  const query = { container: request.container, ...streams(request) };
  const socket = await openSocket({ path: podPath(request, 'attach'), query, protocols: EITHER }, connection, end);
  return openChannel(socket, { policy: 'drop', layout: CONTAINER_LAYOUT, signal: end });
}

export async function portForward(
  connection: Connection,
  request: PortForwardRequest,
  signal?: AbortSignal,
): Promise<Channel> {
  const end = ending(connection, signal);
  const socket = await openSocket(
    { path: podPath(request, 'portforward'), query: { ports: request.port }, protocols: [[SUBPROTOCOLS.v4]] },
    connection,
    end,
  );
  return openChannel(socket, { policy: 'pause', layout: portForwardLayout(), signal: end });
}
