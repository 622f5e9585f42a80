import type { ReactElement } from 'react';

import type { ComparedEntry, ComparedVerdict } from '../../../preload/contract/index.ts';
import { Badge } from '../../ui/index.ts';
import { VERDICT_SIGNS, VERDICT_STATES, verdictText } from './comparison-words.ts';

export function VerdictBadge({ entry }: { readonly entry: ComparedEntry }): ReactElement {
  return (
    <Badge state={VERDICT_STATES[entry.verdict]}>
      <VerdictSign verdict={entry.verdict} /> {verdictText(entry)}
    </Badge>
  );
}

/** Seen at a glance; the words beside it say the same. */
export function VerdictSign({ verdict }: { readonly verdict: ComparedVerdict }): ReactElement {
  return (
    <span className="compare-sign" aria-hidden data-state={VERDICT_STATES[verdict]}>
      {VERDICT_SIGNS[verdict]}
    </span>
  );
}
