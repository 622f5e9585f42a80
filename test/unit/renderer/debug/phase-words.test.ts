import { describe, expect, it } from 'vitest';

import type { DebugPhase } from '../../../../preload/contract/index.ts';
import { isSettled, phaseWords, secondsInto } from '../../../../renderer/debug/phase-words.ts';

const patched: DebugPhase = { phase: 'patched', at: '2026-01-01T00:00:00.000Z', container: 'debugger' };
const running: DebugPhase = { phase: 'running', at: '2026-01-01T00:00:01.450Z' };

describe('phases', () => {
  it('count from the first fact', () => {
    expect(secondsInto([patched, running], patched)).toBe('0.0 s');
    expect(secondsInto([patched, running], running)).toBe('1.4 s');
  });

  it('are settled only when nothing more is to come', () => {
    expect(isSettled([])).toBe(false);
    expect(isSettled([patched])).toBe(false);
    expect(isSettled([patched, running])).toBe(true);
  });

  it('give the end of a container with its code and last words', () => {
    const end: DebugPhase = {
      phase: 'terminated',
      at: running.at,
      state: { state: 'terminated', exitCode: 1, reason: 'Error' },
      logTail: 'no such user',
    };
    expect(phaseWords(end)).toEqual({ state: 'bad', title: 'Ended at once: exit code 1, Error', fact: 'no such user' });
  });
});
