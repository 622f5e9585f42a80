import type { ReactElement } from 'react';

import { VisuallyHidden } from 'react-aria-components';

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
 * is clipped by CSS, so selecting and copying gives the whole name. A screen reader would hear two words: it gets the name
 * in one piece instead.
 */
export function MiddleTruncate({ text, keepEnd = 10 }: MiddleTruncateProps): ReactElement {
  const shown = showControlCharacters(text);
  const [start, end] = splitName(shown, keepEnd);
  if (end === '') {
    return (
      <span className="ui-middle" title={shown}>
        <span className="ui-middle-start">{shown}</span>
      </span>
    );
  }
  return (
    <span className="ui-middle" title={shown}>
      <VisuallyHidden className="ui-middle-whole">{shown}</VisuallyHidden>
      <span className="ui-middle-start" aria-hidden="true">
        {start}
      </span>
      <span className="ui-middle-end" aria-hidden="true">
        {end}
      </span>
    </span>
  );
}
