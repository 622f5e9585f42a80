/** Where kubeconfigs are: `KUBECONFIG`, else the default place; and the files added by hand behind them. */
import { delimiter, join, resolve } from 'node:path';

import type { KubeconfigFile } from '../../preload/contract/contexts.ts';

export type KubeconfigSource = Pick<KubeconfigFile, 'path' | 'origin'>;

export interface KubeconfigPlaces {
  /** The variable's value; as in client-go, an empty one counts as not set. */
  readonly variable: string | undefined;
  readonly homeDirectory: string;
  readonly added: readonly string[];
  /** That of the practice cluster, which is there while it runs. */
  readonly practice?: string | undefined;
}

export function kubeconfigSources({
  variable,
  homeDirectory,
  added,
  practice,
}: KubeconfigPlaces): readonly KubeconfigSource[] {
  const own: readonly KubeconfigSource[] =
    variable === undefined || variable === ''
      ? [{ path: join(homeDirectory, '.kube', 'config'), origin: 'default' }]
      : variable
          .split(delimiter)
          .filter((path) => path !== '')
          .map((path) => ({ path: resolve(path), origin: 'KUBECONFIG' }));
  const sources = new Map<string, KubeconfigSource>();
  for (const source of [...own, ...added.map((path) => addedSource(path, homeDirectory))]) {
    if (!sources.has(source.path)) sources.set(source.path, source);
  }
  // The last: whatever a person has is not hidden by it.
  return [...sources.values(), ...(practice === undefined ? [] : [{ path: practice, origin: 'practice' } as const])];
}

/** `~/` is what a person types into a field; no shell has expanded it. */
export function addedSource(path: string, homeDirectory: string): KubeconfigSource {
  return { path: path.startsWith('~/') ? join(homeDirectory, path.slice(2)) : resolve(path), origin: 'added' };
}
