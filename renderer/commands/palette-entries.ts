import type { Action } from './action.ts';
import { availability } from './action.ts';
import { fuzzyScore } from './fuzzy-score.ts';
import type { PaletteItem } from './palette-source.ts';

export interface PaletteEntry extends PaletteItem {
  readonly section: string;
  /** As written in the action: `Mod+K`. */
  readonly shortcut?: string;
}

export interface PaletteSection {
  readonly title: string;
  readonly entries: readonly PaletteEntry[];
}

export function actionEntries(actions: readonly Action[]): readonly PaletteEntry[] {
  return actions.flatMap((action): readonly PaletteEntry[] => {
    const state = availability(action);
    if (state.kind === 'hidden') return [];
    const { id, title, section, shortcut, keywords, perform } = action;
    return [
      {
        id: `action:${id}`,
        title,
        section,
        perform,
        ...(shortcut === undefined ? {} : { shortcut }),
        ...(keywords === undefined ? {} : { keywords }),
        ...(state.kind === 'disabled' ? { disabledReason: state.reason } : {}),
      },
    ];
  });
}

/** What a person scans at a glance and scrolls through without a pause; more only costs time to draw. */
const shownPerSection = 12;

/**
 * The entries that fit what was typed, best first, under their headings; the heading with the best entry comes first. Without
 * a query everything keeps its order.
 */
export function paletteSections(entries: readonly PaletteEntry[], query: string): readonly PaletteSection[] {
  const scored = entries.flatMap((entry) => {
    const score = entryScore(query, entry);
    return score === undefined ? [] : [{ entry, score }];
  });
  if (query.trim() !== '') scored.sort((left, right) => right.score - left.score);
  const sections = new Map<string, PaletteEntry[]>();
  for (const { entry } of scored) {
    const section = sections.get(entry.section);
    if (section === undefined) sections.set(entry.section, [entry]);
    else if (section.length < shownPerSection || query.trim() === '') section.push(entry);
  }
  return [...sections].map(([title, found]) => ({ title, entries: found }));
}

/** The title counts in full, words beside it half. */
function entryScore(query: string, { title, detail = '', keywords = [], section }: PaletteEntry): number | undefined {
  const inTitle = fuzzyScore(query, title);
  if (inTitle !== undefined) return inTitle;
  const around = fuzzyScore(query, [title, detail, ...keywords, section].join(' '));
  return around === undefined ? undefined : around / 2;
}
