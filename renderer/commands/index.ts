export type { Action } from './action.ts';
export { ActionProvider, useActions, useAllActions, usePaletteSource, useShortcutText } from './action-provider.tsx';
export type { ActionProviderProps } from './action-provider.tsx';
export { CommandPalette, paletteShortcut } from './command-palette.tsx';
export type { CommandPaletteProps } from './command-palette.tsx';
export type { PaletteItem, PaletteSource } from './palette-source.ts';
