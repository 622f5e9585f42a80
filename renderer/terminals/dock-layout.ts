/** Which terminals are side by side in which tab. Pure. */
import { z } from 'zod';

const DockGroup = z.object({ id: z.string(), terminals: z.array(z.string()).min(1) });
const DockLayout = z.object({ groups: z.array(DockGroup), active: z.string().optional() });

export interface DockGroup {
  /** Its first terminal's id when it was made. */
  readonly id: string;
  readonly terminals: readonly string[];
}

export interface DockLayout {
  readonly groups: readonly DockGroup[];
  /** A group's id. */
  readonly active?: string | undefined;
}

export const EMPTY_LAYOUT: DockLayout = { groups: [] };

/** Terminals that are not there any more leave; new ones come as tabs of their own. Same layout, same object. */
export function reconcile(layout: DockLayout, ids: readonly string[]): DockLayout {
  const known = new Set(ids);
  const placed = new Set(layout.groups.flatMap(({ terminals }) => terminals));
  const added = ids.filter((id) => !placed.has(id));
  const gone = [...placed].some((id) => !known.has(id));
  if (added.length === 0 && !gone) return layout;
  const kept = layout.groups
    .map((group) => ({ ...group, terminals: group.terminals.filter((id) => known.has(id)) }))
    .filter(({ terminals }) => terminals.length > 0);
  const groups = [...kept, ...added.map((id) => ({ id, terminals: [id] }))];
  return { groups, active: nextActive(layout, groups) };
}

/** The tab that was active, else the one that has moved into its place. */
function nextActive(layout: DockLayout, groups: readonly DockGroup[]): string | undefined {
  if (groups.some(({ id }) => id === layout.active)) return layout.active;
  const index = layout.groups.findIndex(({ id }) => id === layout.active);
  return (groups[Math.max(0, index)] ?? groups.at(-1))?.id;
}

/** A new terminal as a tab in front, or beside those of the group `beside`. */
export function place(layout: DockLayout, id: string, beside?: string): DockLayout {
  const others = reconcile(
    layout,
    layout.groups.flatMap(({ terminals }) => terminals).filter((other) => other !== id),
  );
  const neighbour = others.groups.find((group) => group.id === beside);
  if (neighbour === undefined) return { groups: [...others.groups, { id, terminals: [id] }], active: id };
  return {
    groups: others.groups.map((group) =>
      group === neighbour ? { ...group, terminals: [...group.terminals, id] } : group,
    ),
    active: neighbour.id,
  };
}

export function activate(layout: DockLayout, group: string): DockLayout {
  return layout.active === group ? layout : { ...layout, active: group };
}

export function restoreLayout(text: string | undefined): DockLayout {
  if (text === undefined) return EMPTY_LAYOUT;
  try {
    const parsed = DockLayout.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : EMPTY_LAYOUT;
  } catch {
    return EMPTY_LAYOUT;
  }
}
