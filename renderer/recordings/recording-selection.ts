import type { Evidence, RecordingOverview, RecordingScope } from '../../preload/contract/index.ts';
import { go, type RecordingTab } from '../place/index.ts';
import { formatView, type RecordingView } from './recording-view.ts';

/** What every tab is given: which recording, what of it is selected, and how to select something else. */
export interface RecordingSelection {
  readonly recording: string;
  readonly overview: RecordingOverview;
  readonly view: RecordingView;
  readonly tab: RecordingTab;
  /** The selection as the engine takes it. */
  readonly scope: RecordingScope;
  /** Changes what it names and keeps the rest; `tab` goes there. */
  readonly change: (change: ViewChange, tab?: RecordingTab) => void;
}

/** With `undefined` a selection is taken back. */
export type ViewChange = { readonly [Name in keyof RecordingView]?: RecordingView[Name] | undefined };

export function scopeOf(recording: string, { range, threads }: RecordingView): RecordingScope {
  return {
    recording,
    ...range,
    ...(threads === undefined ? {} : { threads: [...threads] }),
  };
}

export function changedView(view: RecordingView, change: ViewChange): RecordingView {
  const entries = Object.entries({ ...view, ...change }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries);
}

export function goToRecording(
  recording: string,
  tab: RecordingTab,
  view: RecordingView,
  options?: { readonly replace?: boolean },
): void {
  const detail = formatView(view);
  go({ recordings: { recording, tab, ...(detail === '' ? {} : { detail }) } }, options);
}

/** Where a finding is to be seen, with the selection that shows it. */
export function evidenceView({ from, to, threads, of, method, eventType }: Evidence): ViewChange {
  return {
    ...(from === undefined || to === undefined ? {} : { range: { from, to } }),
    ...(threads === undefined ? {} : { threads }),
    ...(of === undefined ? {} : { of }),
    ...(method === undefined ? {} : { search: method }),
    ...(eventType === undefined ? {} : { eventType }),
  };
}
