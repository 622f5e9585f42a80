import { useCallback, useEffect, useRef, useState } from 'react';

import { toAppError, type AppError, type DebugPhase, type DebugRequest } from '../../preload/contract/index.ts';
import { useApi } from '../bridge/index.ts';

export interface StartedDebug {
  readonly request: DebugRequest;
  readonly startedAt: number;
  readonly phases: readonly DebugPhase[];
  readonly error?: AppError;
}

export interface StartDebug {
  readonly started: StartedDebug | undefined;
  start(request: DebugRequest): void;
  /** Back to the form; what has been added stays. */
  reset(): void;
}

/** Adds the container and follows it; `onPhase` sees each fact once. */
export function useStartDebug(onPhase: (phase: DebugPhase, request: DebugRequest) => void): StartDebug {
  const api = useApi();
  const [started, setStarted] = useState<StartedDebug>();
  const controller = useRef<AbortController>(undefined);
  const latest = useRef(onPhase);
  useEffect(() => {
    latest.current = onPhase;
  });
  useEffect(() => () => controller.current?.abort(), []);

  const start = useCallback(
    (request: DebugRequest): void => {
      controller.current?.abort();
      const current = new AbortController();
      controller.current = current;
      setStarted({ request, startedAt: Date.now(), phases: [] });
      const follow = async (): Promise<void> => {
        try {
          for await (const phase of api.debug.start(request, { signal: current.signal })) {
            if (current.signal.aborted) return;
            setStarted((old) => old && { ...old, phases: [...old.phases, phase] });
            latest.current(phase, request);
          }
        } catch (error) {
          if (!current.signal.aborted) setStarted((old) => old && { ...old, error: toAppError(error) });
        }
      };
      void follow();
    },
    [api],
  );
  const reset = useCallback(() => {
    controller.current?.abort();
    setStarted(undefined);
  }, []);
  return { started, start, reset };
}
