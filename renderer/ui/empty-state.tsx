import type { ReactElement, ReactNode } from 'react';

import type { IconType } from './icons.ts';
import './notice.css';

export interface EmptyStateProps {
  readonly icon: IconType;
  readonly title: string;
  /** What would be here, and how to get it. */
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

export function EmptyState({ icon: Icon, title, children, actions }: EmptyStateProps): ReactElement {
  return (
    <div className="ui-empty">
      <Icon size={28} strokeWidth={1.5} aria-hidden />
      <div>
        <div className="ui-empty-title">{title}</div>
        {children}
      </div>
      {actions === undefined ? undefined : <div className="ui-empty-actions">{actions}</div>}
    </div>
  );
}
