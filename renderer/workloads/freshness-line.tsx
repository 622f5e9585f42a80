import type { ReactElement } from 'react';

import type { Freshness } from '../../preload/contract/index.ts';
import { problemWords } from '../problems/index.ts';
import { Clock, RelativeTime } from '../ui/index.ts';

/** Says that what is shown is old, and why; nothing while it is live. */
export function FreshnessLine({ freshness }: { readonly freshness: Freshness }): ReactElement | undefined {
  if (freshness.state !== 'stale') return undefined;
  return (
    <p className="freshness-line" role="status" title={freshness.problem?.message}>
      <Clock size={12} aria-hidden />
      <span>
        Not up to date: as of <RelativeTime at={freshness.since} hasAgo />
        {freshness.problem === undefined ? undefined : <>. {problemWords(freshness.problem).title}</>}
      </span>
    </p>
  );
}
