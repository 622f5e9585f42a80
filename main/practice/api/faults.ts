/** What may go wrong on purpose: which request, how often, how. */
import type { Status } from './status.ts';

export type FaultAction =
  /** An answer instead of the real one. */
  | { readonly kind: 'status'; readonly status: Status; readonly retryAfterSeconds?: number }
  /** 403, in the words for whoever asks and what is asked. */
  | { readonly kind: 'forbidden' }
  /** The connection ends without an answer. */
  | { readonly kind: 'reset' }
  /** The request is taken and never answered. */
  | { readonly kind: 'hang' }
  /** The answer comes so much later. */
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** The connection ends after so many bytes of the answer, its head included. */
  | { readonly kind: 'cut'; readonly afterBytes: number }
  /** An answer, a watch's next line, or a channel's next frame, that makes no sense. */
  | { readonly kind: 'malformed' }
  /** 410: as the HTTP status of a list, as an ERROR event of a watch. */
  | { readonly kind: 'expired' }
  /** As an API server that is behind: a list from before so many changes. */
  | { readonly kind: 'stale'; readonly changes: number }
  /** The stream opens, and then nothing comes, not even an answer to a ping. */
  | { readonly kind: 'silent' }
  /** A channel that closes politely without saying how its command ended. */
  | { readonly kind: 'noStatus' }
  /** A channel that says it went well after so many bytes of output, and closes. */
  | { readonly kind: 'earlySuccess'; readonly afterBytes: number }
  /** A channel that the server closes with this code as soon as something was said. */
  | { readonly kind: 'close'; readonly code: number };

export interface FaultRule {
  /** Any if not given. */
  readonly method?: string;
  /** Matched against the path with its query. */
  readonly path: RegExp;
  /** Of so many requests; without end if not given. */
  readonly count?: number;
  readonly action: FaultAction;
}

export interface Fault {
  /** Requests that it struck. */
  readonly hits: number;
  remove(): void;
}

export interface Faults {
  add(rule: FaultRule): Fault;
  clear(): void;
  /** The first rule that is about this request; counts as its hit. */
  strike(method: string, path: string): FaultAction | undefined;
}

export function createFaults(): Faults {
  const active = new Set<{ readonly rule: FaultRule; hits: number }>();
  return {
    add: (rule) => {
      const entry = { rule, hits: 0 };
      active.add(entry);
      return {
        get hits() {
          return entry.hits;
        },
        remove: () => active.delete(entry),
      };
    },
    clear: () => {
      active.clear();
    },
    strike: (method, path) => {
      for (const entry of active) {
        const { rule } = entry;
        if ((rule.method ?? method) !== method || !rule.path.test(path)) continue;
        entry.hits += 1;
        if (entry.hits === rule.count) active.delete(entry);
        return rule.action;
      }
      return undefined;
    },
  };
}
