/** How a context's connection stands, in words. */
import type { ContextStatus } from '../../preload/contract/index.ts';
import type { State } from '../ui/index.ts';

export interface StatusWords {
  readonly state: State;
  /** One or two words, for the title bar. */
  readonly short: string;
  /** What the cluster said of itself: version and the time an answer takes. */
  readonly facts: string;
}

export function statusWords(status: ContextStatus | undefined, now: number): StatusWords {
  if (status === undefined) return { state: 'unknown', short: 'not connected', facts: '' };
  const facts = [versionWords(status.version), latencyWords(status.latencyMs)].filter(Boolean).join(' · ');
  switch (status.state) {
    case 'connecting':
      return { state: 'waiting', short: 'connecting', facts };
    case 'live':
      return { state: 'good', short: 'live', facts };
    case 'stale':
      return { state: 'waiting', short: retryWords(status.retryAt, now), facts: '' };
    case 'needsYou':
      return { state: 'bad', short: 'needs you', facts: '' };
  }
}

export function retryWords(retryAt: string | undefined, now: number): string {
  const seconds = retryAt === undefined ? 0 : Math.ceil((Date.parse(retryAt) - now) / 1000);
  return seconds > 0 ? `trying again in ${seconds} s` : 'trying again';
}

/** `v1.34.4` as people say it: Kubernetes 1.34. */
function versionWords(version: string | undefined): string {
  const short = version === undefined ? undefined : /^v?(\d+\.\d+)/.exec(version)?.[1];
  return short === undefined ? '' : `Kubernetes ${short}`;
}

function latencyWords(latencyMs: number | undefined): string {
  return latencyMs === undefined ? '' : `${Math.max(1, Math.round(latencyMs))} ms`;
}
