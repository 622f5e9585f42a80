import type { Action } from './action.ts';

/** All actions there are now. */
export interface ActionRegistry {
  /** Adds them until the returned function is called. */
  register(actions: readonly Action[]): () => void;
  /** The same array until something changes. An id registered twice gives the later one: the inner screen knows more. */
  actions(): readonly Action[];
  onChange(listener: () => void): () => void;
}

export function createActionRegistry(): ActionRegistry {
  const groups = new Set<{ readonly actions: readonly Action[] }>();
  const listeners = new Set<() => void>();
  let current: readonly Action[] = [];

  const changed = (): void => {
    const byId = new Map<string, Action>();
    for (const group of groups) for (const action of group.actions) byId.set(action.id, action);
    current = [...byId.values()];
    for (const listener of listeners) listener();
  };

  return {
    register(actions) {
      const group = { actions };
      groups.add(group);
      changed();
      return () => {
        if (groups.delete(group)) changed();
      };
    },
    actions: () => current,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
