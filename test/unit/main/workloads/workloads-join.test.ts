import { beforeEach, describe, expect, it } from 'vitest';

import type { KubeObject } from '../../../../main/kube/index.ts';
import { createWorkloadsJoin, type WorkloadsJoin } from '../../../../main/workloads/workloads-join.ts';
import { pod } from './pod-fixture.ts';

function ownedBy(kind: string, uid: string): NonNullable<NonNullable<KubeObject['metadata']>['ownerReferences']> {
  return [{ apiVersion: 'apps/v1', kind, name: kind.toLowerCase(), uid, controller: true }];
}

const deployment: KubeObject = { metadata: { uid: 'deployment', name: 'web' } };
const replicaSet: KubeObject = {
  metadata: { uid: 'replicaset', name: 'web-1', ownerReferences: ownedBy('Deployment', 'deployment') },
};
const webPod = pod({ metadata: { uid: 'pod', ownerReferences: ownedBy('ReplicaSet', 'replicaset') } });

describe('createWorkloadsJoin', () => {
  let join: WorkloadsJoin;

  beforeEach(() => {
    join = createWorkloadsJoin();
  });

  const changes = (): readonly string[] => [...join.takeChanges()].sort();
  const workloadOf = (uid: string): unknown => {
    const row = join.row(uid);
    return row !== undefined && 'pod' in row ? row.pod.workload : undefined;
  };

  it('finds the Deployment of a pod and hides the ReplicaSet between them', () => {
    join.replace('Deployment', [deployment]);
    join.replace('ReplicaSet', [replicaSet]);
    join.replace('Pod', [webPod]);
    expect(changes()).toEqual(['deployment', 'pod']);
    expect(workloadOf('pod')).toBe('deployment');
    expect(join.row('replicaset')).toBeUndefined();
  });

  it('finds it in whichever order they come', () => {
    join.put('Pod', webPod);
    expect(changes()).toEqual(['pod']);
    expect(workloadOf('pod')).toBeUndefined();
    join.put('ReplicaSet', replicaSet);
    expect(changes()).toEqual([]);
    join.put('Deployment', deployment);
    expect(changes()).toEqual(['deployment', 'pod']);
    expect(workloadOf('pod')).toBe('deployment');
  });

  it('shows a ReplicaSet that stands alone', () => {
    join.put('ReplicaSet', { metadata: { uid: 'replicaset', name: 'alone' } });
    join.put('Pod', webPod);
    changes();
    expect(workloadOf('pod')).toBe('replicaset');
  });

  it('tells nothing when a row is the same as before', () => {
    join.put('Pod', webPod);
    changes();
    join.put('Pod', { ...webPod, metadata: { ...webPod.metadata, resourceVersion: '8' } });
    expect(changes()).toEqual([]);
  });

  it('tells what is gone after a relist, and what lost its owner', () => {
    join.replace('Deployment', [deployment]);
    join.replace('ReplicaSet', [replicaSet]);
    join.replace('Pod', [webPod, pod({ metadata: { uid: 'other' } })]);
    changes();
    join.replace('Pod', [webPod]);
    join.remove(deployment);
    expect(changes()).toEqual(['deployment', 'other', 'pod']);
    expect(join.row('other')).toBeUndefined();
    expect(workloadOf('pod')).toBeUndefined();
  });

  it('survives owners that own each other', () => {
    join.put('ReplicaSet', { metadata: { uid: 'a', name: 'a', ownerReferences: ownedBy('Deployment', 'b') } });
    join.put('ReplicaSet', { metadata: { uid: 'b', name: 'b', ownerReferences: ownedBy('Deployment', 'a') } });
    join.put('Pod', pod({ metadata: { uid: 'pod', ownerReferences: ownedBy('ReplicaSet', 'a') } }));
    expect(changes()).toEqual(['pod']);
  });
});
