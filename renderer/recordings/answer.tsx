import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';

import { toAppError } from '../../preload/contract/index.ts';
import { Problem } from '../problems/index.ts';
import { Busy } from '../ui/index.ts';

export interface AnswerProps<Data> {
  readonly query: UseQueryResult<Data>;
  /** What is being done, while it takes long. */
  readonly what: string;
  readonly onCancel?: () => void;
  readonly children: (data: Data) => ReactNode;
}

/** Waiting, refusal or the answer; an answer to the question before is shown faintly until the new one is there. */
export function Answer<Data>({ query, what, onCancel, children }: AnswerProps<Data>): ReactElement {
  if (query.data !== undefined) {
    return (
      <div className="recording-answer" aria-busy={query.isPlaceholderData}>
        {children(query.data)}
      </div>
    );
  }
  return (
    <div className="recording-message">
      {query.error === null ? (
        <Busy what={what} onCancel={onCancel} />
      ) : (
        <Problem error={toAppError(query.error)} onRetry={() => void query.refetch()} />
      )}
    </div>
  );
}
