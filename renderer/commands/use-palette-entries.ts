import { useEffect, useState, useSyncExternalStore } from 'react';

import { useAllActions, useCommands } from './action-provider.tsx';
import type { PaletteEntry, PaletteSection } from './palette-entries.ts';
import { actionEntries, paletteSections } from './palette-entries.ts';
import type { PaletteSource } from './palette-source.ts';

interface Found {
  readonly source: PaletteSource;
  readonly entries: readonly PaletteEntry[];
}

export interface PaletteEntries {
  readonly sections: readonly PaletteSection[];
  readonly isSearching: boolean;
}

/** Actions at once, the sources' items as they come; those of the last query stay until the new ones are there. */
export function usePaletteEntries(query: string): PaletteEntries {
  const { sources: registry } = useCommands();
  const actions = useAllActions();
  const sources = useSyncExternalStore(registry.onChange, registry.sources);
  const [found, setFound] = useState<readonly Found[]>([]);
  const [pending, setPending] = useState(0);

  useEffect(() => {
    const abort = new AbortController();
    const search = async (source: PaletteSource): Promise<void> => {
      setPending((count) => count + 1);
      try {
        const items = await source.find(query, abort.signal);
        if (abort.signal.aborted) return;
        const entries = items.map((item) => ({ ...item, id: `${source.id}:${item.id}`, section: source.section }));
        setFound((previous) => [...previous.filter((other) => other.source !== source), { source, entries }]);
      } catch {
        // A source that fails has nothing to offer; its own screen is where its error is shown.
        if (!abort.signal.aborted) setFound((previous) => previous.filter((other) => other.source !== source));
      } finally {
        setPending((count) => count - 1);
      }
    };
    for (const source of sources) void search(source);
    return () => abort.abort();
  }, [sources, query]);

  const items = found.filter(({ source }) => sources.includes(source)).flatMap(({ entries }) => entries);
  return { sections: paletteSections([...items, ...actionEntries(actions)], query), isSearching: pending > 0 };
}
