import type { ReactElement, ReactNode } from 'react';

import { ChevronRight } from './icons.ts';
import { MiddleTruncate } from './middle-truncate.tsx';
import './breadcrumbs.css';

export interface Breadcrumb {
  readonly id: string;
  readonly title: string;
  /** Instead of the plain title, for instance a ContextChip. */
  readonly content?: ReactNode;
  readonly onPress?: () => void;
}

export interface BreadcrumbsProps {
  readonly label: string;
  readonly items: readonly Breadcrumb[];
}

export function Breadcrumbs({ label, items }: BreadcrumbsProps): ReactElement {
  return (
    <nav aria-label={label}>
      <ol className="ui-breadcrumbs">
        {items.map(({ id, title, content, onPress }, index) => {
          const isLast = index === items.length - 1;
          const shown = content ?? <MiddleTruncate text={title} />;
          return (
            <li key={id} className="ui-breadcrumb">
              {index === 0 ? undefined : <ChevronRight size={12} aria-hidden />}
              {onPress === undefined ? (
                <span className="ui-breadcrumb-link" {...(isLast ? { 'aria-current': 'location' } : {})}>
                  {shown}
                </span>
              ) : (
                <button
                  type="button"
                  className="ui-breadcrumb-link"
                  onClick={onPress}
                  {...(isLast ? { 'aria-current': 'location' } : {})}
                >
                  {shown}
                </button>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
