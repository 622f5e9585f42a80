import type { Keyboard } from './terminal-process.ts';

/** What a person types while a container starts; a paste that is larger is not meant for a shell that is not there. */
const PENDING_LIMIT = 64 * 1024;

export interface PendingInput {
  /** Resolves when there is room for more; what cannot be kept or delivered is dropped. */
  write(bytes: Uint8Array): Promise<void>;
  connect(keyboard: Keyboard | undefined): void;
}

/** Keeps what is typed before there is a process, and hands it over in order. */
export function createPendingInput(): PendingInput {
  let connected: Keyboard | undefined;
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;

  async function deliver(keyboard: Keyboard, bytes: Uint8Array): Promise<void> {
    try {
      await keyboard.write(bytes);
    } catch {
      // The process ended meanwhile; its end is told elsewhere.
    }
  }

  return {
    write: async (bytes) => {
      if (connected !== undefined) return deliver(connected, bytes);
      if (waitingBytes + bytes.length > PENDING_LIMIT) return;
      waiting.push(bytes);
      waitingBytes += bytes.length;
    },
    connect: (keyboard) => {
      connected = keyboard;
      if (keyboard === undefined) return;
      const typed = waiting;
      waiting = [];
      waitingBytes = 0;
      for (const bytes of typed) void deliver(keyboard, bytes);
    },
  };
}
