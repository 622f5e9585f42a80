import type { ReactElement } from 'react';

import { showControlCharacters } from './control-pictures.ts';

export interface InertTextProps {
  readonly text: string;
}

/** Text from outside, isolated in its direction so that it cannot reorder what stands around it. */
export function InertText({ text }: InertTextProps): ReactElement {
  return <bdi>{showControlCharacters(text)}</bdi>;
}
