import { GREY } from './frame-colors.ts';
import { WHOLE_NAME } from './frame-names.ts';
import type { FlameTheme } from './flame-theme.ts';
import type { GroundPicture } from './paint-ground.ts';

export const ROW_PIXELS = 20;
/** Between two rows, and between two frames of a row that are wide enough to spare it. */
export const GAP_PIXELS = 1;
const TEXT_INSET = 4;
/** Narrower frames have no room for two letters and an ellipsis. */
const LEAST_TEXT_PIXELS = 30;

export interface FramePicture extends GroundPicture {
  readonly names: readonly string[];
  readonly selected: number;
  readonly hovered: number;
  readonly firstRow: number;
  /** Pixels by which the first row is above the edge. */
  readonly offset: number;
}

/**
 * Names, and the outlines of what is pointed at, over grounds that are there already. Names are cut off by counting letters,
 * which in a monospaced font needs no measuring.
 */
export function paintNames(context: CanvasRenderingContext2D, theme: FlameTheme, picture: FramePicture): void {
  const { visible, shape, names, colors, matches, firstRow, offset } = picture;
  context.font = theme.font;
  context.textBaseline = 'middle';
  const letter = context.measureText('M').width;
  const isCompared = shape.otherTotal.length > 0;
  let style = '';
  for (let at = 0; at < visible.count; at += 1) {
    const node = visible.node[at] ?? -1;
    const wide = visible.width[at] ?? 0;
    if (node < 0 || wide < LEAST_TEXT_PIXELS) continue;
    const frame = shape.tree.frame[node] ?? -1;
    const isFaded = matches !== undefined && matches[frame] !== 1;
    const color = isFaded ? theme.fadedText : isCompared ? theme.selection : (theme.text[colors[frame] ?? GREY] ?? '');
    if (color !== style) {
      style = color;
      context.fillStyle = color;
    }
    const letters = Math.floor((wide - 2 * TEXT_INSET) / letter);
    const name = names[frame] ?? WHOLE_NAME;
    context.fillText(
      name.length <= letters ? name : `${name.slice(0, letters - 1)}…`,
      (visible.x[at] ?? 0) + TEXT_INSET,
      ((visible.row[at] ?? 0) - firstRow) * ROW_PIXELS - offset + (ROW_PIXELS - GAP_PIXELS) / 2 + 1,
    );
  }
  outline(context, picture, picture.hovered, theme.hover, 1);
  outline(context, picture, picture.selected, theme.selection, 2);
}

function outline(
  context: CanvasRenderingContext2D,
  { visible, firstRow, offset }: FramePicture,
  node: number,
  color: string,
  thickness: number,
): void {
  if (node < 0) return;
  for (let at = 0; at < visible.count; at += 1) {
    if (visible.node[at] !== node) continue;
    context.strokeStyle = color;
    context.lineWidth = thickness;
    const inset = thickness / 2;
    context.strokeRect(
      (visible.x[at] ?? 0) + inset,
      ((visible.row[at] ?? 0) - firstRow) * ROW_PIXELS - offset + inset,
      Math.max((visible.width[at] ?? 0) - GAP_PIXELS - thickness, 1),
      ROW_PIXELS - GAP_PIXELS - thickness,
    );
    return;
  }
}
