/** Deployments whose pods run: roll-outs, scaling, services, deletion. */
import { afterAll, describe, expect, it } from 'vitest';

import { field, fieldIfAny, itemWith, list, text, texts } from '../../../support/practice/fields.ts';
import { openTarget, type Answer, type TargetCluster } from '../../../support/practice/target-cluster.ts';
import { deployment, MERGE, STRATEGIC } from './pods.ts';

/** Asked for here rather than in a hook, so that cases that cannot run are seen to be left out, and why. */
const target: TargetCluster = await openTarget('same-deployments');
const cases = describe.runIf(target.missing === undefined);

afterAll(() => target.dispose());

cases('deployments', () => {
  const front = (): string => `${target.apps}/deployments/front`;
  const pods = async (): Promise<readonly unknown[]> =>
    list((await target.call('GET', `${target.core}/pods?labelSelector=app%3Dfront`)).body, 'items');
  const isRolledOut =
    (replicas: number) =>
    ({ body }: Answer): boolean =>
      fieldIfAny(body, 'status', 'observedGeneration') === fieldIfAny(body, 'metadata', 'generation') &&
      fieldIfAny(body, 'status', 'availableReplicas') === replicas &&
      fieldIfAny(body, 'status', 'updatedReplicas') === replicas &&
      fieldIfAny(body, 'status', 'replicas') === replicas;

  const anyReady = (slice: unknown): boolean =>
    list(fieldIfAny(slice, 'endpoints') ?? []).some((endpoint) => Boolean(field(endpoint, 'conditions', 'ready')));

  it('roll out by a replica set with a revision', async () => {
    await target.call('POST', `${target.apps}/deployments`, { body: deployment('front') });
    const { body } = await target.until(front(), isRolledOut(1));
    expect(field(body, 'metadata', 'annotations', 'deployment.kubernetes.io/revision')).toBe('1');
    expect(itemWith(list(body, 'status', 'conditions'), 'type', 'Available')).toMatchObject({
      status: 'True',
      reason: 'MinimumReplicasAvailable',
      message: 'Deployment has minimum availability.',
    });
    const [pod] = await pods();
    expect(field(pod, 'metadata', 'name')).toMatch(/^front-[a-z0-9]+-[b-z2-9]{5}$/);
    expect(field(pod, 'metadata', 'ownerReferences')).toEqual([
      expect.objectContaining({ kind: 'ReplicaSet', controller: true, blockOwnerDeletion: true }),
    ]);
    expect(field(pod, 'metadata', 'labels', 'pod-template-hash')).toEqual(expect.any(String));
  });

  it('scale', async () => {
    const { body } = await target.call('PATCH', `${front()}/scale`, { type: MERGE, body: { spec: { replicas: 2 } } });
    expect(body).toMatchObject({ kind: 'Scale', apiVersion: 'autoscaling/v1', spec: { replicas: 2 } });
    await target.until(front(), isRolledOut(2));
    expect(await pods()).toHaveLength(2);
  });

  it('replace a pod that was deleted', async () => {
    const before = new Set(texts(await pods(), 'metadata', 'uid'));
    const [name] = texts(await pods(), 'metadata', 'name');
    await target.call('DELETE', `${target.core}/pods/${name ?? ''}`);
    await target.until(`${target.core}/pods?labelSelector=app%3Dfront`, ({ body }) =>
      texts(list(body, 'items'), 'metadata', 'uid').some((uid) => !before.has(uid)),
    );
  });

  it('replace their pods when the template changes', async () => {
    const env = [{ name: 'CHANGED', value: '1' }];
    await target.call('PATCH', front(), {
      type: STRATEGIC,
      body: { spec: { replicas: 1, template: { spec: { containers: [{ name: 'app', env }] } } } },
    });
    const { body } = await target.until(front(), isRolledOut(1));
    expect(field(body, 'metadata', 'annotations', 'deployment.kubernetes.io/revision')).toBe('2');
    const sets = list((await target.call('GET', `${target.apps}/replicasets?labelSelector=app%3Dfront`)).body, 'items');
    expect(sets.map((set) => field(set, 'spec', 'replicas')).toSorted()).toEqual([0, 1]);
  });

  it('lose a pod whose labels change, and make another', async () => {
    const { body } = await target.until(
      `${target.core}/pods?labelSelector=app%3Dfront`,
      ({ body: found }) => list(found, 'items').length === 1,
    );
    const name = text(body, 'items', 0, 'metadata', 'name');
    await target.call('PATCH', `${target.core}/pods/${name}`, {
      type: MERGE,
      body: { metadata: { labels: { app: 'lost' } } },
    });
    const lost = await target.until(
      `${target.core}/pods/${name}`,
      ({ body: pod }) => list(field(pod, 'metadata', 'ownerReferences') ?? []).length === 0,
    );
    expect(field(lost.body, 'metadata', 'labels', 'app')).toBe('lost');
    await target.until(
      `${target.core}/pods?labelSelector=app%3Dfront`,
      ({ body: found }) => list(found, 'items').length === 1,
    );
  });

  it('are found by a service, with the addresses of their pods', async () => {
    const service = {
      metadata: { name: 'front' },
      spec: { selector: { app: 'front' }, ports: [{ port: 80, targetPort: 8080 }] },
    };
    const { body } = await target.call('POST', `${target.core}/services`, { body: service });
    expect(body.spec).toMatchObject({
      type: 'ClusterIP',
      sessionAffinity: 'None',
      ports: [{ port: 80, protocol: 'TCP', targetPort: 8080 }],
    });
    const slices = `/apis/discovery.k8s.io/v1/namespaces/${target.kubeNamespace}/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3Dfront`;
    const found = await target.until(slices, ({ body: found }) => anyReady(list(found, 'items')[0]));
    expect(field(found.body, 'items', 0)).toMatchObject({
      addressType: 'IPv4',
      ports: [{ port: 8080, protocol: 'TCP' }],
    });
  });

  it('take what is theirs with them', async () => {
    await target.call('DELETE', front());
    await target.until(
      `${target.apps}/replicasets?labelSelector=app%3Dfront`,
      ({ body }) => list(body, 'items').length === 0,
    );
    await target.until(`${target.core}/pods?labelSelector=app%3Dfront`, ({ body }) => list(body, 'items').length === 0);
  });
});
