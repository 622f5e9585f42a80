import { expect, it } from 'vitest';

import { checkUser } from '../../../../../main/debug/verdict/check-user.ts';

const pod = (securityContext: object): Parameters<typeof checkUser>[0] => ({
  spec: { containers: [], securityContext },
});
const container = (image: string, securityContext: object = {}): Parameters<typeof checkUser>[1] => ({
  name: 'debugger',
  image,
  securityContext,
});

it.each([
  [{}, container('busybox'), 'passed'],
  [{ runAsNonRoot: true }, container('busybox:1'), 'failed'],
  [{ runAsNonRoot: true }, container('registry.example/tools/busybox@sha256:0'), 'failed'],
  [{ runAsNonRoot: true }, container('shop/tools'), 'limited'],
  [{ runAsNonRoot: true, runAsUser: 999 }, container('busybox'), 'passed'],
  [{ runAsNonRoot: true }, container('busybox', { runAsUser: 0 }), 'failed'],
  [{ runAsNonRoot: true }, container('busybox', { runAsNonRoot: false }), 'passed'],
  [{}, container('busybox', { runAsNonRoot: true }), 'failed'],
] as const)('%j', (podContext, made, outcome) => {
  expect(checkUser(pod(podContext), made).outcome).toBe(outcome);
});
