import type { Session } from '../../../preload/contract/index.ts';

export interface OwnedSession extends Session {
  /** Runs every disposer, newest first; one that fails does not keep the others from running. */
  end(): Promise<void>;
}

export function createSession(id: string, onDisposeError: (error: unknown) => void): OwnedSession {
  const disposers = new Set<() => void | Promise<void>>();
  let ended = false;
  return {
    id,
    onEnd: (dispose) => {
      if (ended) throw new Error('The session has ended.');
      disposers.add(dispose);
      return () => {
        disposers.delete(dispose);
      };
    },
    end: async () => {
      ended = true;
      for (const dispose of [...disposers].reverse()) {
        disposers.delete(dispose);
        try {
          await dispose();
        } catch (error) {
          onDisposeError(error);
        }
      }
    },
  };
}
