import { podLog, visibleText, type Cluster } from '../kube/index.ts';
import type { ObservedPod } from './observe-container.ts';

const TAIL_LINES = 50;
const TAIL_BYTES = 16 * 1024;
const TIMEOUT_MS = 10_000;

/** The last lines of a container that has ended; empty if they cannot be had, because its end is the news. */
export async function readLogTail(
  cluster: Cluster,
  pod: ObservedPod,
  container: string,
  signal: AbortSignal,
): Promise<string> {
  const options = {
    container,
    tailLines: TAIL_LINES,
    limitBytes: TAIL_BYTES,
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
  };
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of podLog(cluster, pod, options)) chunks.push(chunk);
  } catch {
    signal.throwIfAborted();
  }
  return visibleText(Buffer.concat(chunks).toString('utf8'), TAIL_BYTES);
}
