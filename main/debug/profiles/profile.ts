import type { EphemeralContainer } from '../../kube/index.ts';

/** What a profile makes of an ephemeral container, and the same in words. */
export interface Profile {
  /** Gives a new container; the given one is left as it is. */
  apply(container: EphemeralContainer): EphemeralContainer;
  readonly effects: readonly string[];
}
