/**
 * Tells a dead connection from a quiet one. The server answers pings in the loop that hands our stdin on, so a command
 * that does not read its stdin also keeps the pongs from us: while stdin is unanswered, silence proves nothing. Who speaks is
 * not asked: a ping to a server that has said all and closed resets the connection, and what was still on its way is lost.
 */

import type { Timers } from '../timers.ts';

/** kubectl's period; also below every load balancer's idle limit. */
const PING_MS = 5_000;
const DEAD_AFTER_MS = 15_000;
/** Less than any pipe or window between us and the command holds: so much stdin cannot block the server's loop. */
const STDIN_SLACK_BYTES = 4 * 1024;

export interface Heartbeat {
  /** Anything came in. */
  heard(): void;
  /** A pong came in, with the payload of its ping. */
  answered(payload: string): void;
  /** So many bytes of stdin were handed to the socket. */
  wrote(bytes: number): void;
  stop(): void;
}

export interface HeartbeatOptions {
  readonly ping: (payload: string) => void;
  readonly isPaused: () => boolean;
  readonly onDead: () => void;
  readonly timers: Timers;
}

export function startHeartbeat({ ping, isPaused, onDead, timers }: HeartbeatOptions): Heartbeat {
  let lastHeard = timers.now();
  /** Unlike the other, not put off by what only excuses silence. */
  let lastWord = lastHeard;
  let stdinWritten = 0;
  /** A ping carries how much stdin went before it, so its pong proves that much was read. */
  let stdinProven = 0;
  let cancel = timers.after(PING_MS, beat);

  function beat(): void {
    const now = timers.now();
    const mayBeBlocked = stdinWritten - stdinProven > STDIN_SLACK_BYTES;
    if (isPaused() || mayBeBlocked) lastHeard = now;
    const silence = now - lastHeard;
    if (silence >= DEAD_AFTER_MS) {
      onDead();
      return;
    }
    if (now - lastWord >= PING_MS) ping(String(stdinWritten));
    cancel = timers.after(Math.min(PING_MS, DEAD_AFTER_MS - silence), beat);
  }

  return {
    heard: () => {
      lastHeard = lastWord = timers.now();
    },
    answered: (payload) => {
      const proven = /^\d{1,16}$/.test(payload) ? Number(payload) : 0;
      stdinProven = Math.max(stdinProven, Math.min(proven, stdinWritten));
    },
    wrote: (bytes) => {
      stdinWritten += bytes;
    },
    stop: () => {
      cancel();
    },
  };
}
