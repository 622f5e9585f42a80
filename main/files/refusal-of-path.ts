import { type AppError, type ErrorCode, toAppError } from '../../preload/contract/errors.ts';

/** Errors about one path; all others are about the way to it. */
const OF_A_PATH: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'PATH_NOT_FOUND',
  'PATH_DENIED',
  'NOT_A_DIRECTORY',
  'NOT_A_FILE',
  'FILE_CHANGED',
  'TOOL_MISSING',
  'COMMAND_FAILED',
  'TIMEOUT',
  'BAD_REQUEST',
]);

/** What was thrown, if it is an answer about one path after which others can be asked for; else it is thrown on. */
export function refusalOfPath(thrown: unknown): AppError {
  const error = toAppError(thrown);
  if (!OF_A_PATH.has(error.code)) throw error;
  return error;
}
