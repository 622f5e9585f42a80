import { useState, type ReactElement } from 'react';

import { toAppError, type AppError, type PastEntry } from '../../preload/contract/index.ts';
import { useApi } from '../bridge/index.ts';
import { Problem } from '../problems/index.ts';
import { Button, ChevronDown, ChevronRight, RelativeTime, StateDot } from '../ui/index.ts';
import { CopyKubectl } from './entry.tsx';
import { EntryWhat } from './entry-what.tsx';
import { KIND_TITLES, pastWords } from './entry-words.ts';

/** What is over: taken back, gone with its pod, or forgotten. */
export function PastList({ past }: { readonly past: readonly PastEntry[] }): ReactElement | undefined {
  const api = useApi();
  const [isOpen, setOpen] = useState(false);
  const [problem, setProblem] = useState<AppError>();
  if (past.length === 0) return undefined;
  const drop = ({ id }: PastEntry): void => {
    api.ledger.forget({ id }).then(
      () => setProblem(undefined),
      (error: unknown) => setProblem(toAppError(error)),
    );
  };
  return (
    <section className="ledger-past" aria-label="What is over">
      <div>
        <Button
          variant="quiet"
          icon={isOpen ? ChevronDown : ChevronRight}
          isPressed={isOpen}
          onPress={() => setOpen(!isOpen)}
        >
          {`Taken back, gone or forgotten: ${past.length}`}
        </Button>
      </div>
      {problem === undefined ? undefined : <Problem error={problem} onDismiss={() => setProblem(undefined)} />}
      {isOpen ? (
        <ul className="ledger-entries">
          {past.map((entry) => (
            <li key={entry.id}>
              <Past entry={entry} onDrop={() => drop(entry)} />
            </li>
          ))}
        </ul>
      ) : undefined}
    </section>
  );
}

function Past({ entry, onDrop }: { readonly entry: PastEntry; readonly onDrop: () => void }): ReactElement {
  return (
    <article className="ledger-entry" aria-label={`${KIND_TITLES[entry.kind]} ${entry.name}, ${pastWords(entry)}`}>
      <StateDot state="unknown" label={pastWords(entry)} />
      <EntryWhat
        entry={entry}
        state={
          <>
            {pastWords(entry)} <RelativeTime at={entry.closedAt} hasAgo />
          </>
        }
      />
      <div className="ledger-actions">
        <CopyKubectl kubectl={entry.kubectl} />
        <Button size="small" variant="quiet" onPress={onDrop}>
          {entry.how === 'forgotten' ? 'Show again' : 'Forget'}
        </Button>
      </div>
    </article>
  );
}
