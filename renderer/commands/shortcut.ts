/** `mac` has Cmd as its main modifier, everything else Ctrl. */
export type Keyboard = 'mac' | 'other';

export interface Shortcut {
  /** As KeyboardEvent.key names it, letters in upper case. */
  readonly key: string;
  /** Ctrl, or Cmd on a Mac. */
  readonly mod: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

/** What the dispatcher needs of a KeyboardEvent. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** `Mod+Shift+P`, `F5`, `Alt+ArrowLeft`, `/`. Throws on a mistake: shortcuts are written in code, never read from outside. */
export function parseShortcut(text: string): Shortcut {
  const [, prefix, key] = /^((?:(?:Mod|Shift|Alt)\+)*)(\+|[^+]+)$/.exec(text) ?? [];
  if (prefix === undefined || key === undefined) throw new Error(`Not a shortcut: ${text}`);
  const modifiers = prefix.split('+');
  return {
    key: normalKey(key),
    mod: modifiers.includes('Mod'),
    shift: modifiers.includes('Shift'),
    alt: modifiers.includes('Alt'),
  };
}

function normalKey(key: string): string {
  return key.length === 1 ? key.toUpperCase() : key;
}

export function matchesShortcut(shortcut: Shortcut, press: KeyPress, keyboard: Keyboard): boolean {
  const [mod, otherMod] = keyboard === 'mac' ? [press.metaKey, press.ctrlKey] : [press.ctrlKey, press.metaKey];
  if (mod !== shortcut.mod || otherMod || press.altKey !== shortcut.alt) return false;
  // Punctuation such as ? needs Shift on some layouts and not on others, so only the character counts.
  const isCharacter = shortcut.key.length === 1 && !/[A-Z0-9]/.test(shortcut.key);
  if (!isCharacter && press.shiftKey !== shortcut.shift) return false;
  return pressedKeys(press).includes(shortcut.key);
}

/** With Shift a digit key reports the character above it, and a non-Latin layout another letter: the position tells too. */
function pressedKeys({ key, code }: KeyPress): readonly string[] {
  const position = /^(?:Key([A-Z])|Digit([0-9]))$/.exec(code);
  const onPosition = position?.[1] ?? position?.[2];
  const isLatin = /^[\u0020-\u007e]$/.test(key);
  const usesPosition = onPosition !== undefined && (!isLatin || position?.[2] !== undefined);
  return usesPosition ? [normalKey(key), onPosition] : [normalKey(key)];
}

const keyNames: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Delete: 'Del',
  ' ': 'Space',
};

/** As it is shown: `Ctrl Shift P`, on a Mac `⇧⌘P`. */
export function formatShortcut({ key, mod, shift, alt }: Shortcut, keyboard: Keyboard): string {
  const name = keyNames[key] ?? key;
  if (keyboard === 'mac') return `${alt ? '⌥' : ''}${shift ? '⇧' : ''}${mod ? '⌘' : ''}${name}`;
  return [mod ? 'Ctrl' : '', alt ? 'Alt' : '', shift ? 'Shift' : '', name].filter((part) => part !== '').join(' ');
}
