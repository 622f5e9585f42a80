import { expect, it } from 'vitest';

import { rolloutState } from '../../../../../main/debug/sharing/rollout-state.ts';

const deployment = (status: object): Parameters<typeof rolloutState>[1] => ({
  metadata: { generation: 2 },
  spec: { replicas: 2 },
  status: { observedGeneration: 2, replicas: 2, updatedReplicas: 2, availableReplicas: 2, ...status },
});

it('is complete when all pods are new, ready, and no old one is left', () => {
  expect(rolloutState('Deployment', deployment({})).complete).toBe(true);
  expect(rolloutState('Deployment', deployment({ observedGeneration: 1 })).complete).toBe(false);
  expect(rolloutState('Deployment', deployment({ replicas: 3 })).complete).toBe(false);
  expect(rolloutState('Deployment', deployment({ availableReplicas: 1 })).complete).toBe(false);
});

it('hands on why it does not go on', () => {
  const stuck = { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', message: 'timed out' };
  expect(rolloutState('Deployment', deployment({ availableReplicas: 1, conditions: [stuck] })).problem).toEqual({
    reason: 'ProgressDeadlineExceeded',
    message: 'timed out',
  });
});

it('judges the other kinds by their own counts', () => {
  const daemon = { desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 1, observedGeneration: 1 };
  expect(rolloutState('DaemonSet', { metadata: { generation: 1 }, status: daemon }).complete).toBe(false);
  expect(
    rolloutState('DaemonSet', { metadata: { generation: 1 }, status: { ...daemon, numberAvailable: 2 } }).complete,
  ).toBe(true);
  const stateful = {
    observedGeneration: 1,
    readyReplicas: 1,
    updatedReplicas: 0,
    currentRevision: 'a',
    updateRevision: 'b',
  };
  expect(rolloutState('StatefulSet', { metadata: { generation: 1 }, status: stateful }).complete).toBe(false);
  const renewed = { ...stateful, currentRevision: 'b', updatedReplicas: 1 };
  expect(rolloutState('StatefulSet', { metadata: { generation: 1 }, status: renewed }).complete).toBe(true);
});
