/** The person's choices, kept by the core; every window shows the same. */
import { createContext, useContext, useMemo, type ReactNode } from 'react';
import type { z } from 'zod';

import type { Settings, SettingsPatch } from '../../preload/contract/index.ts';
import { useApi, useLatest } from '../bridge/index.ts';

export type SettingsChange = z.input<typeof SettingsPatch>;

interface SettingsValue {
  readonly settings: Settings;
  patch(change: SettingsChange): Promise<void>;
}

const SettingsContext = createContext<SettingsValue | undefined>(undefined);

/** Shows its children once the choices are known: a window that changes its looks after a moment is worse than one that waits. */
export function SettingsProvider(props: { readonly fallback: ReactNode; readonly children: ReactNode }): ReactNode {
  const api = useApi();
  const { value: settings, error } = useLatest('settings', (client, signal) => client.settings.watch({}, { signal }));
  const value = useMemo(
    () =>
      settings && {
        settings,
        patch: async (change: SettingsChange): Promise<void> => {
          await api.settings.patch(change);
        },
      },
    [api, settings],
  );
  if (value === undefined && error !== undefined) throw error;
  if (value === undefined) return props.fallback;
  return <SettingsContext value={value}>{props.children}</SettingsContext>;
}

function useSettingsValue(): SettingsValue {
  const value = useContext(SettingsContext);
  if (value === undefined) throw new Error('There is no SettingsProvider above this component.');
  return value;
}

export function useSettings(): Settings {
  return useSettingsValue().settings;
}

/** Merges a change into the choices; contexts and layout are merged by key. */
export function usePatchSettings(): (change: SettingsChange) => Promise<void> {
  return useSettingsValue().patch;
}
