/** The contexts of all kubeconfig files, followed once for the whole window. */
import { createContext, useContext, type ReactNode } from 'react';

import type { ContextInfo, ContextsSnapshot } from '../../preload/contract/index.ts';
import { useLatest } from '../bridge/index.ts';

const ContextsContext = createContext<ContextsSnapshot | undefined>(undefined);

export function ContextsProvider(props: { readonly fallback: ReactNode; readonly children: ReactNode }): ReactNode {
  const { value, error } = useLatest('contexts', (api, signal) => api.contexts.watch({}, { signal }));
  if (value === undefined && error !== undefined) throw error;
  if (value === undefined) return props.fallback;
  return <ContextsContext value={value}>{props.children}</ContextsContext>;
}

export function useContexts(): ContextsSnapshot {
  const value = useContext(ContextsContext);
  if (value === undefined) throw new Error('There is no ContextsProvider above this component.');
  return value;
}

/** `undefined`: no kubeconfig has a context of this name, or no longer. */
export function useContextInfo(name: string | undefined): ContextInfo | undefined {
  const { contexts } = useContexts();
  return contexts.find((context) => context.name === name);
}
