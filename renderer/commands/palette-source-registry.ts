import type { PaletteSource } from './palette-source.ts';

export interface PaletteSourceRegistry {
  register(source: PaletteSource): () => void;
  sources(): readonly PaletteSource[];
  onChange(listener: () => void): () => void;
}

export function createPaletteSourceRegistry(): PaletteSourceRegistry {
  const listeners = new Set<() => void>();
  let current: readonly PaletteSource[] = [];
  const change = (next: readonly PaletteSource[]): void => {
    current = next;
    for (const listener of listeners) listener();
  };
  return {
    register(source) {
      change([...current, source]);
      return () => change(current.filter((other) => other !== source));
    },
    sources: () => current,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
