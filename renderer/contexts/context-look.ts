/** How a context is told from the others at a glance. */
import type { Settings } from '../../preload/contract/index.ts';

export interface ContextLook {
  /** 0 to 9; see the context colours in `ui`. */
  readonly color: number;
  /** One or two letters. */
  readonly initials: string;
  /** What changes its cluster asks for the context's name to be typed. */
  readonly isProtected: boolean;
}

/** The last colour is grey and only for who chooses it. */
const DERIVED_COLORS = 9;

export function contextLook(name: string, settings: Pick<Settings, 'contexts'>): ContextLook {
  const own = settings.contexts[name];
  return {
    color: own?.color ?? derivedColor(name),
    initials: contextInitials(name),
    isProtected: own?.protected ?? false,
  };
}

/** FNV-1a: the same name has the same colour on every machine, and names that differ in one digit differ in colour. */
function derivedColor(name: string): number {
  let hash = 0x81_1c_9d_c5;
  for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01_00_01_93);
  return (hash >>> 0) % DERIVED_COLORS;
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
