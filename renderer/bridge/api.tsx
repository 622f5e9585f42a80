/** How components reach the core. */
import { createContext, useContext, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';

import type { Client, HostFeature, HostInfo, KesakoContract } from '../../preload/contract/index.ts';
import type { ConnectionState } from '../../preload/wire/index.ts';
import type { Bridge } from './connect.ts';

export type Api = Client<KesakoContract>;

interface BridgeValue {
  readonly bridge: Bridge;
  readonly host: HostInfo;
}

const BridgeContext = createContext<BridgeValue | undefined>(undefined);

/** Shows its children once the core has said what the host can do. */
export function BridgeProvider(props: {
  readonly bridge: Bridge;
  readonly fallback: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  const { bridge, fallback, children } = props;
  const [host, setHost] = useState<HostInfo>();
  useEffect(() => {
    const controller = new AbortController();
    bridge.api.host.info({}, { signal: controller.signal }).then(setHost, () => undefined);
    return () => {
      controller.abort();
    };
  }, [bridge]);
  const value = useMemo(() => host && { bridge, host }, [bridge, host]);
  if (value === undefined) return fallback;
  return <BridgeContext value={value}>{children}</BridgeContext>;
}

export function useBridge(): BridgeValue {
  const value = useContext(BridgeContext);
  if (value === undefined) throw new Error('There is no BridgeProvider above this component.');
  return value;
}

export function useApi(): Api {
  return useBridge().bridge.api;
}

export function useHost(): HostInfo & { has(feature: HostFeature): boolean; pathOf(file: File): string | undefined } {
  const { bridge, host } = useBridge();
  return useMemo(
    () => ({
      ...host,
      has: (feature) => host.features.includes(feature),
      pathOf: (file) => bridge.pathOf(file),
    }),
    [bridge, host],
  );
}

/** Whether the window reaches its core; nothing to do with clusters. */
export function useConnection(bridge: Bridge): ConnectionState {
  return useSyncExternalStore(
    (changed) => {
      const controller = new AbortController();
      void (async (): Promise<void> => {
        for await (const _ of bridge.connection.watch(controller.signal)) changed();
      })();
      return () => {
        controller.abort();
      };
    },
    () => bridge.connection.value,
  );
}
