import { describe, expect, it } from 'vitest';

import { keepWorkload, type WorkloadKind, type WorkloadObject } from '../../../../main/workloads/workload-row.ts';

const settled: WorkloadObject = {
  metadata: { uid: 'd', name: 'web', namespace: 'default', generation: 2 },
  spec: { replicas: 2 },
  status: {
    observedGeneration: 2,
    replicas: 2,
    readyReplicas: 2,
    updatedReplicas: 2,
    availableReplicas: 2,
    conditions: [{ type: 'Progressing', reason: 'NewReplicaSetAvailable' }],
  },
};

function withStatus(status: WorkloadObject['status']): WorkloadObject {
  return { ...settled, status: { ...settled.status, ...status } };
}

describe('keepWorkload', () => {
  it.each<[string, WorkloadObject, boolean]>([
    ['settled', settled, false],
    ['not yet seen by its controller', withStatus({ observedGeneration: 1 }), true],
    ['replacing pods', withStatus({ updatedReplicas: 1 }), true],
    ['removing old pods', withStatus({ replicas: 3 }), true],
    [
      'waiting for new pods',
      withStatus({ availableReplicas: 1, conditions: [{ type: 'Progressing', reason: 'ReplicaSetUpdated' }] }),
      true,
    ],
    ['ill after its rollout', withStatus({ availableReplicas: 0, readyReplicas: 0 }), false],
    [
      'given up',
      withStatus({ updatedReplicas: 1, conditions: [{ type: 'Progressing', reason: 'ProgressDeadlineExceeded' }] }),
      false,
    ],
  ])('a Deployment %s', (_name, object, rolling) => {
    expect(keepWorkload('Deployment', object).row.rolling).toBe(rolling);
  });

  it.each<[WorkloadKind, WorkloadObject, object]>([
    [
      'StatefulSet',
      { spec: { replicas: 2 }, status: { replicas: 2, readyReplicas: 1 } },
      { desired: 2, ready: 1, rolling: false },
    ],
    [
      'StatefulSet',
      { spec: { replicas: 1 }, status: { replicas: 1, currentRevision: 'a', updateRevision: 'b' } },
      { rolling: true },
    ],
    [
      'DaemonSet',
      { status: { desiredNumberScheduled: 3, numberReady: 2, updatedNumberScheduled: 3 } },
      { desired: 3, ready: 2, rolling: false },
    ],
    ['Job', { spec: { completions: 5 }, status: { succeeded: 2, active: 1 } }, { desired: 5, ready: 2 }],
    ['CronJob', { status: { active: [{}, {}] } }, { desired: 2, ready: 2 }],
  ])('a %s', (kind, object, row) => {
    expect(keepWorkload(kind, object).row).toMatchObject(row);
  });
});
