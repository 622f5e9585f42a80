import type { ReactElement, ReactNode } from 'react';

import { Button } from './button.tsx';
import { showControlCharacters } from './control-pictures.ts';
import { Notice } from './notice.tsx';

export interface ErrorAction {
  readonly id: string;
  readonly title: string;
  readonly onPress: () => void;
  readonly disabledReason?: string | undefined;
}

export interface ErrorNoticeProps {
  /** A sentence for the person. */
  readonly title: string;
  /** The fact behind it, word for word as it came: verb, resource, namespace, status text. Shown inert. */
  readonly fact?: string | undefined;
  readonly children?: ReactNode;
  /** What to do next, the best first. */
  readonly actions?: readonly ErrorAction[];
  readonly onDismiss?: (() => void) | undefined;
}

/** Stays next to what it is about until dismissed. */
export function ErrorNotice({ title, fact, children, actions = [], onDismiss }: ErrorNoticeProps): ReactElement {
  return (
    <Notice
      state="bad"
      title={title}
      onDismiss={onDismiss}
      actions={
        actions.length === 0
          ? undefined
          : actions.map((action) => (
              <Button key={action.id} size="small" onPress={action.onPress} disabledReason={action.disabledReason}>
                {action.title}
              </Button>
            ))
      }
    >
      {children}
      {fact === undefined ? undefined : <div className="ui-notice-fact">{showControlCharacters(fact)}</div>}
    </Notice>
  );
}
