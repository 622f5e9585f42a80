import type { ReactElement, ReactNode } from 'react';

import { AppError, type ErrorForm } from '../../preload/contract/index.ts';
import { ErrorNotice, type ErrorAction } from '../ui/index.ts';
import { problemWords } from './problem-words.ts';

export interface ProblemProps {
  readonly error: AppError | ErrorForm;
  /** Offered as *Try again*. */
  readonly onRetry?: (() => void) | undefined;
  readonly onDismiss?: (() => void) | undefined;
  readonly actions?: readonly ErrorAction[];
  readonly children?: ReactNode;
}

/** An error next to what it is about: the sentence, the fact, the next action. */
export function Problem({ error, onRetry, onDismiss, actions = [], children }: ProblemProps): ReactElement {
  const { title, fact, remedy } = problemWords(error instanceof AppError ? error.toForm() : error);
  const retry = onRetry === undefined ? [] : [{ id: 'retry', title: 'Try again', onPress: onRetry }];
  return (
    <ErrorNotice title={title} fact={fact} actions={[...retry, ...actions]} onDismiss={onDismiss}>
      {remedy}
      {children}
    </ErrorNotice>
  );
}
