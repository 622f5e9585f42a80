import { AppError, isAppError } from '../../preload/contract/errors.ts';
import type { FileRef } from '../../preload/contract/files.ts';
import type { ReachPool } from '../reach/index.ts';
import type { TargetFiles } from './target-files.ts';

/** The program where it can be, else the shell; a container without one says why the program cannot help. */
export type ChooseWay = (file: FileRef, signal: AbortSignal) => Promise<TargetFiles>;

export function createChooseWay(options: {
  readonly reach: Pick<ReachPool, 'lease'>;
  readonly program: TargetFiles;
  readonly shell: TargetFiles;
}): ChooseWay {
  const { reach, program, shell } = options;
  return async (file, signal) => {
    try {
      const { release } = await reach.lease(file, signal);
      release();
      return program;
    } catch (error) {
      if (!isAppError(error, 'REACH_UNAVAILABLE')) throw error;
      if (error.data.reason !== 'noShell') return shell;
      const message = `${file.container} has no shell: files are reached through a debug container whose target it is.`;
      throw new AppError('TOOL_MISSING', message, { tool: 'sh' }, { cause: error });
    }
  };
}
