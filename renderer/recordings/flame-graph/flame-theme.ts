import { COLORS } from './frame-colors.ts';
import { SHADES } from './paint-ground.ts';

/** The page's variables as a canvas needs them: it takes no `var()`, and pixels take no names of colours. */
export interface FlameTheme {
  /** Pixels by ground number: see `GROUND`. */
  readonly grounds: Uint32Array;
  readonly page: number;
  /** On a ground of each colour number. */
  readonly text: readonly string[];
  readonly fadedText: string;
  readonly selection: string;
  readonly hover: string;
  readonly font: string;
}

export function readFlameTheme(element: Element): FlameTheme {
  const style = getComputedStyle(element);
  const value = (name: string): string => style.getPropertyValue(name).trim();
  const numbers = Array.from({ length: COLORS }, (_, index) => index);
  const faded = value('--color-raised');
  const shades = (color: string): readonly string[] =>
    Array.from({ length: SHADES }, (_, shade) => {
      return `color-mix(in srgb, ${color} ${(70 * (shade + 1)) / SHADES}%, ${faded})`;
    });
  const pixels = pixelsOf([
    value('--color-page'),
    ...numbers.map((number) => value(`--namespace-${number}`)),
    faded,
    value('--color-border-strong'),
    ...shades(value('--color-good')),
    ...shades(value('--color-bad')),
  ]);
  return {
    page: pixels[0] ?? 0,
    grounds: pixels.slice(1),
    text: numbers.map((number) => value(`--on-namespace-${number}`)),
    fadedText: value('--color-text-faint'),
    selection: value('--color-text'),
    hover: value('--color-accent'),
    font: `12px ${value('--font-mono') || 'monospace'}`,
  };
}

/** Has the browser read colours, whatever notation they are in. */
function pixelsOf(colors: readonly string[]): Uint32Array {
  const canvas = document.createElement('canvas');
  canvas.width = colors.length;
  canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return new Uint32Array(colors.length);
  colors.forEach((color, at) => {
    context.fillStyle = color;
    context.fillRect(at, 0, 1, 1);
  });
  return new Uint32Array(context.getImageData(0, 0, colors.length, 1).data.buffer);
}
