import { expect, it } from 'vitest';

import { checkNode } from '../../../../../main/debug/verdict/check-node.ts';

const pod = { spec: { nodeName: 'one', containers: [] } };
const node = { name: 'one', kubeletVersion: 'v1.36.1', operatingSystem: 'linux', architecture: 'arm64' };

it.each([
  ['v1.36.1', 'passed'],
  ['v1.25.3-gke.800', 'passed'],
  ['v1.23.0', 'passed'],
  ['v1.22.17-eks-0a21954', 'limited'],
  ['1.16.0', 'limited'],
  ['v1.15.12', 'failed'],
  ['v2.1.0', 'passed'],
  ['', 'passed'],
  ['unknown', 'passed'],
])('a kubelet %s: %s', (kubeletVersion, outcome) => {
  const check = checkNode(pod, { ...node, kubeletVersion });
  expect(check.outcome).toBe(outcome);
  if (outcome !== 'passed') expect(check.sentence).toContain(kubeletVersion);
});

it('tells what the node tells', () => {
  expect(checkNode(pod, node).fact).toBe('one, linux/arm64, kubelet v1.36.1');
  expect(checkNode(pod, { name: 'one' }).fact).toBe('one, unknown processor, kubelet of an unknown version');
});

it('says what is not known where nodes may not be read', () => {
  expect(checkNode(pod, undefined)).toMatchObject({
    outcome: 'passed',
    sentence: expect.stringContaining('may not be read'),
  });
});

it('says that a node is not ready, and why', () => {
  expect(checkNode(pod, { ...node, notReady: 'PLEG is not healthy' })).toMatchObject({
    outcome: 'limited',
    sentence: expect.stringContaining('PLEG is not healthy'),
  });
});

it('waits for a node where there is none', () => {
  expect(checkNode({ spec: { containers: [] } }, undefined)).toMatchObject({
    outcome: 'limited',
    sentence: expect.stringMatching(/no node yet/),
  });
});
