/** Something a person can do, wherever it is offered: palette, menu, button and key all read this one description. */
export interface Action {
  /** Unique, `domain.verb`: `terminal.split`. */
  readonly id: string;
  readonly title: string;
  /** The heading it stands under in the palette. */
  readonly section: string;
  /** `Mod+K`: Mod is Ctrl, on a Mac Cmd. */
  readonly shortcut?: string;
  /** More words to find it by. */
  readonly keywords?: readonly string[];
  /** False: it makes no sense here and is not offered. With a reason: it is offered and says why it cannot be done now. */
  readonly when?: () => boolean | { readonly disabledReason: string };
  readonly perform: () => void;
}

export type Availability =
  { readonly kind: 'available' } | { readonly kind: 'hidden' } | { readonly kind: 'disabled'; readonly reason: string };

export function availability(action: Action): Availability {
  const when = action.when?.() ?? true;
  if (when === true) return { kind: 'available' };
  return when === false ? { kind: 'hidden' } : { kind: 'disabled', reason: when.disabledReason };
}
