import { AppError } from '../../preload/contract/errors.ts';
import type { FileRef } from '../../preload/contract/files.ts';
import { changeBetween, sourceState } from './transfers/source-state.ts';
import type { TargetFiles } from './target-files.ts';

/** Over an open stream a look costs a few milliseconds, over the shell a command of its own. */
const INTERVAL_MS = { program: 500, shell: 2_000 } as const;
/** A flood is followed in steps, so that it can be left. */
const STEP_BYTES = 1024 * 1024;

/** What is appended to a file after an offset, until the reader leaves. */
export async function* followFile(
  files: TargetFiles,
  file: FileRef & { readonly offset: number },
  options: {
    readonly signal: AbortSignal;
    readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  },
): AsyncGenerator<Uint8Array, void, undefined> {
  const { signal, pause } = options;
  let { offset } = file;
  let before = sourceState(files.way, await files.state(file, signal));
  for (;;) {
    const now = sourceState(files.way, await files.state(file, signal));
    const change = changeBetween(before, now);
    if (change === 'replaced' || now.sizeBytes < offset) {
      const what = change === 'replaced' ? 'replaced by another file' : 'truncated';
      throw new AppError('FILE_CHANGED', `${file.path} was ${what}.`, { path: file.path });
    }
    before = now;
    while (offset < now.sizeBytes) {
      const length = Math.min(STEP_BYTES, now.sizeBytes - offset);
      const { bytes } = await files.read(file, { offset, length }, signal);
      if (bytes.length === 0) break;
      offset += bytes.length;
      yield bytes;
    }
    await pause(INTERVAL_MS[files.way], signal);
    if (signal.aborted) return;
  }
}
