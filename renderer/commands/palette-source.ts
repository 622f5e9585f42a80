export interface PaletteItem {
  readonly id: string;
  readonly title: string;
  /** Right of the title: a Kubernetes namespace, a context. */
  readonly detail?: string;
  readonly keywords?: readonly string[];
  readonly disabledReason?: string;
  readonly perform: () => void;
}

/** Things to go to, found while typing. */
export interface PaletteSource {
  readonly id: string;
  readonly section: string;
  /** A bounded number of items for what was typed (also for nothing); they are ranked with the actions. */
  readonly find: (query: string, signal: AbortSignal) => readonly PaletteItem[] | Promise<readonly PaletteItem[]>;
}
