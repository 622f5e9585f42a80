/** Which contexts the rail shows, in which order. */
import type { ContextInfo, Settings } from '../../preload/contract/index.ts';

/** A rail longer than this is a list one has to search; what was left out is opened from the contexts page. */
const RAIL_DEFAULT = 12;

/**
 * The person's own arrangement, or the first usable ones of the kubeconfig. The current context is always there; one that
 * has vanished from the kubeconfig only if it is current, since its sessions go on.
 */
export function openContexts(
  contexts: readonly ContextInfo[],
  arranged: Settings['openContexts'],
  current: string | undefined,
): readonly string[] {
  const known = new Set(contexts.map(({ name }) => name));
  const shown =
    arranged === undefined
      ? contexts
          .filter(({ problem }) => problem === undefined)
          .slice(0, RAIL_DEFAULT)
          .map(({ name }) => name)
      : arranged.filter((name) => known.has(name));
  return current === undefined || shown.includes(current) ? shown : [...shown, current];
}
