import { describe, expect, it } from 'vitest';

import type { KeyPress } from '../../../../renderer/commands/shortcut.ts';
import { formatShortcut, matchesShortcut, parseShortcut } from '../../../../renderer/commands/shortcut.ts';

function press(key: string, modifiers: Partial<KeyPress> = {}): KeyPress {
  return { key, code: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...modifiers };
}

const matches = (shortcut: string, pressed: KeyPress, keyboard: 'mac' | 'other' = 'other'): boolean =>
  matchesShortcut(parseShortcut(shortcut), pressed, keyboard);

describe('parseShortcut', () => {
  it('refuses what it does not know', () => {
    expect(() => parseShortcut('Ctrl+K')).toThrow('Ctrl+K');
    expect(() => parseShortcut('Mod+Hyper+K')).toThrow();
  });

  it('takes plus as a key', () => {
    expect(parseShortcut('+').key).toBe('+');
    expect(parseShortcut('Mod++')).toMatchObject({ key: '+', mod: true });
  });
});

describe('matchesShortcut', () => {
  it('reads Mod as Ctrl, on a Mac as Cmd, and nothing besides', () => {
    expect(matches('Mod+K', press('k', { ctrlKey: true }))).toBe(true);
    expect(matches('Mod+K', press('k', { metaKey: true }))).toBe(false);
    expect(matches('Mod+K', press('k', { metaKey: true }), 'mac')).toBe(true);
    expect(matches('Mod+K', press('k', { ctrlKey: true }), 'mac')).toBe(false);
    expect(matches('Mod+K', press('k', { ctrlKey: true, metaKey: true }))).toBe(false);
    expect(matches('Mod+K', press('k', { ctrlKey: true, altKey: true }))).toBe(false);
    expect(matches('Mod+K', press('K', { ctrlKey: true, shiftKey: true }))).toBe(false);
  });

  it('takes punctuation however the layout makes it', () => {
    expect(matches('?', press('?', { shiftKey: true }))).toBe(true);
    expect(matches('/', press('/'))).toBe(true);
  });

  it('goes by the place of the key where it writes no Latin letter', () => {
    expect(matches('Mod+K', press('л', { code: 'KeyK', ctrlKey: true }))).toBe(true);
    expect(matches('Mod+Shift+1', press('!', { code: 'Digit1', ctrlKey: true, shiftKey: true }))).toBe(true);
    // Dvorak: the letter counts, not the place.
    expect(matches('Mod+K', press('t', { code: 'KeyK', ctrlKey: true }))).toBe(false);
  });
});

describe('formatShortcut', () => {
  it('writes as each system does', () => {
    const shortcut = parseShortcut('Mod+Shift+ArrowUp');
    expect(formatShortcut(shortcut, 'other')).toBe('Ctrl Shift ↑');
    expect(formatShortcut(shortcut, 'mac')).toBe('⇧⌘↑');
  });
});
