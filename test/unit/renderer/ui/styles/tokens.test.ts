import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

const read = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../../../../renderer/ui/styles/${name}`, import.meta.url)), 'utf8');
const tokensCss = read('tokens.css');

const folder = fileURLToPath(new URL('../../../../../renderer', import.meta.url));
const allCss = globSync('{ui,commands}/**/*.css', { cwd: folder }).map((name) =>
  readFileSync(`${folder}/${name}`, 'utf8'),
);
/** Measures only a component knows: columns of a grid, depth in a tree, width of what opened a list. */
const setByScripts = new Set<string | undefined>(['grid-columns', 'tree-level', 'trigger-width']);

type Theme = 'light' | 'dark';
const tokens = new Map<string, Readonly<Record<Theme, string>>>();
for (const [, name, light, dark] of tokensCss.matchAll(/--([\w-]+): light-dark\((#\w+), (#\w+)\);/g)) {
  if (name !== undefined && light !== undefined && dark !== undefined) tokens.set(name, { light, dark });
}

/** WCAG 2.2 relative luminance. */
function luminance(hex: string): number {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(foreground: string, background: string, theme: Theme): number {
  const [first, second] = [foreground, background].map((name) => {
    const token = tokens.get(name);
    if (token === undefined) throw new Error(`no token --${name}`);
    return luminance(token[theme]);
  });
  const [light, dark] = [Math.max(first ?? 0, second ?? 0), Math.min(first ?? 0, second ?? 0)];
  return (light + 0.05) / (dark + 0.05);
}

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);
const surfaces = ['page', 'panel', 'raised', 'overlay', 'hover', 'selected'].map((name) => `color-${name}`);
const states = ['good', 'waiting', 'bad', 'unknown'];

const textPairs: readonly (readonly [string, string])[] = [
  ...['text', 'text-muted', 'text-faint', 'link'].flatMap((name) =>
    surfaces.map((surface) => [`color-${name}`, surface] as const),
  ),
  ...states.flatMap((state) =>
    [...surfaces, `color-${state}-ground`].map((ground) => [`color-${state}`, ground] as const),
  ),
  ...states.map((state) => ['color-text', `color-${state}-ground`] as const),
  ...states.map((state) => ['color-text-muted', `color-${state}-ground`] as const),
  ['color-text', 'color-pressed'],
  ['color-text', 'color-text-selection'],
  ['color-on-accent', 'color-accent'],
  ['color-on-accent', 'color-accent-hover'],
  ['color-on-danger', 'color-danger'],
  ['color-on-danger', 'color-danger-hover'],
  ...range(10).map((index) => [`on-context-${index}`, `context-${index}`] as const),
  ...range(8).map((index) => [`on-namespace-${index}`, `namespace-${index}`] as const),
  ...range(6).map((index) => [`ansi-${index + 1}`, 'color-page'] as const),
];

const shapePairs: readonly (readonly [string, string])[] = [
  ...['page', 'panel', 'raised', 'overlay'].flatMap((surface) => [
    ['color-border-control', `color-${surface}`] as const,
    ['color-focus', `color-${surface}`] as const,
    ...range(10).map((index) => [`context-${index}`, `color-${surface}`] as const),
  ]),
  ['color-focus', 'color-selected'],
];

function worst(pairs: readonly (readonly [string, string])[], theme: Theme): { pair: string; ratio: number } {
  return pairs
    .map(([front, back]) => ({ pair: `${front} on ${back}`, ratio: contrast(front, back, theme) }))
    .reduce((low, next) => (next.ratio < low.ratio ? next : low));
}

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  it('keeps 4.5:1 for text', () => {
    const { pair, ratio } = worst(textPairs, theme);
    console.info(`${theme}: lowest text contrast ${ratio.toFixed(2)}:1 (${pair}) of ${textPairs.length} pairs`);
    expect(ratio, pair).toBeGreaterThanOrEqual(4.5);
  });

  it('keeps 3:1 for what has only its shape', () => {
    const { pair, ratio } = worst(shapePairs, theme);
    console.info(`${theme}: lowest shape contrast ${ratio.toFixed(2)}:1 (${pair}) of ${shapePairs.length} pairs`);
    expect(ratio, pair).toBeGreaterThanOrEqual(3);
  });
});

describe('tokens', () => {
  it('are all registered as colours, so that scripts read them resolved', () => {
    const registered = [...read('registered-colors.css').matchAll(/@property --([\w-]+)/g)].map(([, name]) => name);
    expect(registered.toSorted()).toEqual([...tokens.keys()].toSorted());
  });

  it('are used only where they exist', () => {
    const defined = new Set([...tokensCss.matchAll(/--([\w-]+):/g)].map(([, name]) => name));
    const used = allCss.flatMap((css) => [...css.matchAll(/var\(--([\w-]+)/g)].map(([, name]) => name));
    expect(used.length).toBeGreaterThan(300);
    expect(used.filter((name) => !defined.has(name) && !setByScripts.has(name))).toEqual([]);
  });

  it('are the only place with colours', () => {
    const others = allCss.filter((css) => css !== tokensCss).join('\n');
    expect(others.match(/#[\da-f]{3,8}\b|\b(?:rgba?|hsla?|oklch)\(/gi)).toBeNull();
  });
});
