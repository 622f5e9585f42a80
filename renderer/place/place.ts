/** Where the person is, as text in the address: `#/context/kubeNamespace/pod/tab?detail`, or `#recordings/ID/tab?detail`. */

export const POD_TABS = ['overview', 'processes', 'namespaces', 'files', 'java', 'events', 'yaml'] as const;
export type PodTab = (typeof POD_TABS)[number];

export const RECORDING_TABS = [
  'overview',
  'hotMethods',
  'flameGraph',
  'allocation',
  'locks',
  'exceptions',
  'gc',
  'io',
  'threads',
  'metrics',
  'jvm',
  'events',
] as const;
export type RecordingTab = (typeof RECORDING_TABS)[number];

/** Recordings belong to no context: without `recording` it is the page about all of them. */
export interface RecordingPlace {
  readonly recording?: string;
  readonly tab?: RecordingTab;
  /** The selection in it, in its own form. */
  readonly detail?: string;
}

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
  /** Then there is no context either. */
  readonly recordings?: RecordingPlace;
}

/** No context's place begins like one of these: theirs has a slash after the number sign. */
const LEDGER = '#ledger';
const RECORDINGS = 'recordings';

function isPodTab(text: string): text is PodTab {
  return POD_TABS.some((tab) => tab === text);
}

/** Never fails: what cannot be read of an address is left out, with all that depends on it. */
export function parsePlace(hash: string): Place {
  if (hash === LEDGER) return { ledger: true };
  const [path = '', ...rest] = hash.replace(/^#\/?/, '').split('?');
  const isRecordings = hash === `#${RECORDINGS}` || hash.startsWith(`#${RECORDINGS}/`);
  if (isRecordings) return { recordings: parseRecording(path, rest.join('?')) };
  const [context, kubeNamespace, pod, tab] = path.split('/').map(decode);
  if (context === undefined) return {};
  if (kubeNamespace === undefined) return { context };
  if (pod === undefined) return { context, kubeNamespace };
  if (tab === undefined || !isPodTab(tab)) return { context, kubeNamespace, pod };
  const detail = decode(rest.join('?'));
  return { context, kubeNamespace, pod, tab, ...(detail === undefined ? {} : { detail }) };
}

function parseRecording(path: string, rest: string): RecordingPlace {
  const [, recording, tab] = path.split('/').map(decode);
  if (recording === undefined) return {};
  const known = RECORDING_TABS.find((name) => name === tab);
  if (known === undefined) return { recording };
  const detail = decode(rest);
  return { recording, tab: known, ...(detail === undefined ? {} : { detail }) };
}

export function formatPlace(place: Place): string {
  if (place.ledger === true) return LEDGER;
  const { recordings } = place;
  if (recordings !== undefined) {
    return `#${format([RECORDINGS, recordings.recording, recordings.tab], recordings.detail)}`;
  }
  return `#/${format([place.context, place.kubeNamespace, place.pod, place.tab], place.detail)}`;
}

/** Parts up to the first that is not there; the detail only behind the last. */
function format(parts: readonly (string | undefined)[], detail: string | undefined): string {
  const end = parts.indexOf(undefined);
  const path = parts
    .slice(0, end < 0 ? parts.length : end)
    .map((part) => encodeURIComponent(part ?? ''))
    .join('/');
  return end < 0 && detail !== undefined && detail !== '' ? `${path}?${encodeURIComponent(detail)}` : path;
}

function decode(text: string): string | undefined {
  try {
    return text === '' ? undefined : decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
