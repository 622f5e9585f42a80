import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { createSessions } from '../../../../../main/core/session/sessions.ts';

describe('createSessions', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const open = (): { sessions: ReturnType<typeof createSessions>; errors: unknown[] } => {
    const errors: unknown[] = [];
    return { sessions: createSessions({ graceMs: 1000, onDisposeError: (error) => errors.push(error) }), errors };
  };

  it('gives back a session within its grace, and never one that was guessed', async () => {
    const { sessions } = open();
    const first = sessions.enter(undefined);
    first.leave();
    await vi.advanceTimersByTimeAsync(999);
    expect(sessions.enter(first.session.id)).toMatchObject({ session: first.session, resumed: true });
    const guessed = sessions.enter('guessed');
    expect(guessed.resumed).toBe(false);
    expect(guessed.session.id).not.toBe('guessed');
  });

  it('ends a session that nobody came back to, newest disposer first, and survives one that fails', async () => {
    const { sessions, errors } = open();
    const order: string[] = [];
    const entry = sessions.enter(undefined);
    entry.session.onEnd(() => void order.push('first'));
    entry.session.onEnd(() => {
      throw new Error('stuck');
    });
    const takeBack = entry.session.onEnd(() => void order.push('taken back'));
    entry.session.onEnd(() => void order.push('last'));
    takeBack();
    entry.leave();
    await vi.advanceTimersByTimeAsync(1001);
    expect(order).toEqual(['last', 'first']);
    expect(errors).toHaveLength(1);
    expect(sessions.enter(entry.session.id).resumed).toBe(false);
  });

  it('keeps a session while one of its two windows is there', async () => {
    const { sessions } = open();
    const ended = vi.fn();
    const one = sessions.enter(undefined);
    const two = sessions.enter(one.session.id);
    one.session.onEnd(ended);
    one.leave();
    await vi.advanceTimersByTimeAsync(5000);
    expect(ended).not.toHaveBeenCalled();
    two.leave();
    await vi.advanceTimersByTimeAsync(1001);
    expect(ended).toHaveBeenCalledOnce();
  });

  it('ends everything at once when disposed', async () => {
    const { sessions } = open();
    const ended = vi.fn();
    sessions.enter(undefined).session.onEnd(ended);
    sessions.enter(undefined).session.onEnd(ended);
    await sessions.dispose();
    expect(ended).toHaveBeenCalledTimes(2);
  });
});
