import { useMemo, useSyncExternalStore } from 'react';

import { formatPlace, parsePlace, type Place } from './place.ts';

function subscribe(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => {
    window.removeEventListener('hashchange', changed);
  };
}

export function usePlace(): Place {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return useMemo(() => parsePlace(hash), [hash]);
}

/** Goes there; *Back* comes back. With `replace` the present place is forgotten: for corrections, not for steps. */
export function go(place: Place, options: { readonly replace?: boolean } = {}): void {
  const hash = formatPlace(place);
  if (hash === window.location.hash) return;
  if (options.replace === true) window.location.replace(hash);
  else window.location.hash = hash;
}
