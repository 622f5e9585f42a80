/** Asks a context's API server for its version, again and again, and says how it goes. */
import { performance } from 'node:perf_hooks';

import type { ContextStatus } from '../../preload/contract/contexts.ts';
import { isAppError, toAppError, type AppError, type ErrorCode } from '../../preload/contract/errors.ts';
import type { Cluster } from '../kube/index.ts';
import type { Bell } from '../streams/index.ts';

/** Together with the time limit a lost connection is told within 15 s. */
const PROBE_EVERY_MS = 10_000;
const PROBE_LIMIT_MS = 5_000;
/**
 * A credential plug-in may be waiting for a person in a browser. To give up earlier would end it, and the next try would
 * open the next browser tab; it has its own limit of 60 s.
 */
const PLUGIN_LIMIT_MS = 75_000;
/** As client-go's reflector. */
const FIRST_RETRY_MS = 800;
const LONGEST_RETRY_MS = 30_000;

/** Trying again by itself would only repeat them: each needs a person, a changed file or a new sign-in. */
const NEEDS_PERSON: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'KUBECONFIG_INVALID',
  'CONTEXT_NOT_FOUND',
  'TLS',
  'UNAUTHENTICATED',
  'CREDENTIAL_PLUGIN_FAILED',
]);

export interface ProbeOptions {
  /** Looked up for each probe: the kubeconfig may have changed. Throws what is wrong with the context. */
  readonly cluster: () => { readonly cluster: Cluster; readonly usesPlugin: boolean };
  readonly tell: (status: ContextStatus) => void;
  /** Rung by `reconnect` and by a changed kubeconfig. */
  readonly bell: Bell;
  readonly signal: AbortSignal;
  readonly random?: () => number;
}

export async function probeStatus({ cluster, tell, bell, signal, random = Math.random }: ProbeOptions): Promise<void> {
  let failures = 0;
  let wasLive = false;
  const isOver = (): boolean => signal.aborted;
  while (!isOver()) {
    try {
      const target = cluster();
      const limitMs = target.usesPlugin ? PLUGIN_LIMIT_MS : PROBE_LIMIT_MS;
      const isSlow = setTimeout(() => wasLive && tell(slowAnswer(target.cluster)), PROBE_LIMIT_MS);
      try {
        tell(await probe(target.cluster, limitMs, signal));
      } finally {
        clearTimeout(isSlow);
      }
      if (failures > 0) target.cluster.revive();
      wasLive = true;
      failures = 0;
      await bell.pause(signal, PROBE_EVERY_MS);
    } catch (error) {
      const problem = toAppError(error);
      if (isOver()) return;
      if (NEEDS_PERSON.has(problem.code)) {
        failures = 0;
        wasLive = false;
        tell({ state: 'needsYou', problem: problem.toForm() });
        await bell.pause(signal);
        tell({ state: 'connecting' });
      } else {
        const retryInMs = retryDelay(failures, problem, random);
        failures += 1;
        tell({
          state: 'stale',
          problem: problem.toForm(),
          retryAt: new Date(Date.now() + retryInMs).toISOString(),
        });
        await bell.pause(signal, retryInMs);
      }
    }
  }
}

function slowAnswer({ server }: Cluster): ContextStatus {
  const message = `${server} has not answered for ${String(PROBE_LIMIT_MS / 1000)} s.`;
  return { state: 'stale', problem: { code: 'TIMEOUT', message, data: { afterMs: PROBE_LIMIT_MS } } };
}

/** A refusal is an answer, too: some servers give their version to nobody. */
async function probe(cluster: Cluster, timeoutMs: number, signal: AbortSignal): Promise<ContextStatus> {
  const started = performance.now();
  try {
    const { body } = await cluster.request<{ readonly gitVersion?: unknown } | undefined>({
      method: 'GET',
      path: '/version',
      signal,
      timeoutMs,
    });
    const version = body?.gitVersion;
    return { state: 'live', latencyMs: since(started), ...(typeof version === 'string' ? { version } : {}) };
  } catch (error) {
    if (isAppError(error, 'FORBIDDEN')) return { state: 'live', latencyMs: since(started) };
    throw error;
  }
}

function retryDelay(failures: number, problem: AppError, random: () => number): number {
  if (isAppError(problem, 'THROTTLED') && problem.data.retryAfterSeconds !== undefined) {
    return Math.min(problem.data.retryAfterSeconds * 1000, LONGEST_RETRY_MS * 4);
  }
  const delay = Math.min(FIRST_RETRY_MS * 2 ** Math.min(failures, 16), LONGEST_RETRY_MS);
  return Math.round(delay * (1 + random() * 0.5));
}

function since(started: number): number {
  return Math.round((performance.now() - started) * 10) / 10;
}
