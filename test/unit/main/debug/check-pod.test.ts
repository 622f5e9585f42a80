import { describe, expect, it } from 'vitest';

import { checkPod } from '../../../../main/debug/check-pod.ts';
import type { Pod } from '../../../../main/kube/index.ts';
import { DebugRequest, type DebugCheck } from '../../../../preload/contract/debug.ts';

const wish = { context: 'c', kubeNamespace: 'n', pod: 'p', image: 'busybox', profile: 'general' };
const healthy: Pod = {
  spec: { nodeName: 'one', containers: [{ name: 'web' }] },
  status: {
    phase: 'Running',
    containerStatuses: [
      {
        name: 'web',
        image: '',
        imageID: '',
        ready: true,
        restartCount: 0,
        state: { running: { startedAt: '2026-01-01T00:00:00Z' } },
      },
    ],
  },
};

function check(name: DebugCheck['name'], pod: Pod, more: object = {}): DebugCheck | undefined {
  return checkPod(pod, DebugRequest.parse({ ...wish, ...more })).find((candidate) => candidate.name === name);
}

describe('checkPod', () => {
  it('passes a healthy pod', () => {
    expect(checkPod(healthy, DebugRequest.parse({ ...wish, target: 'web' })).map(({ outcome }) => outcome)).toEqual([
      'passed',
      'passed',
    ]);
  });

  it.each<[string, Pod]>([
    ['static pod', { ...healthy, metadata: { annotations: { 'kubernetes.io/config.mirror': 'x' } } }],
    ['being deleted', { ...healthy, metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' } }],
    ['Succeeded', { ...healthy, status: { phase: 'Succeeded' } }],
    ['Failed, Evicted', { ...healthy, status: { phase: 'Failed', reason: 'Evicted' } }],
    ['Windows', { ...healthy, spec: { containers: [], os: { name: 'windows' } } }],
  ])('fails: %s', (words, pod) => {
    expect(check('pod', pod)).toMatchObject({ outcome: 'failed', sentence: expect.stringContaining(words) });
  });

  it('lets Windows pods have the profiles without Linux settings', () => {
    const pod: Pod = { ...healthy, spec: { containers: [], os: { name: 'windows' } } };
    expect(check('pod', pod, { profile: 'baseline' })?.outcome).toBe('passed');
  });

  it('warns of the fifth debug container and after', () => {
    const withDebuggers = (count: number): Pod => {
      const ephemeralContainers = Array.from({ length: count }, (_, index) => ({ name: `d${index}` }));
      return { ...healthy, spec: { containers: [], ephemeralContainers } };
    };
    expect(check('pod', withDebuggers(4))?.outcome).toBe('passed');
    expect(check('pod', withDebuggers(5))?.outcome).toBe('limited');
  });

  it('looks at the target', () => {
    const crashing: Pod = { ...healthy, status: { phase: 'Running' } };
    const shared: Pod = { spec: { containers: [], shareProcessNamespace: true } };
    const nested: Pod = { spec: { containers: [], ephemeralContainers: [{ name: 'web' }] } };
    expect(check('target', healthy)?.outcome).toBe('limited');
    expect(check('target', shared)?.outcome).toBe('passed');
    expect(check('target', crashing, { target: 'web' })?.outcome).toBe('limited');
    expect(check('target', healthy, { target: 'other' })?.outcome).toBe('failed');
    expect(check('target', nested, { target: 'web' })?.outcome).toBe('failed');
  });
});
