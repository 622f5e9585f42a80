import { useState, type ReactElement } from 'react';

import { toAppError, type AppError, type LedgerEntry } from '../../preload/contract/index.ts';
import { useApi } from '../bridge/index.ts';
import { Problem } from '../problems/index.ts';
import { ConfirmDialog, InertText } from '../ui/index.ts';
import { KIND_TITLES } from './entry-words.ts';

/** For what nothing can be done with any more. */
export function ForgetDialog({
  entry,
  onClose,
}: {
  readonly entry: LedgerEntry;
  readonly onClose: () => void;
}): ReactElement {
  const api = useApi();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AppError>();
  const forget = (): void => {
    setBusy(true);
    api.ledger
      .forget({ id: entry.id })
      .then(onClose, (error: unknown) => setProblem(toAppError(error)))
      .finally(() => setBusy(false));
  };
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      onConfirm={forget}
      title={`Forget ${KIND_TITLES[entry.kind].toLowerCase()} ${entry.name}`}
      confirmLabel="Forget"
      isBusy={isBusy}
    >
      <p>
        Nothing is changed in <InertText text={entry.context} />: only this ledger speaks of it no more. It stands
        below, among what is over, from where it can be shown again.
      </p>
      {entry.state.state === 'unknown' ? (
        <p>Its cluster has not said how it stands: it may still be there.</p>
      ) : undefined}
      {problem === undefined ? undefined : <Problem error={problem} />}
    </ConfirmDialog>
  );
}
