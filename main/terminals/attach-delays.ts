/** A container is up 0.1 to 0.2 s after it was asked for; one that is not after this time is waiting for its image. */
const EAGER_FOR_MS = 2_000;
const EAGER_MS = 10;
const PATIENT_MS = 100;
/** After that nobody looks at a prompt, and each attempt costs the node a request. */
const PATIENT_FOR_MS = 30_000;
const SLOW_MS = 1_000;

export function attachDelay(elapsedMs: number): number {
  if (elapsedMs < EAGER_FOR_MS) return EAGER_MS;
  return elapsedMs < PATIENT_FOR_MS ? PATIENT_MS : SLOW_MS;
}

const RECONNECT_FIRST_MS = 250;
const RECONNECT_LIMIT_MS = 10_000;

/** The first comes at once. */
export function reconnectDelay(attempt: number): number {
  return attempt === 0 ? 0 : Math.min(RECONNECT_LIMIT_MS, RECONNECT_FIRST_MS * 2 ** Math.min(attempt - 1, 10));
}
