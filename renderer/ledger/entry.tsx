import { useState, type ReactElement } from 'react';

import type { LedgerAction, LedgerEntry } from '../../preload/contract/index.ts';
import { useContextLook } from '../contexts/index.ts';
import { Button, ContextChip, InertText, RelativeTime, StateDot } from '../ui/index.ts';
import { ACTION_TITLES, canForget, factsOf, KIND_TITLES, stateOf, stateWords } from './entry-words.ts';
import { ForgetDialog } from './forget-dialog.tsx';

export interface EntryProps {
  readonly entry: LedgerEntry;
  readonly onPerform: (action: LedgerAction) => void;
  readonly onGoToPod: (pod: { readonly context: string; readonly kubeNamespace: string; readonly pod: string }) => void;
}

export function Entry({ entry, onPerform, onGoToPod }: EntryProps): ReactElement {
  const look = useContextLook(entry.context);
  const [isForgetting, setForgetting] = useState(false);
  const isPod = entry.kind !== 'sharedProcesses';
  return (
    <article className="ledger-entry" aria-label={`${KIND_TITLES[entry.kind]} ${entry.name}`}>
      <StateDot state={stateOf(entry)} label={stateWords(entry)} />
      <div className="ledger-what">
        <div className="ledger-name">
          <span className="ledger-kind">{KIND_TITLES[entry.kind]}</span>
          <strong>
            <InertText text={entry.name} />
          </strong>
          <span className="ledger-state">
            <InertText text={stateWords(entry)} />
          </span>
        </div>
        <div className="ledger-facts">
          <InertText text={factsOf(entry)} />
        </div>
        <div className="ledger-facts">
          <ContextChip name={entry.context} color={look.color} /> ▸ {entry.kubeNamespace} ·{' '}
          <RelativeTime at={entry.at} hasAgo /> by <InertText text={entry.by} />
          {entry.source === 'cluster' ? ' · known from the cluster alone' : ''}
          {entry.expiresAt === undefined ? undefined : (
            <>
              {' '}
              · until <time dateTime={entry.expiresAt}>{clock(entry.expiresAt)}</time>
            </>
          )}
        </div>
        {entry.permanent === undefined ? undefined : <div className="ledger-permanent">{entry.permanent}</div>}
      </div>
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
