/**
 * How much a wait says of itself. People notice from 100 ms, lose the thread from 1 s, and want out from 5 s.
 */
export type BusyStage = 'nothing' | 'running' | 'named' | 'cancellable';

const namedAfterMs = 1_000;
const cancellableAfterMs = 5_000;
const runningAfterMs = 100;

export function busyStage(elapsedMs: number): BusyStage {
  if (elapsedMs < runningAfterMs) return 'nothing';
  if (elapsedMs < namedAfterMs) return 'running';
  return elapsedMs < cancellableAfterMs ? 'named' : 'cancellable';
}

/** In how many milliseconds a wait of this age looks different: the next stage, then every full second. */
export function untilBusyChange(elapsedMs: number): number {
  const age = Math.max(0, elapsedMs);
  for (const edge of [runningAfterMs, namedAfterMs, cancellableAfterMs]) if (age < edge) return edge - age;
  return 1_000 - (age % 1_000);
}
