import type { Keyboard } from './shortcut.ts';

export function keyboardOf(platform: string): Keyboard {
  return /mac|iphone|ipad/i.test(platform) ? 'mac' : 'other';
}
