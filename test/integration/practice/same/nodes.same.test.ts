/** Who one is, which node a pod gets, and how it is asked to leave that. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { field, itemWith, list } from '../../../support/practice/fields.ts';
import { openTarget, type Answer, type TargetCluster } from '../../../support/practice/target-cluster.ts';
import { busybox, idle } from './pods.ts';

let target: TargetCluster;
beforeAll(async () => {
  target = await openTarget('same-nodes');
});
afterAll(() => target.dispose());

const create = (body: object): Promise<Answer> => target.call('POST', `${target.core}/pods`, { body });

it('a user is told their own name', async () => {
  const path = '/apis/authentication.k8s.io/v1/selfsubjectreviews';
  const review = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' };
  const { code, body } = await target.call('POST', path, { body: review });
  expect(code).toBe(201);
  expect(field(body, 'kind')).toBe('SelfSubjectReview');
  expect(field(body, 'status', 'userInfo', 'username')).toBe('admin');
  expect(field(body, 'status', 'userInfo', 'groups')).toContain('system:authenticated');
});

it('a pod that no node fits waits, and says why', async () => {
  expect((await create(busybox('picky', { nodeSelector: { 'kesako.test/none': 'here' } }))).code).toBe(201);
  const path = `${target.core}/pods/picky`;
  const { body } = await target.until(path, ({ text }) => text.includes('Unschedulable'));
  expect(field(body, 'status', 'phase')).toBe('Pending');
  const condition = itemWith(list(body, 'status', 'conditions'), 'type', 'PodScheduled');
  expect(condition).toMatchObject({ status: 'False', reason: 'Unschedulable' });
  expect(field(condition, 'message')).toBe(
    "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector. no new claims to deallocate, " +
      'preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
  );
  const { body: events } = await target.until(`${target.core}/events`, ({ text }) => text.includes('FailedScheduling'));
  expect(itemWith(list(events, 'items'), 'reason', 'FailedScheduling')).toMatchObject({ type: 'Warning' });
});

describe('an eviction', () => {
  const evict = (pod: string, name: string, query = ''): Promise<Answer> => {
    const body = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name } };
    return target.call('POST', `${target.core}/pods/${pod}/eviction${query}`, { body });
  };

  it('of another name is refused', async () => {
    await create(idle('leaving'));
    const { code, body } = await evict('leaving', 'staying');
    expect(code).toBe(400);
    expect(body.message).toBe('name in URL does not match name in Eviction object');
  });

  it('of a pod that is not there is not found', async () => {
    expect(await evict('nobody', 'nobody')).toMatchObject({ code: 404, body: { message: 'pods "nobody" not found' } });
  });

  it('can be rehearsed', async () => {
    expect((await evict('leaving', 'leaving', '?dryRun=All')).code).toBe(201);
    expect((await target.call('GET', `${target.core}/pods/leaving`)).code).toBe(200);
  });

  it('deletes', async () => {
    const { code, body } = await evict('leaving', 'leaving');
    expect(code).toBe(201);
    expect(body).toMatchObject({ kind: 'Status', status: 'Success' });
    await target.until(`${target.core}/pods/leaving`, (answer) => answer.code === 404);
  });
});
