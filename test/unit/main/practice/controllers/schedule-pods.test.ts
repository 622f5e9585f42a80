import { expect, it } from 'vitest';

import { whyNot } from '../../../../../main/practice/controllers/schedule-pods.ts';

const pod = (spec: object): object => ({ metadata: { name: 'web' }, spec });
const node = (spec: object, labels: Readonly<Record<string, string>> = {}): object => ({
  metadata: { name: 'practice', labels },
  spec,
});

it('says in the scheduler’s words why a pod cannot run on the node', () => {
  expect(whyNot(pod({}), node({}))).toBeUndefined();
  expect(whyNot(pod({ nodeSelector: { disk: 'fast' } }), node({}, { disk: 'fast' }))).toBeUndefined();
  expect(whyNot(pod({ nodeSelector: { disk: 'fast' } }), node({}, { disk: 'slow' }))).toContain('node affinity');
  expect(whyNot(pod({}), node({ unschedulable: true }))).toBe('1 node(s) were unschedulable');
});

it('lets those onto a cordoned node that tolerate it', () => {
  const cordoned = node({ unschedulable: true });
  expect(whyNot(pod({ tolerations: [{ operator: 'Exists' }] }), cordoned)).toBeUndefined();
  const key = 'node.kubernetes.io/unschedulable';
  expect(whyNot(pod({ tolerations: [{ key, operator: 'Exists', effect: 'NoSchedule' }] }), cordoned)).toBeUndefined();
  expect(whyNot(pod({ tolerations: [{ key: 'other', operator: 'Exists' }] }), cordoned)).toBeDefined();
});
