/** The practice cluster's status, followed once for the whole window, and what can be asked of it. */
import { createContext, useCallback, useContext, useMemo, useState, type ReactElement, type ReactNode } from 'react';

import { toAppError, type AppError, type PracticeStatus } from '../../preload/contract/index.ts';
import { useApi, useLatest } from '../bridge/index.ts';
import { go } from '../place/index.ts';

export interface Practice {
  /** `undefined` until the core has said it. */
  readonly status: PracticeStatus | undefined;
  /** Why the last start or stop that was asked for here did not work. */
  readonly problem: AppError | undefined;
  /** Starts it if it does not run, and goes to it. */
  open(): void;
  stop(): void;
}

const PracticeContext = createContext<Practice | undefined>(undefined);

export function PracticeProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const api = useApi();
  const { value: status } = useLatest('practice', (current, signal) => current.practice.watch({}, { signal }));
  const [problem, setProblem] = useState<AppError>();

  const open = useCallback(() => {
    setProblem(undefined);
    api.practice.start({}).then(
      ({ context, kubeNamespace }) => go({ context, kubeNamespace }),
      (error: unknown) => setProblem(toAppError(error)),
    );
  }, [api]);
  const stop = useCallback(() => {
    setProblem(undefined);
    api.practice.stop({}).catch((error: unknown) => setProblem(toAppError(error)));
  }, [api]);
  const practice = useMemo(() => ({ status, problem, open, stop }), [status, problem, open, stop]);
  return <PracticeContext value={practice}>{children}</PracticeContext>;
}

export function usePractice(): Practice {
  const practice = useContext(PracticeContext);
  if (practice === undefined) throw new Error('There is no PracticeProvider above this component.');
  return practice;
}
