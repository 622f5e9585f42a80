import type { ReactElement } from 'react';

import './kbd.css';

export interface KbdProps {
  /** As it should read: `Ctrl K`. */
  readonly keys: string;
}

export function Kbd({ keys }: KbdProps): ReactElement {
  return <kbd className="ui-kbd">{keys}</kbd>;
}
