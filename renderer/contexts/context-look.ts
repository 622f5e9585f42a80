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

/** Of the last two words, since names of clusters begin alike and end apart: `kube-lab-1` is L1. */
export function contextInitials(name: string): string {
  const words = name.match(/\p{L}+|\p{N}+/gu) ?? [];
  const last = words.at(-1);
  if (last === undefined) return '?';
  const before = words.at(-2);
  const letters = before === undefined ? [...last].slice(0, 2) : [[...before][0], [...last][0]];
  return letters.join('').toUpperCase();
}
