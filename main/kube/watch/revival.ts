/** Tells those who wait for a server that it answers again: they need not sit out their time. */
export interface Revival {
  ring(): void;
  /** The function returned ends the listening. */
  onRing(listener: () => void): () => void;
}

export function createRevival(): Revival {
  const listeners = new Set<() => void>();
  return {
    ring: () => {
      for (const listener of [...listeners]) listener();
    },
    onRing: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
