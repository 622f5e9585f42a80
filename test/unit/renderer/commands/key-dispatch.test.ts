// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';

import type { Action } from '../../../../renderer/commands/action.ts';
import type { KeyPlace } from '../../../../renderer/commands/key-dispatch.ts';
import { actionForKey, keyPlace } from '../../../../renderer/commands/key-dispatch.ts';
import type { Keyboard, KeyPress } from '../../../../renderer/commands/shortcut.ts';

function action(shortcut: string, when?: Action['when']): Action {
  const basis = { id: shortcut, title: shortcut, section: 'Test', shortcut, perform: () => undefined };
  return when === undefined ? basis : { ...basis, when };
}

const actions = ['Mod+K', 'Mod+Shift+P', 'Mod+C', 'Mod+Shift+C', '/', 'F5', 'Alt+ArrowLeft'].map((text) =>
  action(text),
);

function found(keys: string, place: KeyPlace, keyboard: Keyboard = 'other', among = actions): string | undefined {
  const parts = keys.split('+');
  const pressed: KeyPress = {
    key: parts.at(-1) ?? '',
    code: '',
    ctrlKey: parts.includes('Ctrl'),
    metaKey: parts.includes('Cmd'),
    shiftKey: parts.includes('Shift'),
    altKey: parts.includes('Alt'),
  };
  return actionForKey(among, pressed, place, keyboard)?.id;
}

describe('actionForKey', () => {
  it('finds the action on the page', () => {
    expect(found('Ctrl+k', 'page')).toBe('Mod+K');
    expect(found('/', 'page')).toBe('/');
    expect(found('x', 'page')).toBeUndefined();
  });

  it('leaves typing and editing to a text field', () => {
    expect(found('/', 'textField')).toBeUndefined();
    expect(found('Ctrl+c', 'textField')).toBeUndefined();
    expect(found('Ctrl+k', 'textField')).toBe('Mod+K');
    expect(found('F5', 'textField')).toBe('F5');
  });

  it('leaves a terminal every key without Ctrl Shift', () => {
    expect(found('Ctrl+k', 'terminal')).toBeUndefined();
    expect(found('Ctrl+c', 'terminal')).toBeUndefined();
    expect(found('F5', 'terminal')).toBeUndefined();
    expect(found('Alt+ArrowLeft', 'terminal')).toBeUndefined();
    expect(found('/', 'terminal')).toBeUndefined();
    expect(found('Ctrl+Shift+P', 'terminal')).toBe('Mod+Shift+P');
  });

  it('reaches Mod+K in a terminal with Shift too, unless that is another action', () => {
    expect(found('Ctrl+Shift+K', 'terminal')).toBe('Mod+K');
    expect(found('Ctrl+Shift+C', 'terminal')).toBe('Mod+Shift+C');
    expect(found('Ctrl+Shift+K', 'page')).toBeUndefined();
  });

  it('takes Cmd in a terminal on a Mac, and leaves it Ctrl', () => {
    expect(found('Cmd+k', 'terminal', 'mac')).toBe('Mod+K');
    expect(found('Ctrl+k', 'terminal', 'mac')).toBeUndefined();
  });

  it('does nothing behind a dialog', () => {
    expect(found('Ctrl+k', 'dialog')).toBeUndefined();
  });

  it('passes over what cannot be done now', () => {
    const among = [
      action('Mod+K', () => false),
      { ...action('Mod+K', () => ({ disabledReason: 'No pod.' })), id: 'disabled' },
      { ...action('Mod+K'), id: 'works' },
    ];
    expect(found('Ctrl+k', 'page', 'other', among)).toBe('works');
    expect(found('Ctrl+k', 'page', 'other', among.slice(0, 2))).toBeUndefined();
  });
});

describe('keyPlace', () => {
  it.each([
    ['<input data-here>', 'textField'],
    ['<textarea data-here></textarea>', 'textField'],
    ['<input type="checkbox" data-here>', 'page'],
    ['<button data-here></button>', 'page'],
    ['<div class="xterm"><textarea data-here></textarea></div>', 'terminal'],
    ['<div data-terminal><span data-here></span></div>', 'terminal'],
    ['<div role="dialog"><input data-here></div>', 'dialog'],
  ])('knows %s', (html, place) => {
    const page = new DOMParser().parseFromString(html, 'text/html');
    expect(keyPlace(page.querySelector('[data-here]'))).toBe(place);
  });

  it('is the page when nothing has the focus', () => {
    expect(keyPlace(null)).toBe('page');
  });
});
