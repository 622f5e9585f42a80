import type { ContainerRef } from '../../preload/contract/references.ts';
import { podLog, type Cluster } from '../kube/index.ts';
import { createLineEnds } from './line-ends.ts';
import type { Screen } from './terminal-process.ts';
import { withoutQueries } from './terminal-queries.ts';

/** A screenful and some more: an attachment itself shows nothing of what was printed before. */
const LOG_LINES = 200;
const LOG_BYTES = 64 * 1024;
/** The log is a courtesy; the attachment does not wait longer for it. */
const LOG_TIMEOUT_MS = 5_000;

export interface LogPrinting {
  readonly tty: boolean;
  readonly screen: Screen;
  readonly signal: AbortSignal;
  readonly sinceSeconds?: number;
}

/** Shows the end of the container's log; shows nothing if it cannot be read. */
export async function printLog(cluster: Cluster, ref: ContainerRef, printing: LogPrinting): Promise<void> {
  const { tty, screen, sinceSeconds } = printing;
  const signal = AbortSignal.any([printing.signal, AbortSignal.timeout(LOG_TIMEOUT_MS)]);
  const since = sinceSeconds === undefined ? {} : { sinceSeconds };
  let tail: Uint8Array = new Uint8Array();
  try {
    const log = podLog(cluster, ref, { container: ref.container, tailLines: LOG_LINES, ...since, signal });
    for await (const bytes of log) tail = Buffer.concat([tail, bytes]).subarray(-LOG_BYTES);
  } catch {
    // Another right (pods/log), a log that was rotated away: what came is shown.
  }
  const old = withoutQueries(tail);
  screen.show(tty ? old : createLineEnds()(old));
}
