import { describe, expect, it, vi } from 'vitest';

import type { Action } from '../../../../renderer/commands/action.ts';
import { createActionRegistry } from '../../../../renderer/commands/action-registry.ts';

const action = (id: string, title = id): Action => ({ id, title, section: 'Test', perform: () => undefined });

describe('createActionRegistry', () => {
  it('holds actions until they are disposed of, once', () => {
    const registry = createActionRegistry();
    const listener = vi.fn();
    registry.onChange(listener);
    const dispose = registry.register([action('a'), action('b')]);
    expect(registry.actions().map(({ id }) => id)).toEqual(['a', 'b']);
    dispose();
    dispose();
    expect(registry.actions()).toEqual([]);
    expect(listener).toHaveBeenCalledTimes(2);
  });

  it('gives the inner action of two with one id, and the outer one again afterwards', () => {
    const registry = createActionRegistry();
    registry.register([action('close', 'Close window')]);
    const dispose = registry.register([action('close', 'Close tab')]);
    expect(registry.actions().map(({ title }) => title)).toEqual(['Close tab']);
    dispose();
    expect(registry.actions().map(({ title }) => title)).toEqual(['Close window']);
  });

  it('keeps the same array while nothing changes, as useSyncExternalStore needs', () => {
    const registry = createActionRegistry();
    registry.register([action('a')]);
    expect(registry.actions()).toBe(registry.actions());
  });

  it('does not tell who has left', () => {
    const registry = createActionRegistry();
    const listener = vi.fn();
    registry.onChange(listener)();
    registry.register([action('a')]);
    expect(listener).not.toHaveBeenCalled();
  });
});
