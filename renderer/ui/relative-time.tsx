import type { ReactElement } from 'react';

import { formatAge, untilAgeChange } from './format-age.ts';
import { useElapsed } from './use-elapsed.ts';

export interface RelativeTimeProps {
  /** Milliseconds since 1970, or an ISO date such as Kubernetes gives. */
  readonly at: number | string;
  /** `12 min ago` instead of `12 min`. */
  readonly hasAgo?: boolean;
}

/** Times in a list change together: nobody sees a quarter of a second. */
const STEP_MS = 250;

const exact = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeStyle: 'long', hourCycle: 'h23' });

/** How long ago, exact on hover, and kept up to date. */
export function RelativeTime({ at, hasAgo = false }: RelativeTimeProps): ReactElement {
  const time = typeof at === 'number' ? at : Date.parse(at);
  const isKnown = Number.isFinite(time) && Math.abs(time) <= 8.64e15;
  const elapsed = useElapsed(isKnown ? time : 0, untilAgeChange, STEP_MS);
  if (!isKnown) return <span>unknown</span>;
  const date = new Date(time);
  return (
    <time dateTime={date.toISOString()} title={exact.format(date)}>
      {formatAge(elapsed)}
      {hasAgo ? ' ago' : ''}
    </time>
  );
}
