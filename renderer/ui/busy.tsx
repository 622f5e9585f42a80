import type { ReactElement } from 'react';
import { useState } from 'react';

import { busyStage, untilBusyChange } from './busy-stage.ts';
import { Button } from './button.tsx';
import { formatAge } from './format-age.ts';
import { Spinner } from './spinner.tsx';
import { useElapsed } from './use-elapsed.ts';

export interface BusyProps {
  /** What it does now, in the words of whoever does it: `pulling image busybox`. */
  readonly what: string;
  /** Since when (milliseconds since 1970); without it since it is shown. */
  readonly startedAt?: number | undefined;
  readonly onCancel?: (() => void) | undefined;
}

/** Nothing under 100 ms, then that it runs, from 1 s what it does, from 5 s for how long and a way out. */
export function Busy({ what, startedAt, onCancel }: BusyProps): ReactElement | undefined {
  const [shownAt] = useState(() => Date.now());
  const elapsed = useElapsed(startedAt ?? shownAt, untilBusyChange);
  const stage = busyStage(elapsed);
  if (stage === 'nothing') return undefined;
  return (
    <span className="ui-busy" data-stage={stage}>
      <Spinner />
      <span role="status">{stage === 'running' ? undefined : what}</span>
      {stage === 'cancellable' ? (
        <>
          <span className="ui-busy-elapsed">{formatAge(elapsed)}</span>
          {onCancel === undefined ? undefined : (
            <Button size="small" onPress={onCancel}>
              Cancel
            </Button>
          )}
        </>
      ) : undefined}
    </span>
  );
}
