import type { ReactElement, ReactNode } from 'react';
import { createContext, use, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';

import type { Action } from './action.ts';
import type { ActionRegistry } from './action-registry.ts';
import { createActionRegistry } from './action-registry.ts';
import { actionForKey, keyPlace } from './key-dispatch.ts';
import { keyboardOf } from './keyboard.ts';
import type { PaletteSource } from './palette-source.ts';
import type { PaletteSourceRegistry } from './palette-source-registry.ts';
import { createPaletteSourceRegistry } from './palette-source-registry.ts';
import type { Keyboard } from './shortcut.ts';
import { formatShortcut, parseShortcut } from './shortcut.ts';

interface Commands {
  readonly registry: ActionRegistry;
  readonly sources: PaletteSourceRegistry;
  readonly keyboard: Keyboard;
}

const CommandsContext = createContext<Commands | undefined>(undefined);

export interface ActionProviderProps {
  readonly children: ReactNode;
  /** Told by the browser when absent. */
  readonly keyboard?: Keyboard;
}

/** Once, around the window: holds the actions and turns keys into them. */
export function ActionProvider({ children, keyboard: given }: ActionProviderProps): ReactElement {
  const [registry] = useState(createActionRegistry);
  const [sources] = useState(createPaletteSourceRegistry);
  const keyboard = given ?? keyboardOf(navigator.platform);
  const commands = useMemo(() => ({ registry, sources, keyboard }), [registry, sources, keyboard]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      const action = actionForKey(registry.actions(), event, keyPlace(event.target), keyboard);
      if (action === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      action.perform();
    };
    // While capturing: a terminal takes every key that reaches it.
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [registry, keyboard]);

  return <CommandsContext value={commands}>{children}</CommandsContext>;
}

export function useCommands(): Commands {
  const commands = use(CommandsContext);
  if (commands === undefined) throw new Error('useActions and the palette need an ActionProvider around them');
  return commands;
}

/**
 * Offers these actions while the component is mounted. The array may be new at every render: what is compared is what people
 * see of it, and `when` and `perform` are always the latest.
 */
export function useActions(actions: readonly Action[]): void {
  const { registry } = useCommands();
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  const shown = JSON.stringify(
    actions.map(({ id, title, section, shortcut, keywords }) => [id, title, section, shortcut, keywords]),
  );
  useEffect(() => {
    const now = (id: string): Action | undefined => latest.current.find((action) => action.id === id);
    return registry.register(
      latest.current.map((action) => ({
        ...action,
        when: () => now(action.id)?.when?.() ?? true,
        perform: () => now(action.id)?.perform(),
      })),
    );
  }, [registry, shown]);
}

/** All actions registered now, for a menu or a list of shortcuts. */
export function useAllActions(): readonly Action[] {
  const { registry } = useCommands();
  return useSyncExternalStore(registry.onChange, registry.actions);
}

/** A shortcut as this keyboard shows it, for a Kbd or a menu entry. */
export function useShortcutText(): (shortcut: string | undefined) => string | undefined {
  const { keyboard } = useCommands();
  return (shortcut) => (shortcut === undefined ? undefined : formatShortcut(parseShortcut(shortcut), keyboard));
}

/** Adds items of another kind to the palette while mounted, such as the pods. */
export function usePaletteSource(source: PaletteSource): void {
  const { sources } = useCommands();
  const latest = useRef(source);
  useEffect(() => {
    latest.current = source;
  });
  const { id, section } = source;
  useEffect(
    () => sources.register({ id, section, find: (query, signal) => latest.current.find(query, signal) }),
    [sources, id, section],
  );
}
