/** Sizes and states of the window's panels, kept in the settings' `layout` under keys of their own. */
import { useCallback, useMemo, useState } from 'react';

import { usePatchSettings, useSettings } from '../settings/index.ts';
import type { SplitLayout } from '../ui/index.ts';

const prefix = (group: string): string => `window.${group}.`;

/** The part of the kept layout that belongs to this group of panels; `undefined` before anyone has resized it. */
export function keptLayout(layout: Readonly<Record<string, number>>, group: string): SplitLayout | undefined {
  const entries = Object.entries(layout).flatMap(([key, size]) =>
    key.startsWith(prefix(group)) ? [[key.slice(prefix(group).length), size] as const] : [],
  );
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

export function layoutPatch(group: string, layout: SplitLayout): Record<string, number> {
  return Object.fromEntries(Object.entries(layout).map(([id, size]) => [prefix(group) + id, size]));
}

export interface PanelGroup {
  /** As it was when the window opened; what is resized later is the panels' own. */
  readonly layout: SplitLayout | undefined;
  onLayoutChange(layout: SplitLayout): void;
}

export function usePanelGroup(group: string): PanelGroup {
  const settings = useSettings();
  const patch = usePatchSettings();
  const [layout] = useState(() => keptLayout(settings.layout, group));
  const onLayoutChange = useCallback(
    (next: SplitLayout) => {
      // A size that could not be kept is no reason to disturb anyone.
      patch({ layout: layoutPatch(group, next) }).catch(() => undefined);
    },
    [group, patch],
  );
  return useMemo(() => ({ layout, onLayoutChange }), [layout, onLayoutChange]);
}

export interface PanelSwitch {
  readonly isShown: boolean;
  show(isShown: boolean): void;
}

/** Whether a panel is open, remembered. */
export function usePanelSwitch(panel: string, initially: boolean): PanelSwitch {
  const settings = useSettings();
  const patch = usePatchSettings();
  const key = `panel.${panel}`;
  const [isShown, setShown] = useState(() => (settings.layout[key] ?? Number(initially)) > 0);
  const show = useCallback(
    (next: boolean) => {
      setShown(next);
      patch({ layout: { [key]: Number(next) } }).catch(() => undefined);
    },
    [key, patch],
  );
  return useMemo(() => ({ isShown, show }), [isShown, show]);
}
