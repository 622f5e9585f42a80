/** Where the person is, as text in the address: `#/context/kubeNamespace/pod/tab?detail`. */

export const POD_TABS = ['overview', 'processes', 'namespaces', 'files', 'java', 'events', 'yaml'] as const;
export type PodTab = (typeof POD_TABS)[number];

/** Each part needs the one before it; without a context the page about all contexts is shown. */
export interface Place {
  readonly context?: string;
  readonly kubeNamespace?: string;
  readonly pod?: string;
  readonly tab?: PodTab;
  /** A tab's own place, in its own form: which process, which path. */
  readonly detail?: string;
  /** The page about what is left behind in all clusters; then there is no context. */
  readonly ledger?: true;
}

/** No context's place begins so: theirs has a slash after the number sign. */
const LEDGER = '#ledger';

function isPodTab(text: string): text is PodTab {
  return POD_TABS.some((tab) => tab === text);
}

/** Never fails: what cannot be read of an address is left out, with all that depends on it. */
export function parsePlace(hash: string): Place {
  if (hash === LEDGER) return { ledger: true };
  const [path = '', ...rest] = hash.replace(/^#\/?/, '').split('?');
  const [context, kubeNamespace, pod, tab] = path.split('/').map(decode);
  if (context === undefined) return {};
  if (kubeNamespace === undefined) return { context };
  if (pod === undefined) return { context, kubeNamespace };
  if (tab === undefined || !isPodTab(tab)) return { context, kubeNamespace, pod };
  const detail = decode(rest.join('?'));
  return { context, kubeNamespace, pod, tab, ...(detail === undefined ? {} : { detail }) };
}

export function formatPlace(place: Place): string {
  if (place.ledger === true) return LEDGER;
  const parts = [place.context, place.kubeNamespace, place.pod, place.tab];
  const end = parts.indexOf(undefined);
  const path = parts
    .slice(0, end < 0 ? parts.length : end)
    .map((part) => encodeURIComponent(part ?? ''))
    .join('/');
  const detail =
    end < 0 && place.detail !== undefined && place.detail !== '' ? `?${encodeURIComponent(place.detail)}` : '';
  return `#/${path}${detail}`;
}

function decode(text: string): string | undefined {
  try {
    return text === '' ? undefined : decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
