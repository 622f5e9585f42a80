/** The window's own colours, resolved: a picture has no CSS variables. */
export interface ThemeColors {
  readonly page: string;
  readonly text: string;
  readonly muted: string;
  readonly border: string;
  readonly accent: string;
  readonly node: string;
  readonly spaces: readonly { readonly fill: string; readonly on: string }[];
}

const SPACES = 8;

export function themeColors(): ThemeColors {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    page: color('color-page'),
    text: color('color-text'),
    muted: color('color-text-muted'),
    border: color('color-border-strong'),
    accent: color('color-accent'),
    node: color('color-pressed'),
    spaces: Array.from({ length: SPACES }, (_, index) => ({
      fill: color(`namespace-${String(index)}`),
      on: color(`on-namespace-${String(index)}`),
    })),
  };
}
