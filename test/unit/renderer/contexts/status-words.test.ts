import { describe, expect, it } from 'vitest';

import { retryWords, statusWords } from '../../../../renderer/contexts/status-words.ts';

const now = Date.parse('2026-01-01T00:00:00Z');

describe('statusWords', () => {
  it('gives version and latency while live', () => {
    expect(statusWords({ state: 'live', version: 'v1.34.4+k3s1', latencyMs: 3.6 }, now)).toEqual({
      state: 'good',
      short: 'live',
      facts: 'Kubernetes 1.34 · 4 ms',
    });
  });

  it('counts down to the next try, and shows no old facts meanwhile', () => {
    const status = { state: 'stale', version: 'v1.34.4', latencyMs: 4, retryAt: '2026-01-01T00:00:03.200Z' } as const;
    expect(statusWords(status, now)).toEqual({ state: 'waiting', short: 'trying again in 4 s', facts: '' });
  });

  it('says that nothing has been asked of a context that was not opened', () => {
    expect(statusWords(undefined, now).short).toBe('not connected');
  });
});

describe('retryWords', () => {
  it.each([undefined, '2025-12-31T23:59:59Z'])('does not count below nothing: %o', (retryAt) => {
    expect(retryWords(retryAt, now)).toBe('trying again');
  });
});
