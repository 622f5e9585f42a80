/** A container's probes while it runs: the startup probe first, then whether it is ready and whether it is alive. */
import type { Container } from '../../kube/index.ts';
import { checkProbe, type Probe, type ProbedContainer } from './check-probe.ts';

export interface ProbesOptions {
  readonly spec: Pick<Container, 'livenessProbe' | 'readinessProbe' | 'startupProbe'>;
  readonly container: ProbedContainer;
  /** Aborted when the container has ended. */
  readonly signal: AbortSignal;
  readonly tellReady: (ready: boolean) => void;
  /** `Liveness probe failed: …`, each time. */
  readonly tellFailure: (message: string) => void;
  /** It has failed so often that the container must start anew. */
  readonly restart: (probe: 'liveness' | 'startup') => void;
}

/** Runs until the signal aborts. */
export function startProbes({ spec, container, signal, tellReady, tellFailure, restart }: ProbesOptions): void {
  const { startupProbe, readinessProbe, livenessProbe } = spec;
  const fail = (kind: string) => (problem: string) => {
    tellFailure(`${kind} probe failed: ${problem}`);
  };

  function begin(): void {
    if (readinessProbe === undefined) tellReady(true);
    else
      repeat(readinessProbe, {
        container,
        signal,
        fail: fail('Readiness'),
        settle: (good) => (tellReady(good), false),
      });
    if (livenessProbe === undefined) return;
    const settle = (good: boolean): boolean => {
      if (!good) restart('liveness');
      return !good;
    };
    repeat(livenessProbe, { container, signal, fail: fail('Liveness'), settle });
  }

  if (startupProbe === undefined) begin();
  else {
    const settle = (good: boolean): boolean => {
      if (good) begin();
      else restart('startup');
      return true;
    };
    repeat(startupProbe, { container, signal, fail: fail('Startup'), settle });
  }
}

interface Repetition {
  readonly container: ProbedContainer;
  readonly signal: AbortSignal;
  readonly fail: (problem: string) => void;
  /** Called when it has passed or failed as often in a row as it must; `true` ends it. */
  readonly settle: (good: boolean) => boolean;
}

function repeat(probe: Probe, { container, signal, fail, settle }: Repetition): void {
  const { periodSeconds = 10, initialDelaySeconds = 0, successThreshold = 1, failureThreshold = 3 } = probe;
  let passed = 0;
  let failed = 0;

  async function once(): Promise<void> {
    const problem = await checkProbe(probe, container);
    if (signal.aborted) return;
    passed = problem === undefined ? passed + 1 : 0;
    failed = problem === undefined ? 0 : failed + 1;
    if (problem !== undefined) fail(problem);
    const isOver = (passed >= successThreshold && settle(true)) || (failed >= failureThreshold && settle(false));
    if (!isOver) later(periodSeconds);
  }
  function later(seconds: number): void {
    if (signal.aborted) return;
    const stop = (): void => {
      clearTimeout(timer);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      void once();
    }, seconds * 1000);
    signal.addEventListener('abort', stop, { once: true });
  }
  if (initialDelaySeconds > 0) later(initialDelaySeconds);
  else void once();
}
