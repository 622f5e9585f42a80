import type { ReactElement, ReactNode } from 'react';

import { IconButton } from './icon-button.tsx';
import type { IconType } from './icons.ts';
import { CircleCheck, CircleX, Info, TriangleAlert, X } from './icons.ts';
import type { State } from './state.ts';
import './notice.css';

const icons: Readonly<Record<State, IconType>> = {
  good: CircleCheck,
  waiting: TriangleAlert,
  bad: CircleX,
  unknown: Info,
};

export interface NoticeProps {
  /** good: it can be done; waiting: a warning; bad: it failed; unknown: for information. */
  readonly state?: State;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons under the text. */
  readonly actions?: ReactNode;
  /** At the right end, on the first line. */
  readonly end?: ReactNode;
  readonly onDismiss?: (() => void) | undefined;
}

export function Notice(props: NoticeProps): ReactElement {
  const { state = 'unknown', title, children, actions, end, onDismiss } = props;
  const Icon = icons[state];
  return (
    <div className="ui-notice" data-state={state} role={state === 'bad' ? 'alert' : 'note'}>
      <Icon size={16} aria-hidden />
      <div className="ui-notice-body">
        {title === undefined ? undefined : <span className="ui-notice-title">{title}</span>} {children}
        {actions === undefined ? undefined : <div className="ui-notice-actions">{actions}</div>}
      </div>
      <div className="ui-notice-end">
        {end}
        {onDismiss === undefined ? undefined : <IconButton icon={X} label="Dismiss" size="small" onPress={onDismiss} />}
      </div>
    </div>
  );
}
