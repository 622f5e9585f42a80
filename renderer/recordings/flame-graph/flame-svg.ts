import { readFlameTheme } from './flame-theme.ts';
import { frameColors, type ColorBy } from './frame-colors.ts';
import { frameOf, fullName, shortName, WHOLE_NAME } from './frame-names.ts';
import { GAP_PIXELS, ROW_PIXELS } from './paint-frames.ts';
import { groundOf } from './paint-ground.ts';
import type { TreeShape } from './tree-shape.ts';
import { collectVisible, VisibleFrameList } from './visible-frames.ts';

export interface FlameSvgOptions {
  readonly colorBy: ColorBy;
  readonly matches: Uint8Array | undefined;
  readonly width: number;
}

const LETTER_PIXELS = 7.2;
const TEXT_INSET = 4;

/** The whole picture as a drawing with a title for each frame; frames under a pixel are left out, as on the screen. */
export function flameSvg(shape: TreeShape, { colorBy, matches, width }: FlameSvgOptions): string {
  const theme = readFlameTheme(document.documentElement);
  const colors = frameColors(shape.tree.frames, colorBy);
  const visible = new VisibleFrameList();
  const rows = shape.deepest + 1;
  collectVisible(shape, { left: 0, right: shape.whole, widthPixels: width, firstRow: 0, endRow: rows }, visible);
  const parts: string[] = [];
  for (let at = 0; at < visible.count; at += 1) {
    const node = visible.node[at] ?? -1;
    const [x, wide, row] = [visible.x[at] ?? 0, visible.width[at] ?? 0, visible.row[at] ?? 0];
    const frame = frameOf(shape.tree, node);
    const ground = groundOf({ shape, visible, colors, matches }, node);
    const fill = hexadecimal(theme.grounds[ground] ?? 0);
    const y = row * ROW_PIXELS;
    const title = node < 0 ? 'several narrow frames' : frame === undefined ? WHOLE_NAME : fullName(frame);
    const rectangle = `<rect x="${round(x)}" y="${y}" width="${round(Math.max(wide - GAP_PIXELS, 0.5))}" height="${ROW_PIXELS - GAP_PIXELS}" fill="${fill}"/>`;
    const letters = Math.floor((wide - 2 * TEXT_INSET) / LETTER_PIXELS);
    const name = frame === undefined ? WHOLE_NAME : shortName(frame);
    const color = theme.text[ground] ?? theme.fadedText;
    const text =
      node < 0 || letters < 3
        ? ''
        : `<text x="${round(x + TEXT_INSET)}" y="${y + 14}" fill="${color}">${escape(name.length <= letters ? name : `${name.slice(0, letters - 1)}…`)}</text>`;
    parts.push(`<g><title>${escape(title)} (${shape.totalOf(node)})</title>${rectangle}${text}</g>`);
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${rows * ROW_PIXELS}" font-family="JetBrains Mono, monospace" font-size="12">`,
    `<rect width="100%" height="100%" fill="${hexadecimal(theme.page)}"/>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Pixels are bytes red, green, blue, alpha, read as a little-endian number. */
function hexadecimal(pixel: number): string {
  const [red, green, blue] = [pixel & 255, (pixel >>> 8) & 255, (pixel >>> 16) & 255];
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Names are from outside; XML also forbids control characters. */
function escape(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? '').replace(/\p{Cc}/gu, '\uFFFD');
}
