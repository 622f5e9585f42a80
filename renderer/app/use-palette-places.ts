import { usePaletteSource, type PaletteItem } from '../commands/index.ts';
import { useContexts } from '../contexts/index.ts';
import { go, type Place } from '../place/index.ts';
import type { WorkloadsView } from '../workloads/index.ts';

/** The palette ranks what it is given; this many are enough to find anything by two words. */
const FOUND_LIMIT = 50;

/** Contexts, and the pods of the Kubernetes namespace one is in, as things to go to. */
export function usePalettePlaces(
  place: Place,
  view: WorkloadsView | undefined,
  goToContext: (context: string) => void,
): void {
  const { contexts } = useContexts();
  const { context, kubeNamespace } = place;
  usePaletteSource({
    id: 'pods',
    section: 'Pods',
    find: (query) => {
      if (context === undefined || kubeNamespace === undefined || view === undefined) return [];
      const words = query.toLowerCase().split(/\s+/).filter(Boolean);
      const items: PaletteItem[] = [];
      for (const { uid, name, status } of view.pods.values()) {
        if (items.length === FOUND_LIMIT) break;
        if (!words.every((word) => isSubsequence(word, name))) continue;
        items.push({
          id: uid,
          title: name,
          detail: `${kubeNamespace} · ${status}`,
          perform: () => go({ context, kubeNamespace, pod: name }),
        });
      }
      return items;
    },
  });
  usePaletteSource({
    id: 'contexts',
    section: 'Contexts',
    find: () =>
      contexts.slice(0, FOUND_LIMIT).map(({ name, server, problem }) => ({
        id: name,
        title: name,
        detail: server,
        ...(problem === undefined ? {} : { disabledReason: problem.message }),
        perform: () => goToContext(name),
      })),
  });
}

function isSubsequence(word: string, text: string): boolean {
  let found = 0;
  for (const character of text) if (character === word[found]) found += 1;
  return found === word.length;
}
