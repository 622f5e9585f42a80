/**
 * A piece of a container's root file system. What is bound is the machine's own, and read-only; the rest is the container's,
 * which is lost with it.
 */
export type RootPart =
  | { readonly kind: 'bind'; readonly source: string; readonly path: string }
  | { readonly kind: 'link'; readonly target: string; readonly path: string }
  | { readonly kind: 'directory'; readonly path: string; readonly mode: number }
  | { readonly kind: 'file'; readonly path: string; readonly mode: number; readonly content: string | Uint8Array };
