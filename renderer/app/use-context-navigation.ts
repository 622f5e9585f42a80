import { useCallback, useEffect, useRef } from 'react';

import {
  openContexts,
  useConnectedContexts,
  useContextInfo,
  useContexts,
  type ConnectedContexts,
} from '../contexts/index.ts';
import { go, type Place } from '../place/index.ts';
import { usePatchSettings, useSettings } from '../settings/index.ts';

export interface ContextNavigation {
  /** In the rail's order. */
  readonly shown: readonly string[];
  readonly connected: ConnectedContexts;
  /** Where one was in that context, else its Kubernetes namespace. */
  goTo(context: string): void;
  disconnect(context: string): void;
  hide(context: string): void;
}

/** Switching between contexts; each keeps its own place. */
export function useContextNavigation(place: Place): ContextNavigation {
  const { contexts } = useContexts();
  const settings = useSettings();
  const patch = usePatchSettings();
  const connected = useConnectedContexts(place.context);
  const shown = openContexts(contexts, settings.openContexts, place.context);
  const info = useContextInfo(place.context);
  const visited = useRef(new Map<string, Place>());

  useEffect(() => {
    if (place.context !== undefined) visited.current.set(place.context, place);
  }, [place]);

  // A place without a Kubernetes namespace: the one chosen last, else the context's own.
  const { context, kubeNamespace } = place;
  const usual = context === undefined ? undefined : (settings.contexts[context]?.kubeNamespace ?? info?.kubeNamespace);
  useEffect(() => {
    if (context !== undefined && kubeNamespace === undefined && usual !== undefined) {
      go({ context, kubeNamespace: usual }, { replace: true });
    }
  }, [context, kubeNamespace, usual]);

  const own = context === undefined ? undefined : settings.contexts[context];
  useEffect(() => {
    if (context === undefined || kubeNamespace === undefined || kubeNamespace === usual) return;
    patch({ contexts: { [context]: { ...own, kubeNamespace } } }).catch(() => undefined);
    // Only a step to another Kubernetes namespace is kept, not what other windows do to the settings meanwhile.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [context, kubeNamespace]);

  const disconnect = (name: string): void => {
    if (name === context) go({});
    connected.disconnect(name);
  };
  return {
    shown,
    connected,
    goTo: useCallback((name: string) => go(visited.current.get(name) ?? { context: name }), []),
    disconnect,
    hide: (name) => {
      disconnect(name);
      patch({ openContexts: shown.filter((other) => other !== name) }).catch(() => undefined);
    },
  };
}
