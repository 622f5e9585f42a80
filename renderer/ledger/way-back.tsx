/** After a start: what an earlier one has changed and not put back is offered once more, before anybody looks for it. */
import { useMemo, useState, type ReactElement } from 'react';

import type { LedgerEntry, LedgerView } from '../../preload/contract/index.ts';
import { useLatest } from '../bridge/index.ts';
import { Button, InertText, Notice, RelativeTime } from '../ui/index.ts';
import { ActionDialog } from './action-dialog.tsx';
import { dismissedIds, dismissId } from './dismissed-ids.ts';

/** What came after the window was opened is not offered: whoever has just done it knows the way back. */
const OPENED_AT = Date.now();

export interface WayBackProps {
  /** Connected ones are asked; of the others the journal alone is known. */
  readonly contexts: readonly string[];
  readonly onLedger: () => void;
}

export function WayBack({ contexts, onLedger }: WayBackProps): ReactElement | undefined {
  const { value } = useLatest<LedgerView>(`way-back/${contexts.join('\n')}`, (api, signal) =>
    api.ledger.watch({ contexts: [...contexts], kinds: ['sharedProcesses'] }, { signal }),
  );
  const [dismissed, setDismissed] = useState(() => dismissedIds(window.sessionStorage));
  const [asked, setAsked] = useState<LedgerEntry>();
  const offered = useMemo(
    () =>
      (value?.entries ?? []).filter(
        ({ id, at, actions }) => actions.includes('putBack') && Date.parse(at) < OPENED_AT && !dismissed.includes(id),
      ),
    [value, dismissed],
  );
  const [first, ...others] = offered;
  return (
    <>
      {first === undefined ? undefined : (
        <div className="app-notice">
          <Notice
            state="waiting"
            title={
              <>
                Processes are still shared in{' '}
                <InertText text={`${first.details['kind'] ?? 'workload'} ${first.name}`} />
              </>
            }
            actions={
              <>
                <Button size="small" onPress={() => setAsked(first)}>
                  Put back…
                </Button>
                <Button size="small" variant="quiet" onPress={onLedger}>
                  Show in the ledger
                </Button>
              </>
            }
            onDismiss={() => setDismissed(dismissId(window.sessionStorage, first.id))}
          >
            <InertText text={`on ${first.context} ▸ ${first.kubeNamespace}, for`} /> <RelativeTime at={first.at} />.
            {others.length === 0 ? '' : ` And in ${others.length} more.`}
          </Notice>
        </div>
      )}
      {asked === undefined ? undefined : (
        <ActionDialog entry={asked} action="putBack" onClose={() => setAsked(undefined)} />
      )}
    </>
  );
}
