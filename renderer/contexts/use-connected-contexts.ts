import { useCallback, useState } from 'react';

export interface ConnectedContexts {
  /** Contexts that the window has gone to and stays connected with. */
  readonly names: ReadonlySet<string>;
  disconnect(name: string): void;
}

/** Going to a context connects it; it stays so until disconnected. Merely being listed starts no connection and no plug-in. */
export function useConnectedContexts(current: string | undefined): ConnectedContexts {
  const [names, setNames] = useState<ReadonlySet<string>>(new Set());
  if (current !== undefined && !names.has(current)) setNames(new Set([...names, current]));
  const disconnect = useCallback((name: string) => {
    setNames((old) => new Set([...old].filter((other) => other !== name)));
  }, []);
  return { names, disconnect };
}
