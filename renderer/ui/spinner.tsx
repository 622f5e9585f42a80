import type { ReactElement } from 'react';

import { LoaderCircle } from './icons.ts';
import './button.css';
import './busy.css';

export function Spinner({ size = 14 }: { readonly size?: number }): ReactElement {
  return <LoaderCircle className="ui-spinner" size={size} aria-hidden />;
}
