import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { planDebug } from '../../../../main/debug/plan.ts';
import type { Pod } from '../../../../main/kube/index.ts';
import { DebugRequest, type DebugPlan } from '../../../../preload/contract/debug.ts';
import { AppError } from '../../../../preload/contract/errors.ts';
import { fakeCluster, type FakeCluster } from '../../../support/fake-cluster.ts';

const pod: Pod = {
  metadata: { name: 'web-0' },
  spec: { nodeName: 'one', containers: [{ name: 'web' }], ephemeralContainers: [{ name: 'old', image: 'busybox' }] },
  status: { phase: 'Running' },
};

function cluster(
  more: { readonly allowed?: boolean; readonly patchError?: AppError; readonly getError?: AppError } = {},
): FakeCluster {
  return fakeCluster({
    answer: ({ method }) => {
      if (method === 'GET') {
        if (more.getError !== undefined) throw more.getError;
        return { body: pod };
      }
      if (method === 'POST') return { body: { status: { allowed: more.allowed ?? true } } };
      if (more.patchError !== undefined) throw more.patchError;
      return { body: pod, warnings: ['from the server'] };
    },
  });
}

function plan(fake: FakeCluster, more: object = {}): Promise<DebugPlan> {
  const wish = { context: 'lab', kubeNamespace: 'web', pod: 'web-0', image: 'busybox', profile: 'general' };
  const setting = { cluster: fake, random: () => 0, signal: new AbortController().signal };
  return planDebug(DebugRequest.parse({ ...wish, ...more }), setting);
}

describe('planDebug', () => {
  it('changes nothing: every patch is a dry run', async () => {
    const fake = cluster();
    const result = await plan(fake);
    expect(result).toMatchObject({ name: 'debugger-bbbbb', possible: true, warnings: ['from the server'] });
    const patches = fake.requests.filter(({ method }) => method === 'PATCH');
    expect(patches.every(({ query }) => query?.['dryRun'] === 'All')).toBe(true);
    expect(parse(result.patch)).toEqual(patches[0]?.body);
    expect(parse(result.before)).toEqual([{ name: 'old', image: 'busybox' }]);
    expect(parse(result.after)).toHaveLength(2);
  });

  it('asks for each right', async () => {
    const { access } = await plan(cluster({ allowed: false }));
    expect(access.map(({ verb, subresource }) => `${verb} ${subresource ?? 'pods'}`)).toEqual([
      'patch ephemeralcontainers',
      'get attach',
      'create attach',
      'get exec',
      'create exec',
      'get log',
      'watch pods',
    ]);
  });

  it('is not possible when the server says no, and keeps its words', async () => {
    const patchError = new AppError('ADMISSION_DENIED', 'violates PodSecurity "baseline:latest": caps', {});
    const result = await plan(cluster({ patchError }));
    expect(result).toMatchObject({
      possible: false,
      refusal: { code: 'ADMISSION_DENIED', message: patchError.message },
    });
  });

  it('throws where nothing can be known, or nothing was worth sending', async () => {
    const getError = new AppError('FORBIDDEN', 'may not get pods', {});
    await expect(plan(cluster({ getError }))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const fake = cluster();
    await expect(plan(fake, { image: 'No Image' })).rejects.toMatchObject({ code: 'INVALID' });
    expect(fake.requests).toEqual([]);
  });
});
