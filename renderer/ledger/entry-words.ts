/** Entries in words. Pure. */
import type { LedgerAction, LedgerClosing, LedgerEntry, LedgerState, PastEntry } from '../../preload/contract/index.ts';
import type { State } from '../ui/index.ts';

export const KIND_TITLES: Readonly<Record<LedgerEntry['kind'], string>> = {
  debugContainer: 'Debug container',
  podCopy: 'Copy',
  nodePod: 'Pod on a node',
  sharedProcesses: 'Shared processes',
  file: 'File',
};

export const ACTION_TITLES: Readonly<Record<LedgerAction, string>> = {
  enter: 'Enter',
  stop: 'Stop',
  remove: 'Remove',
  putBack: 'Put back',
};

const STATES: Readonly<Record<LedgerState['state'], State>> = {
  running: 'good',
  present: 'good',
  waiting: 'waiting',
  unknown: 'unknown',
  ended: 'unknown',
  gone: 'unknown',
};

export function stateOf({ state }: LedgerEntry): State {
  return STATES[state.state];
}

export function stateWords({ state }: LedgerEntry): string {
  return state.reason === undefined ? state.state : `${state.state}: ${state.reason}`;
}

const CLOSINGS: Readonly<Record<LedgerClosing, string>> = {
  removed: 'removed',
  stopped: 'stopped',
  putBack: 'put back',
  gone: 'gone with its pod',
  forgotten: 'forgotten',
};

export function pastWords({ how, kind }: Pick<PastEntry, 'how' | 'kind'>): string {
  return how === 'gone' && kind === 'sharedProcesses' ? 'undone by others' : CLOSINGS[how];
}

/** Only what nothing can be done with: anything else has a way back that must not be lost from sight. */
export function canForget({ actions }: Pick<LedgerEntry, 'actions'>): boolean {
  return actions.every((action) => action === 'enter');
}

/** One line of what it is, beside its name. */
export function factsOf({
  image,
  details,
  pod,
  kind,
  name,
}: Pick<LedgerEntry, 'image' | 'details' | 'pod' | 'kind' | 'name'>): string {
  const facts =
    kind === 'sharedProcesses'
      ? sharingFacts(details)
      : Object.entries(details).map(([title, value]) => `${title} ${value}`);
  return [
    ...(kind === 'debugContainer' || kind === 'file' ? [`in ${pod}`] : []),
    ...(image === undefined ? [] : [image]),
    ...facts,
  ]
    .filter((fact) => fact !== name)
    .join(' · ');
}

function sharingFacts({ kind = 'workload', before }: LedgerEntry['details']): readonly string[] {
  return [kind, `shareProcessNamespace was ${before === 'false' ? 'false' : 'not set'} before`];
}
