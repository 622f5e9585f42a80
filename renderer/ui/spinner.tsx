import type { ReactElement } from 'react';

import { LoaderCircle } from './icons.ts';
import './busy.css';

/** What turns is the box around the drawing: browsers turn that without the page, and a drawing only by painting it anew. */
export function Spinner({ size = 14 }: { readonly size?: number }): ReactElement {
  return (
    <span className="ui-spinner" aria-hidden>
      <LoaderCircle size={size} />
    </span>
  );
}
