import type { ReactElement, ReactNode } from 'react';
import { Fragment } from 'react';

import './code-block.css';

export interface KeyValue {
  readonly key: string;
  readonly value: ReactNode;
  readonly isMono?: boolean;
}

export function KeyValues({ items }: { readonly items: readonly KeyValue[] }): ReactElement {
  return (
    <dl className="ui-key-values">
      {items.map(({ key, value, isMono = false }) => (
        <Fragment key={key}>
          <dt>{key}</dt>
          <dd {...(isMono ? { 'data-mono': '' } : {})}>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
