import { startModule, type RecordingModule } from './recording-module.ts';

/** A memory that has become larger for one question is not kept for the next. */
const MOST_KEPT_BYTES = 64 * 1024 ** 2;

let kept: RecordingModule | undefined;

/**
 * The module for one question; whoever asks has his answer before anybody else can ask.
 *
 * Loops over columns are short here and many: each of them would run slowly until it is compiled well, and then be over.
 */
export function withModule<Result>(ask: (module: RecordingModule) => Result): Result {
  kept ??= startModule();
  const module = kept;
  try {
    return ask(module);
  } finally {
    if (module.memory.buffer.byteLength > MOST_KEPT_BYTES) kept = undefined;
  }
}
