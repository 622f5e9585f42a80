import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createDebug } from '../../../main/debug/index.ts';
import { getPod, type EphemeralContainer } from '../../../main/kube/index.ts';
import { DEBUG_PROFILES } from '../../../preload/contract/debug-wishes.ts';
import { DebugRequest, type DebugPhase } from '../../../preload/contract/debug.ts';
import {
  httpServer,
  openClusterLab,
  springPetclinic,
  uncancelled,
  type ClusterLab,
} from '../../support/cluster-lab.ts';

const APPS = ['http-server', 'spring-petclinic'] as const;

describe('debug containers and kubectl’s', () => {
  let lab: ClusterLab;
  let compared = 0;

  beforeAll(async () => {
    lab = await openClusterLab(`debug-parity-${process.pid}`);
    await lab.apply(httpServer(), springPetclinic());
  });
  afterAll(async () => {
    console.log(`${compared} containers compared with kubectl's, field by field`);
    await lab.dispose();
  });

  const cases = APPS.flatMap((app) =>
    DEBUG_PROFILES.flatMap((profile) => [
      { app, profile, target: undefined },
      { app, profile, target: app },
    ]),
  );

  it.each(cases)('$app, $profile, target $target', async ({ app, profile, target }) => {
    const pod = await lab.podOf(app);
    const suffix = `${profile}-${target === undefined ? 'alone' : 'target'}`;
    const image = 'busybox';
    const command = ['sh', '-c', 'exec sleep 1'];
    const flags = ['-it', '--attach=false', '-n', lab.kubeNamespace, `--image=${image}`, `--profile=${profile}`];
    const targetFlag = target === undefined ? [] : [`--target=${target}`];
    await lab.kubectl('debug', ...flags, '-c', `theirs-${suffix}`, ...targetFlag, '--env=A=1', pod, '--', ...command);

    const debug = createDebug({ clusterOf: lab.clusterOf });
    const request = DebugRequest.parse({
      context: lab.context,
      kubeNamespace: lab.kubeNamespace,
      pod,
      name: `ours-${suffix}`,
      image,
      profile,
      target,
      command,
      environment: [{ name: 'A', value: '1' }],
    });
    const first = await firstOf(debug.start(request, uncancelled()));
    expect(first).toMatchObject({ phase: 'patched', container: `ours-${suffix}` });

    const { spec } = await getPod(lab.cluster, { kubeNamespace: lab.kubeNamespace, pod });
    const containers = spec?.ephemeralContainers ?? [];
    const ours = withoutName(containers.find(({ name }) => name === `ours-${suffix}`));
    expect(ours).toEqual(withoutName(containers.find(({ name }) => name === `theirs-${suffix}`)));
    compared += 1;
  });

  it('follows a container until it runs', async () => {
    const phases = await follow({ image: 'busybox', target: 'http-server' });
    expect(phases.map(({ phase }) => phase).filter((phase) => phase !== 'pulling')).toEqual([
      'patched',
      'pulled',
      'created',
      'running',
    ]);
    expect(phases.map(({ at }) => at)).toEqual(phases.map(({ at }) => at).sort());
  });

  it('tells the end and the last words of one that ends at once', async () => {
    const phases = await follow({ image: 'busybox', command: ['sh', '-c', 'echo last words; exit 3'] });
    expect(phases.at(-1)).toMatchObject({
      phase: 'terminated',
      state: { exitCode: 3 },
      logTail: expect.stringContaining('last words'),
    });
  });

  it('says why an image cannot be pulled, and goes on', async () => {
    const ending = new AbortController();
    const problems: DebugPhase[] = [];
    const debug = createDebug({ clusterOf: lab.clusterOf });
    for await (const phase of debug.start(await request({ image: 'localhost:1/none:1' }), uncancelled(ending.signal))) {
      if (phase.phase !== 'problem') continue;
      problems.push(phase);
      ending.abort();
    }
    expect(problems[0]).toMatchObject({
      reason: 'ErrImagePull',
      error: { code: 'IMAGE_PULL', data: { image: 'localhost:1/none:1' } },
    });
  });

  it('plans without changing anything', async () => {
    const debug = createDebug({ clusterOf: lab.clusterOf });
    const wish = await request({ image: 'busybox', target: 'http-server' });
    const before = await getPod(lab.cluster, wish);
    const plan = await debug.plan(wish, uncancelled());
    expect(plan.possible).toBe(true);
    expect(plan.checks.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(plan.access.every(({ allowed }) => allowed)).toBe(true);
    const after = await getPod(lab.cluster, wish);
    expect(after.spec?.ephemeralContainers).toEqual(before.spec?.ephemeralContainers);
  });

  it('names the profile that a restricted Kubernetes namespace would take', async () => {
    await lab.kubectl('label', 'namespace', lab.kubeNamespace, 'pod-security.kubernetes.io/enforce=baseline');
    try {
      const debug = createDebug({ clusterOf: lab.clusterOf });
      const plan = await debug.plan(
        await request({ image: 'busybox', profile: 'sysadmin' }, 'spring-petclinic'),
        uncancelled(),
      );
      expect(plan.possible).toBe(false);
      expect(plan.refusal).toMatchObject({ code: 'ADMISSION_DENIED' });
      expect(plan.checks.find(({ name }) => name === 'podSecurity')).toMatchObject({
        outcome: 'failed',
        sentence: expect.stringContaining('baseline'),
      });
    } finally {
      await lab.kubectl('label', 'namespace', lab.kubeNamespace, 'pod-security.kubernetes.io/enforce-');
    }
  });

  async function request(wish: object, app = 'http-server'): Promise<DebugRequest> {
    const pod = await lab.podOf(app);
    const { context, kubeNamespace } = lab;
    return DebugRequest.parse({ context, kubeNamespace, pod, profile: 'general', ...wish });
  }

  async function follow(wish: object): Promise<readonly DebugPhase[]> {
    const debug = createDebug({ clusterOf: lab.clusterOf });
    const phases: DebugPhase[] = [];
    for await (const phase of debug.start(await request(wish), uncancelled())) phases.push(phase);
    return phases;
  }
});

async function firstOf<Item>(items: AsyncIterable<Item>): Promise<Item | undefined> {
  for await (const item of items) return item;
  return undefined;
}

function withoutName(container: EphemeralContainer | undefined): object {
  const { name: _name, ...rest } = container ?? { name: 'missing' };
  return rest;
}
