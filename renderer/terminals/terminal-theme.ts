/** The emulator's colours and measures, read from the page's variables: a canvas takes no `var()`. */
import type { ITheme } from '@xterm/xterm';

const ANSI = [
  'black',
  'red',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyan',
  'white',
  'brightBlack',
  'brightRed',
  'brightGreen',
  'brightYellow',
  'brightBlue',
  'brightMagenta',
  'brightCyan',
  'brightWhite',
] as const satisfies readonly (keyof ITheme)[];

export function terminalTheme(element: Element): ITheme {
  const style = getComputedStyle(element);
  const color = (name: string): string => style.getPropertyValue(name).trim();
  return {
    background: color('--color-page'),
    foreground: color('--color-text'),
    cursor: color('--color-text'),
    cursorAccent: color('--color-page'),
    selectionBackground: color('--color-text-selection'),
    ...Object.fromEntries(ANSI.map((name, index) => [name, color(`--ansi-${index}`)])),
  };
}

export function terminalFont(element: Element): { readonly fontFamily: string; readonly fontSize: number } {
  const style = getComputedStyle(element);
  return { fontFamily: style.getPropertyValue('--font-mono').trim() || 'monospace', fontSize: 13 };
}
