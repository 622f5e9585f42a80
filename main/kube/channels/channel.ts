/** A running command, an attachment or a forwarded port, as its user sees it. */

/** How a channel ended; told exactly once, and a value rather than an error. */
export type ChannelEnd =
  /** The command ended with this code, not zero. */
  | { readonly reason: 'exited'; readonly code: number }
  /** The server said success: the command ended with zero, or the attachment ended. */
  | { readonly reason: 'succeeded' }
  /** The server said why it could not: no such executable, container not running, and so on. */
  | { readonly reason: 'failed'; readonly message: string; readonly statusReason?: string }
  /** Cut without the server's word; the outcome is unknown and what was received may be only a part. */
  | { readonly reason: 'lost'; readonly closeCode?: number; readonly receivedBytes: number }
  /** Closed by us. */
  | { readonly reason: 'closed' };

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

export interface Channel {
  readonly protocol: 'v5' | 'v4';
  /**
   * Settles with `true` when the container's side has answered with output, or has refused nothing for half a second; with
   * `false` when the channel ended before. Never rejects. The WebSocket handshake and the empty frame after it prove nothing:
   * they are the API server's own, before it has spoken to the node.
   */
  readonly opened: Promise<boolean>;
  /**
   * Each can be read once and ends with the channel, after all that was received. With policy `pause` both must be read if
   * both were asked for: they share one socket, and what is not read holds it up.
   */
  readonly stdout: AsyncIterable<Uint8Array>;
  readonly stderr: AsyncIterable<Uint8Array>;
  /** Bytes thrown away so far because nobody read them in time; stays 0 with policy `pause`. */
  readonly droppedBytes: number;
  /** Frames that made no sense (unknown channel, text, and so on) and were skipped. */
  readonly ignoredFrames: number;
  /** Resolves when there is room for more; rejects with DISCONNECTED once the channel has ended. */
  write(bytes: Uint8Array): Promise<void>;
  /** Ends stdin after all that was written; `false` if the protocol (v4) cannot. */
  closeStdin(): Promise<boolean>;
  resize(size: TerminalSize): void;
  readonly end: Promise<ChannelEnd>;
  close(): void;
}

/** Which container a stream belongs to. */
export interface ContainerTarget {
  readonly kubeNamespace: string;
  readonly pod: string;
  readonly container: string;
}

export interface StreamSelection {
  readonly stdin: boolean;
  readonly stdout?: boolean;
  /** Never together with `tty`; asking for both is corrected to `tty`. */
  readonly stderr?: boolean;
  readonly tty: boolean;
}

export interface ExecRequest extends ContainerTarget, StreamSelection {
  readonly command: readonly string[];
  /** For what does not have to end its stdin: less work on the way, see `container-streams.ts`. As `tty`, if not said. */
  readonly handedThrough?: boolean;
}

/**
 * `tty` and `stderr` must match the container's spec. What is received is never held back, because a slow reader of an
 * attachment blocks the container's own output; what is not read in time is dropped instead.
 */
export type AttachRequest = ContainerTarget & StreamSelection;

export interface PortForwardRequest {
  readonly kubeNamespace: string;
  readonly pod: string;
  readonly port: number;
}
