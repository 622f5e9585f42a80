import type { AppError } from '../../../preload/contract/errors.ts';
import type { KubeObject } from '../objects.ts';

/** What a watched list tells. `synced` replaces all that was known before; `changed` comes only after the first one. */
export type ReflectorEvent<Item extends KubeObject> =
  | { readonly type: 'synced'; readonly items: readonly Item[] }
  | { readonly type: 'changed'; readonly change: 'added' | 'modified' | 'deleted'; readonly object: Item }
  | {
      readonly type: 'state';
      /** `stale`: what was told may be old; tried again in `retryInMs`. */
      readonly state: 'connecting' | 'live' | 'stale';
      readonly error?: AppError;
      readonly retryInMs?: number;
    };

export interface WatchListOptions {
  /** The collection's path, from `resourcePath`. */
  readonly path: string;
  readonly fieldSelector?: string;
  readonly labelSelector?: string;
  /** Objects asked for at once; 500, as kubectl does. */
  readonly pageSize?: number;
}
