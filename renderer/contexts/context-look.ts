/** How a context is told from the others at a glance. */
import type { Settings } from '../../preload/contract/index.ts';
import { contextColor } from '../ui/index.ts';

export interface ContextLook {
  /** 0 to 9; see the context colours in `ui`. */
  readonly color: number;
  /** One or two letters. */
  readonly initials: string;
  /** What changes its cluster asks for the context's name to be typed. */
  readonly isProtected: boolean;
}

export function contextLook(name: string, settings: Pick<Settings, 'contexts'>): ContextLook {
  const own = settings.contexts[name];
  return {
    color: own?.color ?? contextColor(name),
    initials: contextInitials(name),
    isProtected: own?.protected ?? false,
  };
}

/**
 * Clusters of one maker begin alike and end apart, so what counts is the last part of the name: its number with the word
 * next to it, else its last two words. `kube-lab-1` is L1, `kube-lab-1-viewer` 1V, `arn:aws:…:cluster/shop-eu` SE.
 */
export function contextInitials(name: string): string {
  const parts = name.split(/[/:@_]/).map((part): readonly string[] => part.match(/\p{L}+|\p{N}+/gu) ?? []);
  const words = parts.findLast((part) => part.length > 0) ?? [];
  const number = words.findLastIndex((word) => /\p{N}/u.test(word));
  const pair = number >= 0 && number < words.length - 1 ? words.slice(number, number + 2) : words.slice(-2);
  const letters = pair.map((word) => Array.from(word));
  const shown =
    letters.length === 1 ? letters.flatMap((word) => word.slice(0, 2)) : letters.flatMap(([first]) => first ?? []);
  return shown.join('').toUpperCase() || '?';
}
