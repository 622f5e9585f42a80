import { useCallback, useEffect, useRef, useState } from 'react';

import { toAppError, type AppError, type ItemReader } from '../../preload/contract/index.ts';
import { useApi, type Api } from '../bridge/index.ts';

export interface Followed<Request, Item> {
  readonly request: Request;
  readonly startedAt: number;
  readonly phases: readonly Item[];
  readonly error?: AppError;
  readonly isOver: boolean;
}

export interface Following<Request, Item> {
  readonly started: Followed<Request, Item> | undefined;
  start(request: Request): void;
  /** Back to the form; what has been done stays. */
  reset(): void;
}

/** Does something that tells phases, and follows it; `onPhase` sees each fact once. */
export function useFollowed<Request, Item>(
  open: (api: Api, request: Request, signal: AbortSignal) => ItemReader<Item>,
  onPhase: (phase: Item, request: Request) => void,
): Following<Request, Item> {
  const api = useApi();
  const [started, setStarted] = useState<Followed<Request, Item>>();
  const controller = useRef<AbortController>(undefined);
  const latest = useRef({ open, onPhase });
  useEffect(() => {
    latest.current = { open, onPhase };
  });
  useEffect(() => () => controller.current?.abort(), []);

  const start = useCallback(
    (request: Request): void => {
      controller.current?.abort();
      const current = new AbortController();
      controller.current = current;
      setStarted({ request, startedAt: Date.now(), phases: [], isOver: false });
      const follow = async (): Promise<void> => {
        try {
          for await (const phase of latest.current.open(api, request, current.signal)) {
            if (current.signal.aborted) return;
            setStarted((old) => old && { ...old, phases: [...old.phases, phase] });
            latest.current.onPhase(phase, request);
          }
          setStarted((old) => old && { ...old, isOver: true });
        } catch (error) {
          if (!current.signal.aborted) setStarted((old) => old && { ...old, error: toAppError(error), isOver: true });
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
