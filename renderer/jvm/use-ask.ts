import { useMutation } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';

import { toAppError, type AppError } from '../../preload/contract/index.ts';

/** One question at a time, which can be taken back. */
export interface Asking<Input> {
  ask(input: Input): void;
  cancel(): void;
  readonly isBusy: boolean;
  /** Milliseconds since 1970; while it is busy. */
  readonly startedAt: number | undefined;
  /** A question that was taken back is none. */
  readonly problem: AppError | undefined;
  dismiss(): void;
}

export function useAsk<Input, Output>(
  question: (input: Input, signal: AbortSignal) => Promise<Output>,
  onAnswer?: (answer: Output, input: Input) => void,
): Asking<Input> & { readonly answer: Output | undefined } {
  const cancelling = useRef<AbortController>(undefined);
  const mutation = useMutation({
    mutationFn: (input: Input) => {
      cancelling.current = new AbortController();
      return question(input, cancelling.current.signal);
    },
    ...(onAnswer === undefined ? {} : { onSuccess: onAnswer }),
  });
  const cancel = useCallback(() => cancelling.current?.abort(), []);
  const error = mutation.error === null ? undefined : toAppError(mutation.error);
  return {
    ask: (input) => mutation.mutate(input),
    cancel,
    isBusy: mutation.isPending,
    startedAt: mutation.isPending ? mutation.submittedAt : undefined,
    problem: error?.code === 'CANCELLED' ? undefined : error,
    dismiss: () => mutation.reset(),
    answer: mutation.data,
  };
}
