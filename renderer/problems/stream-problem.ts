import type { AppError } from '../../preload/contract/index.ts';

/**
 * A stream's error as far as it is worth showing beside it: DISCONNECTED comes only when the core has refused the window,
 * which the frame says above everything, once.
 */
export function streamProblem(error: AppError | undefined): AppError | undefined {
  return error?.code === 'DISCONNECTED' ? undefined : error;
}
