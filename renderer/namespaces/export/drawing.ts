/** A picture as data: one list of shapes, written as SVG or painted on a canvas, so that both look the same. Pure. */

export type Shape =
  | {
      readonly type: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly radius?: number;
      readonly fill?: string;
      readonly stroke?: string;
      readonly dash?: readonly number[];
      readonly lineWidth?: number;
    }
  | {
      readonly type: 'line';
      readonly points: readonly (readonly [number, number])[];
      readonly stroke: string;
      readonly lineWidth: number;
      readonly dash?: readonly number[];
    }
  | {
      readonly type: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly fill: string;
      readonly size: number;
      readonly weight?: number;
      readonly isMono?: boolean;
      readonly anchor?: 'start' | 'middle' | 'end';
    };

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly ground: string;
  readonly title: string;
  readonly shapes: readonly Shape[];
}

/** Fonts that are everywhere: a picture is looked at where the app's own are not. */
export const TEXT_FONT = 'Inter, system-ui, sans-serif';
export const MONO_FONT = '"JetBrains Mono", ui-monospace, monospace';

export function drawingToSvg({ width, height, ground, title, shapes }: Drawing): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${ground}"/>`,
    ...shapes.map(shapeToSvg),
    '</svg>',
    '',
  ].join('\n');
}

function shapeToSvg(shape: Shape): string {
  switch (shape.type) {
    case 'rect': {
      const { x, y, width, height, radius = 0, fill = 'none', stroke, dash, lineWidth = 1 } = shape;
      const line = stroke === undefined ? '' : ` stroke="${stroke}" stroke-width="${lineWidth}"${dashed(dash)}`;
      return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}"${line}/>`;
    }
    case 'line': {
      const { points, stroke, lineWidth, dash } = shape;
      const path = points.map(([x, y]) => `${x},${y}`).join(' ');
      return `<polyline points="${path}" fill="none" stroke="${stroke}" stroke-width="${lineWidth}"${dashed(dash)}/>`;
    }
    case 'text': {
      const { x, y, text, fill, size, weight = 400, isMono = false, anchor = 'start' } = shape;
      const font = escapeXml(isMono ? MONO_FONT : TEXT_FONT);
      return `<text x="${x}" y="${y}" fill="${fill}" font-family="${font}" font-size="${size}" font-weight="${weight}" text-anchor="${anchor}" xml:space="preserve">${escapeXml(text)}</text>`;
    }
  }
}

function dashed(dash: readonly number[] | undefined): string {
  return dash === undefined ? '' : ` stroke-dasharray="${dash.join(' ')}"`;
}

/** Also takes away what XML cannot hold at all. */
function escapeXml(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .toWellFormed()
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}

/** At most so many characters; a picture does not grow with what it shows. */
export function cutText(text: string, limit: number): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line;
}
