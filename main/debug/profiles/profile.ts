import type { Container } from '../../kube/index.ts';

/** Where the debug container is put; kubectl calls it the style. */
export type DebugStyle = 'ephemeral' | 'copy' | 'node';

/** Any container: its security context is the one field that profiles change. */
export interface WithSecurity extends Pick<Container, 'securityContext'> {
  readonly name: string;
}

/** What a profile makes of a debug container, and of the pod around it where it is new; and the same in words. */
export interface Profile {
  /** Gives a new container; the given one is left as it is. */
  apply<Made extends WithSecurity>(container: Made, style: DebugStyle): Made;
  /** A copy loses labels, annotations and probes, each unless it is kept; and shares its processes. */
  readonly strips: boolean;
  /** What a pod on a node gets of its host. */
  readonly host: { readonly namespaces: boolean; readonly root: boolean };
  readonly effects: readonly string[];
}
