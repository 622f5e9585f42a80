import { useState, type ReactElement } from 'react';

import type { LedgerAction, LedgerEntry } from '../../preload/contract/index.ts';
import { Button, InertText, StateDot } from '../ui/index.ts';
import { EntryWhat } from './entry-what.tsx';
import { ACTION_TITLES, canForget, KIND_TITLES, stateOf, stateWords } from './entry-words.ts';
import { ForgetDialog } from './forget-dialog.tsx';

export interface EntryProps {
  readonly entry: LedgerEntry;
  readonly onPerform: (action: LedgerAction) => void;
  readonly onGoToPod: (pod: { readonly context: string; readonly kubeNamespace: string; readonly pod: string }) => void;
}

export function Entry({ entry, onPerform, onGoToPod }: EntryProps): ReactElement {
  const [isForgetting, setForgetting] = useState(false);
  const isPod = entry.kind !== 'sharedProcesses';
  return (
    <article className="ledger-entry" aria-label={`${KIND_TITLES[entry.kind]} ${entry.name}`}>
      <StateDot state={stateOf(entry)} label={stateWords(entry)} />
      <EntryWhat
        entry={entry}
        state={<InertText text={stateWords(entry)} />}
        more={
          <>
            {entry.source === 'cluster' ? ' · known from the cluster alone' : ''}
            {entry.expiresAt === undefined ? undefined : (
              <>
                {' '}
                · until <time dateTime={entry.expiresAt}>{clock(entry.expiresAt)}</time>
              </>
            )}
          </>
        }
      >
        {entry.permanent === undefined ? undefined : <div className="ledger-permanent">{entry.permanent}</div>}
      </EntryWhat>
      <div className="ledger-actions">
        {entry.actions.map((action) => (
          <Button key={action} size="small" onPress={() => onPerform(action)}>
            {ACTION_TITLES[action]}
            {action === 'enter' ? '' : '…'}
          </Button>
        ))}
        {isPod ? (
          <Button size="small" variant="quiet" onPress={() => onGoToPod(entry)}>
            Go to pod
          </Button>
        ) : undefined}
        <CopyKubectl kubectl={entry.kubectl} />
        {canForget(entry) ? (
          <Button size="small" variant="quiet" onPress={() => setForgetting(true)}>
            Forget…
          </Button>
        ) : undefined}
      </div>
      {isForgetting ? <ForgetDialog entry={entry} onClose={() => setForgetting(false)} /> : undefined}
    </article>
  );
}

export function CopyKubectl({ kubectl }: { readonly kubectl: string }): ReactElement {
  return (
    <Button size="small" variant="quiet" tooltip={kubectl} onPress={() => void navigator.clipboard.writeText(kubectl)}>
      Copy kubectl
    </Button>
  );
}

const CLOCK = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' });

function clock(at: string): string {
  const time = Date.parse(at);
  return Number.isFinite(time) ? CLOCK.format(time) : 'unknown';
}
