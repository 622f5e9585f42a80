import type { ReactElement } from 'react';

export interface Figure {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
}

/** A row of figures that answer a question at a glance. */
export function Figures({ items }: { readonly items: readonly Figure[] }): ReactElement {
  return (
    <dl className="recording-figures">
      {items.map(({ label, value, note }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {value}
            {note === undefined ? undefined : <small>{note}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
