import { systemTimers, type Timers } from '../timers.ts';
import type { WebSocketClient } from '../web-socket/web-socket.ts';
import type { Channel, ChannelEnd } from './channel.ts';
import { readChannelStatus } from './channel-status.ts';
import { byteQueue } from './byte-queue.ts';
import { type InboundFrame, resizeFrame, stdinEndFrame, SUBPROTOCOLS } from './frames.ts';
import { startHeartbeat } from './heartbeat.ts';
import { inboundFrames } from './inbound-frames.ts';
import { outbound } from './outbound.ts';

/** The socket waits above the first and goes on below the second; the gap keeps it from flapping. */
const PAUSE_ABOVE = 256 * 1024;
const RESUME_BELOW = 128 * 1024;
/** What an attachment's reader may lag behind before the oldest output is dropped. */
const DROP_ABOVE = 1024 * 1024;
/**
 * A node that refuses (no such container, not running yet) does so a few milliseconds after the handshake; a container that
 * has nothing to say says nothing. After this time silence is taken for the second.
 */
const OPENED_AFTER_MS = 500;
/** A peer that does not answer our close is cut off after this time. */
const CLOSE_GRACE_MS = 1_000;

export interface ChannelLayout {
  /** Of a message, or of so much of its beginning that its layout can be told. */
  decode(message: Uint8Array): InboundFrame;
  stdin(bytes: Uint8Array): Iterable<Uint8Array>;
  /** What a close without a Status means, if not that the outcome is unknown. */
  endWithoutStatus?(closeCode: number): ChannelEnd | undefined;
}

export interface ChannelOptions {
  /** `drop` for an attachment, which must never be held up. */
  readonly policy: 'pause' | 'drop';
  readonly layout: ChannelLayout;
  readonly signal: AbortSignal;
  readonly timers?: Timers;
}

/** Speaks the channel protocol on an open, paused socket. Nothing that the server sends makes it throw. */
export function openChannel(socket: WebSocketClient, options: ChannelOptions): Channel {
  const { policy, layout, signal, timers = systemTimers } = options;
  const protocol = socket.protocol === SUBPROTOCOLS.v5 ? 'v5' : 'v4';
  const opened = Promise.withResolvers<boolean>();
  const ended = Promise.withResolvers<ChannelEnd>();
  let cancelGrace: (() => void) | undefined;
  const cancelOpened = timers.after(OPENED_AFTER_MS, () => opened.resolve(true));
  let isEnded = false;
  let receivedBytes = 0;
  let droppedBytes = 0;
  let ignoredFrames = 0;

  function flow(): void {
    if (policy === 'drop' || isEnded) return;
    const queued = stdout.queuedBytes + stderr.queuedBytes;
    if (queued > PAUSE_ABOVE && !socket.isPaused) socket.pause();
    else if (queued < RESUME_BELOW && socket.isPaused) {
      heartbeat.heard();
      socket.resume();
    }
  }

  const queueOptions = {
    onRead: flow,
    ...(policy === 'drop' ? { dropAbove: DROP_ABOVE } : {}),
    onDropped: (bytes: number) => (droppedBytes += bytes),
  };
  const stdout = byteQueue(queueOptions);
  const stderr = byteQueue(queueOptions);
  const heartbeat = startHeartbeat({
    ping: (payload) => {
      socket.ping(payload);
    },
    isPaused: () => socket.isPaused,
    onDead: () => {
      settle({ reason: 'lost', receivedBytes });
    },
    timers,
  });
  const out = outbound(socket, heartbeat.wrote);

  function settle(end: ChannelEnd): void {
    if (isEnded) return;
    isEnded = true;
    heartbeat.stop();
    out.stop();
    stdout.end();
    stderr.end();
    signal.removeEventListener('abort', close);
    cancelOpened();
    opened.resolve(false);
    ended.resolve(end);
    if (end.reason === 'lost') socket.terminate();
    else shut();
  }

  function shut(): void {
    // A paused socket would never see the peer's answer.
    socket.resume();
    socket.close(1000);
    cancelGrace = timers.after(CLOSE_GRACE_MS, () => {
      socket.terminate();
    });
  }

  function close(): void {
    settle({ reason: 'closed' });
  }

  function receive(frame: InboundFrame): void {
    if (isEnded) return;
    if (frame.kind === 'unknown') {
      ignoredFrames += 1;
      return;
    }
    if (frame.kind === 'status') {
      if (frame.bytes.length > 0) settle(readChannelStatus(frame.bytes));
      return;
    }
    if (frame.bytes.length === 0) return;
    opened.resolve(true);
    receivedBytes += frame.bytes.length;
    (frame.kind === 'stdout' ? stdout : stderr).push(frame.bytes);
    flow();
  }

  const inbound = inboundFrames(layout.decode, receive);
  socket.listen({
    onPiece: (bytes, isFirst, isLast) => {
      heartbeat.heard();
      inbound(bytes, isFirst, isLast);
    },
    onText: () => {
      heartbeat.heard();
      ignoredFrames += 1;
    },
    onPong: (payload) => {
      heartbeat.heard();
      heartbeat.answered(payload);
    },
    onPing: heartbeat.heard,
    onClose: (closeCode) => {
      cancelGrace?.();
      settle(layout.endWithoutStatus?.(closeCode) ?? { reason: 'lost', closeCode, receivedBytes });
    },
  });
  signal.addEventListener('abort', close, { once: true });
  if (signal.aborted) close();

  return {
    protocol,
    opened: opened.promise,
    stdout,
    stderr,
    get droppedBytes() {
      return droppedBytes;
    },
    get ignoredFrames() {
      return ignoredFrames;
    },
    write: (bytes) => out.send(layout.stdin(bytes)),
    closeStdin: async () => {
      if (protocol !== 'v5') return false;
      await out.send([stdinEndFrame()]);
      return true;
    },
    resize: (size) => {
      const frame = resizeFrame(size);
      if (frame !== undefined) out.sendNow(frame);
    },
    end: ended.promise,
    close,
  };
}
