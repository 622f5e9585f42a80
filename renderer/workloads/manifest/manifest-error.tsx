import type { ReactElement } from 'react';

import { isAppError, toAppError } from '../../../preload/contract/index.ts';
import { Problem } from '../../problems/index.ts';
import { showControlCharacters } from '../../ui/index.ts';
import { excerpt } from './excerpt.ts';

export interface ManifestErrorProps {
  readonly error: unknown;
  readonly text: string;
  readonly onDismiss: () => void;
}

/** What is wrong; a manifest that cannot be read is shown at the line it is about. */
export function ManifestError({ error, text, onDismiss }: ManifestErrorProps): ReactElement {
  const line = isAppError(error, 'MANIFEST_INVALID') ? error.data.line : undefined;
  return (
    <Problem error={toAppError(error)} onDismiss={onDismiss}>
      {line === undefined ? undefined : (
        <ol className="manifest-excerpt" start={excerpt(text, line)[0]?.number}>
          {excerpt(text, line).map((shown) => (
            <li
              key={shown.number}
              value={shown.number}
              {...(shown.isMeant ? { 'data-meant': '', 'aria-current': true } : {})}
            >
              <code>{showControlCharacters(shown.text)}</code>
            </li>
          ))}
        </ol>
      )}
    </Problem>
  );
}
