/**
 * A gigabyte passes through a hundred thousand buffers, each a few words in the engine's heap and its bytes outside of it. The
 * engine looks at its heap: it lets the young ones lie until tens of megabytes are held by nothing, and then collects the whole
 * heap, eighty times for each gigabyte. A collection of the young alone takes less than a millisecond.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const COLLECT_AFTER_BYTES = 4 * 1024 * 1024;

/** Made when it is needed for the first time: a context costs milliseconds, and most starts of the app copy nothing. */
let collect: (() => void) | undefined;
let releasedBytes = 0;

/** To be told of bytes in buffers that nobody needs any more: those that were written to the disk, or copied to a replay. */
export function wereReleased(bytes: number): void {
  releasedBytes += bytes;
  if (releasedBytes < COLLECT_AFTER_BYTES) return;
  releasedBytes = 0;
  collect ??= youngCollection();
  collect();
}

/** The engine gives its function to contexts that are made while the flag is set, and to no other. */
function youngCollection(): () => void {
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  return typeof gc === 'function' ? () => void Reflect.apply(gc, undefined, [{ type: 'minor' }]) : () => undefined;
}
