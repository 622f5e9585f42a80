/** The sessions of connected windows: found again after a reload or a lost connection, ended when nobody comes back. */
import { randomBytes } from 'node:crypto';

import { createSession, type OwnedSession } from './session.ts';
import type { SessionEntry } from '../../../preload/wire/index.ts';

/**
 * How long a session waits for its window. Long enough for a laptop that sleeps through a meeting's end, short enough
 * that an exec'd shell in production does not outlive a forgotten tab by an afternoon.
 */
const GRACE_MS = 10 * 60_000;

export interface Sessions {
  /** The wanted session if it is still there, else a new one. */
  enter(wanted: string | undefined): SessionEntry;
  /** Ends all at once. */
  dispose(): Promise<void>;
}

interface Kept {
  readonly session: OwnedSession;
  windows: number;
  timer: NodeJS.Timeout | undefined;
}

export interface SessionsOptions {
  readonly graceMs?: number;
  onDisposeError(error: unknown): void;
}

export function createSessions({ graceMs = GRACE_MS, onDisposeError }: SessionsOptions): Sessions {
  const sessions = new Map<string, Kept>();

  const end = async (kept: Kept): Promise<void> => {
    clearTimeout(kept.timer);
    sessions.delete(kept.session.id);
    await kept.session.end();
  };

  const find = (wanted: string | undefined): { readonly kept: Kept; readonly resumed: boolean } => {
    const known = wanted === undefined ? undefined : sessions.get(wanted);
    if (known !== undefined) return { kept: known, resumed: true };
    const session = createSession(randomBytes(16).toString('base64url'), onDisposeError);
    const kept: Kept = { session, windows: 0, timer: undefined };
    sessions.set(session.id, kept);
    return { kept, resumed: false };
  };

  return {
    enter: (wanted) => {
      const { kept, resumed } = find(wanted);
      kept.windows += 1;
      clearTimeout(kept.timer);
      return {
        session: kept.session,
        resumed,
        leave: () => {
          kept.windows -= 1;
          if (kept.windows > 0) return;
          kept.timer = setTimeout(() => void end(kept), graceMs);
          kept.timer.unref();
        },
      };
    },
    dispose: async () => {
      await Promise.all([...sessions.values()].map(end));
    },
  };
}
