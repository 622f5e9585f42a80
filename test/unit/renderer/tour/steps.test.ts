import { describe, expect, it } from 'vitest';

import { PRACTICE_IMAGES } from '../../../../renderer/tour/manifests.ts';
import { STEPS } from '../../../../renderer/tour/steps.ts';
import type { Scene } from '../../../../renderer/tour/tour-step.ts';

const NOTHING: Scene = {
  scope: { context: 'practice', kubeNamespace: 'default' },
  pods: [],
  workloads: [],
  pod: undefined,
  detail: undefined,
  terminals: [],
  transfers: [],
  place: {},
  images: PRACTICE_IMAGES,
};

describe('the steps', () => {
  it('are the rows of the walk, each with why, what to do, and a line for a shell', () => {
    expect(STEPS.map(({ row }) => row)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    for (const step of STEPS) {
      expect(step.why).not.toBe('');
      expect(step.instructions(NOTHING).length).toBeGreaterThan(0);
      expect(step.kubectl(NOTHING)).toMatch(/^(kubectl --context practice -n default|jfr) /);
    }
  });

  it('are not done where nothing has happened, except the one that puts everything back', () => {
    const memory = { firstPod: undefined, terminals: new Set<string>(), followed: 0 };
    expect(STEPS.filter(({ isDone }) => isDone?.(NOTHING, memory) === true).map(({ row }) => row)).toEqual([20]);
  });
});
