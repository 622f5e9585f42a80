import type { ReactElement, ReactNode } from 'react';

import { definedProps } from './defined-props.ts';
import type { IconType } from './icons.ts';
import type { State } from './state.ts';
import './badge.css';

export interface BadgeProps {
  readonly children: ReactNode;
  readonly state?: State | undefined;
  readonly icon?: IconType;
  readonly hint?: string | undefined;
}

export function Badge({ children, state, icon: Icon, hint }: BadgeProps): ReactElement {
  return (
    <span className="ui-badge" {...definedProps({ 'data-state': state, title: hint })}>
      {Icon === undefined ? undefined : <Icon size={12} aria-hidden />}
      {children}
    </span>
  );
}
