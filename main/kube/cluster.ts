/** A connection to one context: one identity, one pool of sockets, closed as a whole. */
import type { AttachRequest, Channel, ExecRequest, PortForwardRequest } from './channels/channel.ts';
import type { KubeObject } from './objects.ts';
import type { ReflectorEvent, WatchListOptions } from './watch/reflector-event.ts';

export type QueryValue = string | number | boolean | readonly string[] | undefined;

export interface RequestOptions {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From `resourcePath`: its segments are already escaped. */
  readonly path: string;
  readonly query?: Readonly<Record<string, QueryValue>>;
  /** Sent as JSON; text and bytes are sent as they are. */
  readonly body?: unknown;
  /** `application/json` if not given. */
  readonly contentType?: string;
  readonly accept?: string;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  /** Longest answer taken, after decompression. */
  readonly maxBytes?: number;
}

export interface Reply<T> {
  /** The JSON as it came, unchecked: `T` is what the caller expects of the server. */
  readonly body: T;
  /** The server's own `Warning` headers, word for word. */
  readonly warnings: readonly string[];
  readonly status: number;
}

export type StreamOptions = Pick<RequestOptions, 'path' | 'query' | 'accept' | 'signal'>;

export interface Cluster {
  readonly context: string;
  readonly server: string;
  /** The context's own Kubernetes namespace. */
  readonly kubeNamespace: string;
  request<T>(options: RequestOptions): Promise<Reply<T>>;
  /** Bytes of a GET as they come (logs); the socket waits while nobody reads. Leaving the loop closes it. */
  stream(options: StreamOptions): AsyncIterable<Uint8Array>;
  /** A list kept up to date; ends when the signal aborts, throws what no retry can mend (FORBIDDEN, UNAUTHENTICATED …). */
  watchList<Item extends KubeObject>(
    options: WatchListOptions,
    signal: AbortSignal,
  ): AsyncIterable<ReflectorEvent<Item>>;
  /** The server is known to answer again: watched lists that wait for their next try, or for an old answer, ask at once. */
  revive(): void;
  /** The signal closes the channel, also after it was opened. */
  exec(request: ExecRequest, signal?: AbortSignal): Promise<Channel>;
  attach(request: AttachRequest, signal?: AbortSignal): Promise<Channel>;
  /** One connection to one port: bytes out by `stdout`, in by `write`. */
  portForward(request: PortForwardRequest, signal?: AbortSignal): Promise<Channel>;
  /** Ends everything that this connection has open. */
  dispose(): void;
}
