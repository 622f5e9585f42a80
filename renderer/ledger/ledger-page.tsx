import { useState, type ReactElement } from 'react';

import { toAppError, type LedgerAction, type LedgerEntry, type LedgerView } from '../../preload/contract/index.ts';
import { useApi, useLatest } from '../bridge/index.ts';
import { useContextLook } from '../contexts/index.ts';
import { Problem } from '../problems/index.ts';
import { useTerminals } from '../terminals/index.ts';
import {
  Busy,
  Button,
  ContextChip,
  Download,
  EmptyState,
  InertText,
  Menu,
  NotebookText,
  RelativeTime,
  StateDot,
} from '../ui/index.ts';
import { ActionDialog } from './action-dialog.tsx';
import { ACTION_TITLES, factsOf, KIND_TITLES, stateOf, stateWords } from './entry-words.ts';
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
      {asked === undefined ? undefined : <ActionDialog {...asked} onClose={() => setAsked(undefined)} />}
    </main>
  );
}

interface EntryProps {
  readonly entry: LedgerEntry;
  readonly onPerform: (action: LedgerAction) => void;
  readonly onGoToPod: LedgerPageProps['onGoToPod'];
}

function Entry({ entry, onPerform, onGoToPod }: EntryProps): ReactElement {
  const look = useContextLook(entry.context);
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
        <Button
          size="small"
          variant="quiet"
          tooltip={entry.kubectl}
          onPress={() => void navigator.clipboard.writeText(entry.kubectl)}
        >
          Copy kubectl
        </Button>
      </div>
    </article>
  );
}

const CLOCK = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' });

function clock(at: string): string {
  const time = Date.parse(at);
  return Number.isFinite(time) ? CLOCK.format(time) : 'unknown';
}

function ExportMenu({
  contexts,
  isDisabled,
}: {
  readonly contexts: readonly string[];
  readonly isDisabled: boolean;
}): ReactElement {
  const api = useApi();
  const [problem, setProblem] = useState<string>();
  const save = async (format: 'markdown' | 'json'): Promise<void> => {
    try {
      const { fileName, text } = await api.ledger.export({ contexts: [...contexts], format });
      const link = document.createElement('a');
      link.href = URL.createObjectURL(
        new Blob([text], { type: format === 'json' ? 'application/json' : 'text/markdown' }),
      );
      link.download = fileName;
      link.click();
      URL.revokeObjectURL(link.href);
      setProblem(undefined);
    } catch (error) {
      setProblem(toAppError(error).message);
    }
  };
  return (
    <div className="ledger-export">
      {problem === undefined ? undefined : <span role="alert">{problem}</span>}
      <Menu
        label="Export"
        trigger={
          <Button icon={Download} disabledReason={isDisabled ? 'The ledger is being read.' : undefined}>
            Export
          </Button>
        }
        placement="bottom end"
        entries={[
          { id: 'markdown', title: 'As Markdown', onSelect: () => void save('markdown') },
          { id: 'json', title: 'As JSON', onSelect: () => void save('json') },
        ]}
      />
    </div>
  );
}
