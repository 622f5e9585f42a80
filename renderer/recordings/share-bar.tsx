import type { ReactElement } from 'react';

import { formatShare } from './format-figures.ts';

/** A figure with its share of the whole as a bar behind it. */
export function ShareBar(props: {
  readonly share: number;
  readonly text: string;
  readonly hint?: string;
}): ReactElement {
  const { share, text, hint } = props;
  const width = `${Math.min(Math.max(share, 0), 1) * 100}%`;
  return (
    <span className="share-bar" title={hint ?? `${text}, ${formatShare(share)}`}>
      <span className="share-bar-fill" aria-hidden style={{ width }} />
      <span className="share-bar-text">{text}</span>
      <span className="share-bar-share">{formatShare(share)}</span>
    </span>
  );
}
