import { useState, type ReactElement } from 'react';

import { toAppError, type LedgerAction, type LedgerEntry, type LedgerView } from '../../preload/contract/index.ts';
import { useLatest } from '../bridge/index.ts';
import { Problem } from '../problems/index.ts';
import { useTerminals } from '../terminals/index.ts';
import { Busy, EmptyState, NotebookText } from '../ui/index.ts';
import { ActionDialog } from './action-dialog.tsx';
import { Entry } from './entry.tsx';
import { ExportMenu } from './export-menu.tsx';
import { PastList } from './past-list.tsx';
import './ledger.css';

export interface LedgerPageProps {
  /** Connected ones: what their clusters say is asked; of the others only the journal is shown. */
  readonly contexts: readonly string[];
  readonly onGoToPod: (pod: { readonly context: string; readonly kubeNamespace: string; readonly pod: string }) => void;
}

interface Asked {
  readonly entry: LedgerEntry;
  readonly action: LedgerAction;
}

/** What is left behind, newest first. */
export function LedgerPage({ contexts, onGoToPod }: LedgerPageProps): ReactElement {
  const stream = useLatest<LedgerView>(`ledger/${contexts.join('\n')}`, (api, signal) =>
    api.ledger.watch({ contexts: [...contexts] }, { signal }),
  );
  const terminals = useTerminals();
  const [asked, setAsked] = useState<Asked>();
  const view = stream.value;

  const perform = (entry: LedgerEntry, action: LedgerAction): void => {
    if (action !== 'enter') {
      setAsked({ entry, action });
      return;
    }
    const { context, kubeNamespace, pod, container } = entry;
    if (container === undefined) return;
    terminals.open({ kind: 'exec', context, kubeNamespace, pod, container, command: ['sh'] });
    terminals.focus();
  };

  return (
    <main className="ledger" aria-label="Ledger">
      <header className="ledger-head">
        <div>
          <h1>Ledger</h1>
          <p>What was left behind in clusters, from the clusters themselves and this machine’s journal.</p>
        </div>
        <ExportMenu contexts={contexts} isDisabled={view === undefined} />
      </header>
      {stream.error === undefined ? undefined : <Problem error={stream.error} onRetry={() => stream.restart()} />}
      {view?.problems.map(({ context, error }) => (
        <Problem key={context} error={toAppError({ ...error, message: `${context}: ${error.message}` })} />
      ))}
      {view === undefined && stream.error === undefined ? <Busy what="Reading the ledger" /> : undefined}
      {view !== undefined && view.pending.length > 0 ? <Busy what={`Asking ${view.pending.join(', ')}`} /> : undefined}
      {view === undefined ? undefined : view.entries.length === 0 ? (
        view.pending.length > 0 ? undefined : (
          <EmptyState icon={NotebookText} title="Nothing is left behind">
            Debug containers, copies of pods, shared processes and files left in containers stand here, each with its
            way back.
          </EmptyState>
        )
      ) : (
        <ul className="ledger-entries">
          {view.entries.map((entry) => (
            <li key={entry.id}>
              <Entry entry={entry} onPerform={(action) => perform(entry, action)} onGoToPod={onGoToPod} />
            </li>
          ))}
        </ul>
      )}
      {view === undefined ? undefined : <PastList past={view.past} />}
      {asked === undefined ? undefined : <ActionDialog {...asked} onClose={() => setAsked(undefined)} />}
    </main>
  );
}
