/** The practice cluster: a small cluster inside the app. Once it runs, it is a context like any other. */
import { z } from 'zod';

import type { ErrorForm } from './errors.ts';
import { call, itemStream } from './kinds.ts';

/** Another local cluster, and how one comes by it. */
export interface AlternativeCluster {
  readonly name: string;
  /** Not given where none makes it. */
  readonly command?: string;
  readonly how: string;
}

export type PracticeStatus =
  | { readonly state: 'off' }
  | { readonly state: 'starting' }
  /** `context` is in the contexts now. */
  | { readonly state: 'running'; readonly context: string; readonly kubeNamespace: string }
  /** Containers cannot run on this machine: what it is, what can be done about it, and what to use instead. */
  | {
      readonly state: 'unavailable';
      readonly message: string;
      /** Empty where nothing can be done. */
      readonly advice: string;
      readonly alternatives: readonly AlternativeCluster[];
    }
  | { readonly state: 'failed'; readonly problem: ErrorForm };

/** What may be made to go wrong, by the name that the developer page shows. */
export const PRACTICE_FAULTS = {
  refuse: 'Refuse connections for five seconds',
  drop: 'Drop the connection in the middle',
  stall: 'Take the request and never answer',
  silent: 'Open the stream and then say nothing',
  slow: 'Answer three seconds late',
  unauthorized: '401 Unauthorized',
  forbidden: '403 Forbidden',
  conflict: '409 Conflict',
  expired: '410 Expired',
  throttled: '429 with Retry-After',
  failed: '500 Internal error',
  malformed: 'An answer or a frame that makes no sense',
  closed: 'Close the stream with code 1011',
  noStatus: 'End the stream without saying how',
  earlySuccess: 'Say that it went well after half of the data',
  expiredToken: 'Let the token expire',
  changedCertificate: 'Change the certificate',
  clockSkew: 'Set the server’s clock an hour ahead',
  stale: 'Answer lists as a server that is behind',
  manyPods: 'Add 10,000 pods that do not run',
} as const;
export type PracticeFault = keyof typeof PRACTICE_FAULTS;

/** Which requests a fault strikes. */
export const PRACTICE_REQUESTS = {
  everything: 'every request',
  lists: 'lists',
  watches: 'watches',
  changes: 'changes',
  exec: 'exec',
  attach: 'attach',
  logs: 'logs',
} as const;
export type PracticeRequests = keyof typeof PRACTICE_REQUESTS;

export const FaultRequest = z.object({
  fault: z.enum(Object.keys(PRACTICE_FAULTS) as [PracticeFault, ...PracticeFault[]]),
  on: z.enum(Object.keys(PRACTICE_REQUESTS) as [PracticeRequests, ...PracticeRequests[]]).default('everything'),
  /** Of so many requests; until it is cleared if not given. */
  count: z.number().int().min(1).max(1000).optional(),
});
export type FaultRequest = z.output<typeof FaultRequest>;

export const practice = {
  watch: itemStream(z.object({})).of<PracticeStatus>(),
  /** Returns when the context is there. Started already, it says which it is. */
  start: call(z.object({})).returns<{ readonly context: string; readonly kubeNamespace: string }>(),
  /** Ends its containers; nothing of it is kept. */
  stop: call(z.object({})).returns<Record<never, never>>(),
  /** Makes something go wrong on purpose; needs a running cluster. */
  addFault: call(FaultRequest).returns<Record<never, never>>(),
  clearFaults: call(z.object({})).returns<Record<never, never>>(),
};
