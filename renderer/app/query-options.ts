import type { QueryClientConfig } from '@tanstack/react-query';

import { AppError } from '../../preload/contract/index.ts';

const TRIES = 3;

/** Only what may succeed unchanged is asked again: never a refusal, and never because the window got the focus. */
export const queryOptions: QueryClientConfig = {
  defaultOptions: {
    queries: {
      retry: (failures, error) => failures < TRIES && error instanceof AppError && error.retryable,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      // A loopback core is reached without the network.
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
};
