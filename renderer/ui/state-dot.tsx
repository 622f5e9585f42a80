import type { ReactElement } from 'react';

import type { IconType } from './icons.ts';
import { CircleAlert, CircleCheck, CircleHelp, Clock } from './icons.ts';
import type { State } from './state.ts';
import './state-dot.css';

/** Four shapes, so that the states are told apart without colour: filled dot, ring with hands, cross-like, question. */
const icons: Readonly<Record<State, IconType>> = {
  good: CircleCheck,
  waiting: Clock,
  bad: CircleAlert,
  unknown: CircleHelp,
};

export interface StateDotProps {
  readonly state: State;
  /** What the state is in words: read aloud, and shown on hover. Absent where they stand beside it. */
  readonly label?: string;
  readonly size?: 12 | 14 | 16;
}

export function StateDot({ state, label, size = 14 }: StateDotProps): ReactElement {
  const Icon = icons[state];
  const words = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label, title: label };
  return (
    <span className="ui-state" data-state={state} {...words}>
      <Icon size={size} strokeWidth={2.25} aria-hidden />
    </span>
  );
}
