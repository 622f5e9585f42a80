import type { Action } from './action.ts';
import { availability } from './action.ts';
import type { Keyboard, KeyPress } from './shortcut.ts';
import { matchesShortcut, parseShortcut } from './shortcut.ts';

/** Where the focus is when a key is pressed. */
export type KeyPlace = 'page' | 'textField' | 'terminal' | 'dialog';

/** Keys a text field needs itself, with the main modifier: select all, copy, cut, paste, undo, redo, word moves. */
const editingKeys: ReadonlySet<string> = new Set([
  ...['A', 'C', 'V', 'X', 'Y', 'Z', 'Backspace', 'Delete', 'Home', 'End'],
  ...['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'],
]);

/**
 * The action a key means, if any.
 *
 * In a terminal the keys are the shell's: there the app listens only to Cmd, or to Ctrl Shift. `Mod+K` is then Ctrl Shift K,
 * unless an action wants exactly that. In a text field, typing and editing come first. In a dialog nothing behind it acts.
 */
export function actionForKey(
  actions: readonly Action[],
  press: KeyPress,
  place: KeyPlace,
  keyboard: Keyboard,
): Action | undefined {
  if (place === 'dialog') return undefined;
  const matching = actions.filter(({ shortcut }) => {
    if (shortcut === undefined) return false;
    const wanted = parseShortcut(shortcut);
    if (place === 'textField') {
      const isTyping = !wanted.mod && !wanted.alt && !/^F\d+$/.test(wanted.key);
      if (isTyping || (wanted.mod && !wanted.shift && editingKeys.has(wanted.key))) return false;
    }
    if (place === 'terminal' && (!wanted.mod || (keyboard === 'other' && !wanted.shift))) return false;
    return matchesShortcut(wanted, press, keyboard);
  });
  const found = matching.find(isAvailable);
  if (found !== undefined || matching.length > 0) return found;
  return place === 'terminal' && keyboard === 'other' ? shiftedAction(actions, press) : undefined;
}

/** Ctrl Shift K in a terminal stands for Mod+K. */
function shiftedAction(actions: readonly Action[], press: KeyPress): Action | undefined {
  if (!press.shiftKey) return undefined;
  return actions.find(
    (action) =>
      action.shortcut !== undefined &&
      parseShortcut(action.shortcut).mod &&
      matchesShortcut(parseShortcut(action.shortcut), { ...press, shiftKey: false }, 'other') &&
      isAvailable(action),
  );
}

function isAvailable(action: Action): boolean {
  return availability(action).kind === 'available';
}

/** Inputs that take no text and leave the keys alone. */
const keylessInputs = 'input:is([type=checkbox], [type=radio], [type=button], [type=range], [type=submit])';

export function keyPlace(target: EventTarget | null): KeyPlace {
  if (!(target instanceof Element)) return 'page';
  if (target.closest('.xterm, [data-terminal]') !== null) return 'terminal';
  if (target.closest('[role=dialog], [role=alertdialog], [role=menu]') !== null) return 'dialog';
  const isText = target.matches('input, textarea, select, [contenteditable=""], [contenteditable=true]');
  return isText && !target.matches(keylessInputs) ? 'textField' : 'page';
}
