/** The verdict said before beside what happens when it is done anyway. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createContexts, type Contexts } from '../../../main/contexts/index.ts';
import { createDebug } from '../../../main/debug/index.ts';
import { connectCluster } from '../../../main/kube/index.ts';
import { toAppError } from '../../../preload/contract/errors.ts';
import { DebugRequest } from '../../../preload/contract/debug.ts';
import { CopyRequest } from '../../../preload/contract/pod-copies.ts';
import { Settings } from '../../../preload/contract/settings.ts';
import { openClusterLab, uncancelled, type ClusterLab } from '../../support/cluster-lab.ts';
import { SITUATIONS, type Happening, type Situation } from './situations.ts';

/** A container that can start has started by then; one that cannot has said why. */
const SETTLED_MS = 12_000;
const PARALLEL = 6;

describe('the verdict', { timeout: 180_000 }, () => {
  let lab: ClusterLab;
  let folder: string;
  let contexts: Contexts;
  const kubeNamespaces = ['baseline', 'restricted', 'policy', 'quota'] as const;
  const nameOf = (where: Situation['where'] = 'team'): string =>
    where === 'team' ? lab.kubeNamespace : `${lab.kubeNamespace}-${where}`;

  beforeAll(async () => {
    lab = await openClusterLab(`verdict-${process.pid}`);
    folder = await mkdtemp(join(tmpdir(), 'verdict-'));
    await Promise.all(kubeNamespaces.map((where) => lab.kubectl('create', 'namespace', nameOf(where))));
    await applyAll(surroundings());
    await applyAll(nodes());
    await Promise.all(SITUATIONS.map(describeNode));
    await applyAll(SITUATIONS.map(manifest));
    await Promise.all(SITUATIONS.map(prepare));
    await applyAll([quota()]);
    contexts = await connectAsAll();
  }, 120_000);
  afterAll(async () => {
    contexts.dispose();
    const held = podName(SITUATIONS.findIndex(({ deleted }) => deleted));
    await lab
      .kubectl('-n', lab.kubeNamespace, 'patch', 'pod', held, '-p', '{"metadata":{"finalizers":null}}')
      .catch(() => '');
    await lab.kubectl(
      'delete',
      'validatingadmissionpolicy,validatingadmissionpolicybinding',
      policyName(),
      '--wait=false',
    );
    const named = SITUATIONS.flatMap(({ node }, index) => (node === undefined ? [] : [nodeName(index)]));
    await lab.kubectl('delete', 'node', ...named, '--wait=false');
    for (const where of kubeNamespaces) await lab.kubectl('delete', 'namespace', nameOf(where), '--wait=false');
    await lab.dispose();
    await rm(folder, { recursive: true });
  }, 60_000);

  it(`is what happens, in ${SITUATIONS.length} of ${SITUATIONS.length} situations`, async () => {
    const wrong: string[] = [];
    const durations: number[] = [];
    const waiting = [...SITUATIONS.entries()];
    const judgeNext = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const [index, situation] = next;
        const before = await verdictOf(index, situation);
        durations.push(before.milliseconds);
        const happened = await doAnyway(index, situation);
        const isRight =
          before.answer === situation.answer &&
          situation.says.test(before.words) &&
          happened === situation.happens &&
          agrees(before.answer, happened);
        if (!isRight) wrong.push(`${situation.name}: said ${before.answer} (${before.words}), then ${happened}`);
      }
    };
    await Promise.all(Array.from({ length: PARALLEL }, judgeNext));
    const median = durations.sort((one, other) => one - other)[Math.floor(durations.length / 2)] ?? 0;
    console.log(
      `${SITUATIONS.length - wrong.length} of ${SITUATIONS.length} verdicts were right; median ${median.toFixed(0)} ms, ${PARALLEL} at once`,
    );
    expect(wrong).toEqual([]);
  });

  function podName(index: number): string {
    return `situation-${index}`;
  }

  function request(index: number, { where, wish, rights }: Situation): Record<string, unknown> {
    const context = rights === undefined ? lab.context : `as-${index}`;
    const streams = { stdin: false, tty: false, command: ['sleep', '60'] };
    return {
      context,
      kubeNamespace: nameOf(where),
      pod: podName(index),
      image: 'busybox',
      profile: 'general',
      ...streams,
      ...wish,
    };
  }

  async function verdictOf(
    index: number,
    situation: Situation,
  ): Promise<{ answer: string; words: string; milliseconds: number }> {
    const debug = createDebug({ clusterOf: (context) => contexts.clusterOf(context) });
    const started = performance.now();
    if (situation.kind === 'copy') {
      const plan = await debug.planCopy(
        CopyRequest.parse({ ...request(index, situation), copyTo: `copy-${index}` }),
        uncancelled(),
      );
      return {
        answer: plan.possible ? 'can' : 'cannot',
        words: plan.findings.map(({ sentence }) => sentence).join(' '),
        milliseconds: performance.now() - started,
      };
    }
    const plan = await debug.plan(DebugRequest.parse(request(index, situation)), uncancelled());
    return {
      answer: plan.answer,
      words: plan.checks.map(({ sentence }) => sentence).join(' '),
      milliseconds: performance.now() - started,
    };
  }

  async function doAnyway(index: number, situation: Situation): Promise<Happening> {
    const debug = createDebug({ clusterOf: (context) => contexts.clusterOf(context) });
    const ending = AbortSignal.timeout(SETTLED_MS);
    let isAdded = false;
    try {
      const phases =
        situation.kind === 'copy'
          ? debug.startCopy(
              CopyRequest.parse({ ...request(index, situation), copyTo: `copy-${index}` }),
              uncancelled(ending),
            )
          : debug.start(DebugRequest.parse(request(index, situation)), uncancelled(ending));
      for await (const { phase } of phases) {
        isAdded = true;
        if (phase === 'running') return 'runs';
      }
      return 'waits';
    } catch (thrown) {
      if (!isAdded) return 'refused';
      if (ending.aborted) return 'waits';
      return toAppError(thrown).code === 'FORBIDDEN' ? 'unseen' : 'waits';
    }
  }

  async function applyAll(objects: readonly object[]): Promise<void> {
    const file = join(folder, 'objects.json');
    await writeFile(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }));
    await lab.kubectl('apply', '-f', file);
  }

  function manifest({ where, pod, metadata, node }: Situation, index: number): object {
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { ...metadata, name: podName(index), namespace: nameOf(where) },
      spec: node === undefined ? pod : { ...pod, nodeName: nodeName(index) },
    };
  }

  /** The last of all, where nodes are counted from the front; nothing is scheduled there. */
  function nodeName(index: number): string {
    return `zz-${lab.kubeNamespace}-${index}`;
  }

  function nodes(): readonly object[] {
    return SITUATIONS.flatMap(({ node }, index) =>
      node === undefined
        ? []
        : [{ apiVersion: 'v1', kind: 'Node', metadata: { name: nodeName(index) }, spec: { unschedulable: true } }],
    );
  }

  async function describeNode({ node }: Situation, index: number): Promise<void> {
    if (node === undefined) return;
    const unknown = ['machineID', 'systemUUID', 'bootID', 'kernelVersion', 'osImage', 'containerRuntimeVersion'];
    const nodeInfo = {
      ...Object.fromEntries([...unknown, 'kubeProxyVersion'].map((field) => [field, ''])),
      operatingSystem: 'linux',
      architecture: 'amd64',
      ...node,
    };
    const status = JSON.stringify({ status: { nodeInfo } });
    await lab.kubectl('patch', 'node', nodeName(index), '--subresource=status', '--type=merge', '-p', status);
  }

  async function prepare({ where, until, deleted }: Situation, index: number): Promise<void> {
    const scope = ['-n', nameOf(where)];
    if (until !== undefined)
      await lab.kubectl(...scope, 'wait', `pod/${podName(index)}`, `--for=${until}`, '--timeout=100s');
    if (deleted === true) await lab.kubectl(...scope, 'delete', 'pod', podName(index), '--wait=false');
  }

  const policyName = (): string => `no-busybox-1-${process.pid}`;

  function surroundings(): readonly object[] {
    const labelled = (['baseline', 'restricted'] as const).map((level) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: nameOf(level), labels: { 'pod-security.kubernetes.io/enforce': level } },
    }));
    const people = [...SITUATIONS.entries()].flatMap(([index, { rights }]) =>
      rights === undefined ? [] : person(index, rights),
    );
    const match = {
      resourceRules: [
        { apiGroups: [''], apiVersions: ['v1'], operations: ['UPDATE'], resources: ['pods/ephemeralcontainers'] },
      ],
    };
    const scoped = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': nameOf('policy') } } };
    return [
      ...labelled,
      ...people,
      {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'ValidatingAdmissionPolicy',
        metadata: { name: policyName() },
        spec: {
          matchConstraints: match,
          validations: [
            {
              expression:
                "!has(object.spec.ephemeralContainers) || object.spec.ephemeralContainers.all(c, c.image != 'busybox:1')",
              message: 'this image is not for debugging',
            },
          ],
        },
      },
      {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'ValidatingAdmissionPolicyBinding',
        metadata: { name: policyName() },
        spec: { policyName: policyName(), validationActions: ['Deny'], matchResources: scoped },
      },
    ];
  }

  function quota(): object {
    return {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'one-pod', namespace: nameOf('quota') },
      spec: { hard: { pods: '1' } },
    };
  }

  function person(index: number, rights: readonly string[]): readonly object[] {
    const metadata = { name: `person-${index}`, namespace: lab.kubeNamespace };
    const rules = ['get pods', 'list pods', ...rights].map((right) => {
      const [verb = '', resource = ''] = right.split(' ');
      return { apiGroups: [''], resources: [resource], verbs: [verb] };
    });
    return [
      { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata, rules },
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata,
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: metadata.name },
        subjects: [{ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: metadata.name }],
      },
    ];
  }

  /** The administrator, and each person by impersonation. */
  async function connectAsAll(): Promise<Contexts> {
    interface Entry {
      readonly name: string;
      readonly user?: object;
      readonly context?: object;
    }
    const view = await lab.kubectl('config', 'view', '--raw', '--minify', '-o', 'json');
    const config = JSON.parse(view) as { contexts: Entry[]; users: Entry[] };
    const [user] = config.users;
    const [context] = config.contexts;
    for (const [index, { rights }] of SITUATIONS.entries()) {
      if (rights === undefined) continue;
      config.users.push({ name: `as-${index}`, user: { ...user?.user, as: `person-${index}` } });
      config.contexts.push({ name: `as-${index}`, context: { ...context?.context, user: `as-${index}` } });
    }
    const path = join(folder, 'kubeconfig.json');
    await writeFile(path, JSON.stringify(config));
    const settings = Settings.parse({});
    return createContexts({
      environment: { KUBECONFIG: path },
      homeDirectory: homedir(),
      connect: (access) => connectCluster(access, { environment: process.env }),
      settings: { current: settings, patch: () => Promise.resolve(settings), watch: noChanges },
      log: { warn: () => undefined },
    });
  }
});

async function* noChanges(): AsyncGenerator<never, void, undefined> {
  // The settings never change.
}

/** What can is done, what cannot is not; a limit names what may go either way. */
function agrees(answer: string, happened: Happening): boolean {
  if (answer === 'can') return happened === 'runs';
  return answer !== 'cannot' || happened === 'refused' || happened === 'waits';
}
