import { expect, it } from 'vitest';

import { checkImage } from '../../../../../main/debug/verdict/check-image.ts';

const node = [['docker.io/library/busybox:latest', 'docker.io/library/busybox@sha256:1'], ['quay.io/team/tools:1']];

it.each([
  ['busybox', undefined, node, 'passed'],
  ['busybox:latest', undefined, node, 'passed'],
  ['docker.io/library/busybox', undefined, node, 'passed'],
  ['quay.io/team/tools:1', 'Never', node, 'passed'],
  ['quay.io/team/tools:2', 'Never', node, 'failed'],
  ['quay.io/team/tools:2', undefined, node, 'limited'],
  ['localhost:1/none:1', undefined, node, 'limited'],
  ['busybox', undefined, undefined, 'unknown'],
  ['none', 'Never', undefined, 'unknown'],
] as const)('%s, policy %s', (image, imagePullPolicy, images, outcome) => {
  expect(checkImage({}, { image, imagePullPolicy }, images && { images }).outcome).toBe(outcome);
});

it('takes a container that has run from it for proof', () => {
  const status = { name: 'app', image: '', imageID: 'sha256:1', ready: true, restartCount: 0 };
  const pod = { spec: { containers: [{ name: 'app', image: 'none:1' }] }, status: { containerStatuses: [status] } };
  expect(checkImage(pod, { image: 'docker.io/library/none:1', imagePullPolicy: undefined }, undefined).outcome).toBe(
    'passed',
  );
});

it('does not trust a node that tells of only some of its images', () => {
  const many = Array.from({ length: 50 }, (_, index) => [`docker.io/library/image:${index}`]);
  expect(checkImage({}, { image: 'none:1', imagePullPolicy: 'Never' }, { images: many }).outcome).toBe('limited');
});

it('says what is known of the processor, and what is not', () => {
  const arm = { images: [], architecture: 'arm64', operatingSystem: 'linux' };
  const check = (image: string) => checkImage({}, { image, imagePullPolicy: undefined }, arm);
  expect(check('none:1').sentence).toContain('Whether there is one for linux/arm64, only its registry knows.');
  expect(check('arm64v8/none:1').sentence).not.toContain('only its registry knows');
  expect(check('amd64/none:1')).toMatchObject({
    outcome: 'limited',
    sentence: expect.stringContaining('exec format error'),
  });
});
