import { describe, expect, it } from 'vitest';

import { type Heartbeat, startHeartbeat } from '../../../../../main/kube/channels/heartbeat.ts';
import { manualTimers, type ManualTimers } from '../manual-timers.ts';

interface Setting {
  readonly heartbeat: Heartbeat;
  readonly timers: ManualTimers;
  readonly pings: string[];
  isDead: boolean;
  isPaused: boolean;
}

function setting(): Setting {
  const timers = manualTimers();
  const pings: string[] = [];
  const state = { timers, pings, isDead: false, isPaused: false };
  const heartbeat = startHeartbeat({
    ping: (payload) => pings.push(payload),
    isPaused: () => state.isPaused,
    onDead: () => (state.isDead = true),
    timers,
  });
  return Object.assign(state, { heartbeat });
}

describe('heartbeat', () => {
  it('pings every 5 s and gives up after 15 s of silence', () => {
    const setup = setting();
    setup.timers.advance(14_999);
    expect([setup.pings.length, setup.isDead]).toEqual([2, false]);
    setup.timers.advance(1);
    expect([setup.isDead, setup.timers.pending]).toEqual([true, 0]);
  });

  it('is not late because the last word came between two pings', () => {
    const setup = setting();
    setup.timers.advance(1_000);
    setup.heartbeat.heard();
    setup.timers.advance(14_999);
    expect(setup.isDead).toBe(false);
    setup.timers.advance(1);
    expect(setup.isDead).toBe(true);
  });

  it('lives on while anything comes in', () => {
    const setup = setting();
    for (let second = 0; second < 120; second += 10) {
      setup.timers.advance(10_000);
      setup.heartbeat.heard();
    }
    expect(setup.isDead).toBe(false);
  });

  it('asks nothing of a server that speaks', () => {
    const setup = setting();
    for (let second = 0; second < 60; second += 1) {
      setup.timers.advance(1_000);
      setup.heartbeat.heard();
    }
    expect(setup.pings).toEqual([]);
    setup.timers.advance(5_000);
    expect(setup.pings).toHaveLength(1);
  });

  it('proves nothing while reading is paused', () => {
    const setup = setting();
    setup.isPaused = true;
    setup.timers.advance(60_000);
    expect(setup.isDead).toBe(false);
    setup.isPaused = false;
    setup.timers.advance(20_000);
    expect(setup.isDead).toBe(true);
  });

  it('proves nothing while the command leaves much stdin unread', () => {
    const setup = setting();
    setup.heartbeat.wrote(100_000);
    setup.timers.advance(600_000);
    expect(setup.isDead).toBe(false);
    setup.heartbeat.answered(setup.pings.at(-1) ?? '');
    setup.timers.advance(20_000);
    expect(setup.isDead).toBe(true);
  });

  it('still notices death while somebody types into it', () => {
    const setup = setting();
    for (let second = 0; second < 20; second += 1) {
      setup.heartbeat.wrote(2);
      setup.timers.advance(1_000);
    }
    expect(setup.isDead).toBe(true);
  });

  it('believes no pong that claims more than was written', () => {
    const setup = setting();
    setup.heartbeat.answered('9999999');
    setup.heartbeat.wrote(100_000);
    setup.timers.advance(60_000);
    expect(setup.isDead).toBe(false);
  });
});
