import { changeOf, COLORS, GREY } from './frame-colors.ts';
import type { TreeShape } from './tree-shape.ts';
import type { VisibleFrames } from './visible-frames.ts';

/** Of a comparison: how many shades there are of less and of more. */
export const SHADES = 5;
/** A change of less is none. */
const LEAST_CHANGE = 0.02;

/** Grounds by number: the colours of packages and kinds, then these, then the shades of less and of more. */
export const GROUND = { faded: COLORS, rest: COLORS + 1, less: COLORS + 2, more: COLORS + 2 + SHADES } as const;

export interface GroundPicture {
  readonly shape: TreeShape;
  readonly visible: VisibleFrames;
  /** Colour number of each frame of the tree. */
  readonly colors: Uint8Array;
  readonly matches: Uint8Array | undefined;
}

/** In the screen's own pixels. */
export interface GroundLayout {
  readonly widthPixels: number;
  readonly heightPixels: number;
  readonly ratio: number;
  readonly rowPixels: number;
  readonly gapPixels: number;
  readonly firstRow: number;
  /** By how much the first row is above the edge. */
  readonly offset: number;
}

/**
 * Writes the frames straight into the picture's pixels: of each row one line, which is then copied down to the row's height. So a
 * picture costs what its area costs, and not what a hundred thousand rectangles cost.
 */
export function paintGround(
  pixels: Uint32Array,
  grounds: Uint32Array,
  page: number,
  picture: GroundPicture,
  layout: GroundLayout,
): void {
  const { visible } = picture;
  const { widthPixels, heightPixels, ratio } = layout;
  const rowHeight = layout.rowPixels * ratio;
  pixels.fill(page);
  const topOf = (row: number): number => Math.round((row - layout.firstRow) * rowHeight - layout.offset * ratio);
  let lowest = layout.firstRow - 1;
  for (let at = 0; at < visible.count; at += 1) {
    const row = visible.row[at] ?? 0;
    const top = Math.max(0, topOf(row));
    if (top >= heightPixels) continue;
    if (row > lowest) lowest = row;
    const x = visible.x[at] ?? 0;
    const left = Math.round(x * ratio);
    const right = Math.min(Math.round((x + (visible.width[at] ?? 0)) * ratio), widthPixels);
    const gap = right - left > 3 * ratio ? Math.round(layout.gapPixels * ratio) : 0;
    const line = top * widthPixels;
    pixels.fill(grounds[groundOf(picture, visible.node[at] ?? -1)] ?? page, line + left, line + right - gap);
  }
  for (let row = layout.firstRow; row <= lowest; row += 1) {
    const top = Math.max(0, topOf(row));
    const bottom = Math.min(topOf(row + 1) - Math.round(layout.gapPixels * ratio), heightPixels);
    for (let y = top + 1; y < bottom; y += 1) {
      pixels.copyWithin(y * widthPixels, top * widthPixels, (top + 1) * widthPixels);
    }
    // A sliver of the first row's gap is no row.
    if (bottom <= top) pixels.fill(page, top * widthPixels, (top + 1) * widthPixels);
  }
}

export function groundOf({ shape, colors, matches }: GroundPicture, node: number): number {
  if (node < 0) return GROUND.rest;
  const frame = shape.tree.frame[node] ?? -1;
  if (matches !== undefined && matches[frame] !== 1) return GROUND.faded;
  if (shape.otherTotal.length === 0) return colors[frame] ?? GREY;
  const change = changeOf(shape.totalOf(node), shape.otherTotal[node] ?? 0);
  if (Math.abs(change) < LEAST_CHANGE) return GROUND.faded;
  const shade = Math.ceil(Math.abs(change) * SHADES) - 1;
  return (change > 0 ? GROUND.more : GROUND.less) + shade;
}
