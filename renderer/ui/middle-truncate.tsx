import type { ReactElement } from 'react';

import { showControlCharacters } from './control-pictures.ts';
import { splitName } from './split-name.ts';
import './middle-truncate.css';

export interface MiddleTruncateProps {
  readonly text: string;
  /** How many characters of the end always stay. */
  readonly keepEnd?: number;
}

/**
 * Cuts a name in its middle, where pod and image names tell least. Both halves are in the page as text and only the first
 * is clipped by CSS, so selecting and copying gives the whole name.
 */
export function MiddleTruncate({ text, keepEnd = 10 }: MiddleTruncateProps): ReactElement {
  const shown = showControlCharacters(text);
  const [start, end] = splitName(shown, keepEnd);
  return (
    <span className="ui-middle" title={shown}>
      <span className="ui-middle-start">{start}</span>
      {end === '' ? undefined : <span className="ui-middle-end">{end}</span>}
    </span>
  );
}
