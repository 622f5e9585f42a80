/** The app's requests beside kubectl's own, as the server would store both. */
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createDebug } from '../../../main/debug/index.ts';
import type { Pod } from '../../../main/kube/index.ts';
import { DebugRequest } from '../../../preload/contract/debug.ts';
import { CopyRequest, NodeRequest } from '../../../preload/contract/pod-copies.ts';
import { openClusterLab, uncancelled, type ClusterLab } from '../../support/cluster-lab.ts';
import { PARITY_CASES, type ParityCase } from './parity-cases.ts';
import { recordWrites, startRecordingProxy, type RecordingProxy, type Write } from './recording-proxy.ts';

/** As many kubectl as may run at once without one waiting for the other. */
const PARALLEL = 4;

/** All that may differ, and why. */
const KNOWN_DIFFERENCES = {
  annotations: ['kesako/copy-of', 'kesako/debugs-node'], // how any machine tells what the app has made
  nodePodLabel: 'app.kubernetes.io/managed-by', // of a node pod: the app says kesako, kubectl nothing or kubectl-debug
  listsWithoutRepetition: 'add', // kubectl adds a capability that is there already once more
  listsWithoutOrder: 'env', // kubectl keeps --env in a map of Go: its order is another each time
  generatedNames: /^(node-debugger-.*-|kube-api-access-)[a-z0-9]{5}$/, // five characters at random
} as const;

describe('parity with kubectl debug', () => {
  let lab: ClusterLab;
  let proxy: RecordingProxy;
  let node: string;

  beforeAll(async () => {
    lab = await openClusterLab(`parity-${process.pid}`);
    proxy = await startRecordingProxy(lab.cluster);
    await lab.kubectl('apply', '-n', lab.kubeNamespace, '-f', await manifestFile());
    node = (await lab.kubectl('get', 'nodes', '-o', 'jsonpath={.items[0].metadata.name}')).trim();
    await lab.kubectl('-n', lab.kubeNamespace, 'wait', 'pod/rich', '--for=condition=PodScheduled', '--timeout=30s');
  });
  afterAll(async () => {
    await proxy.dispose();
    await lab.dispose();
  });

  it('is field by field over all profiles and options', { timeout: 180_000 }, async () => {
    const started = performance.now();
    const differences: string[] = [];
    let compared = 0;
    const waiting = [...PARITY_CASES];
    const compareNext = async (): Promise<void> => {
      for (let parity = waiting.shift(); parity !== undefined; parity = waiting.shift()) {
        const [theirs, ours] = await Promise.all([theirWrites(parity), ourWrites(parity)]);
        const unequal = findDifferences(
          ours.map((write) => comparable(write, parity)),
          theirs.map((write) => comparable(write, parity)),
        );
        if (theirs.length === 0) unequal.push('kubectl wrote nothing');
        if (unequal.length > 0)
          differences.push(`${parity.kind}, ${parity.profile}, ${parity.name}: ${unequal.join('; ')}`);
        compared += 1;
      }
    };
    await Promise.all(Array.from({ length: PARALLEL }, compareNext));
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    console.log(`${compared - differences.length} of ${compared} combinations equal kubectl's, in ${seconds} s`);
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThanOrEqual(150);
  });

  async function theirWrites({ kind, profile, flags, command, custom }: ParityCase): Promise<readonly Write[]> {
    const file = join(tmpdir(), `custom-${process.pid}-${Math.random()}`);
    if (custom !== undefined) await writeFile(file, custom);
    return proxy.run((kubectl) =>
      kubectl(
        'debug',
        kind === 'node' ? `node/${node}` : 'rich',
        '-n',
        lab.kubeNamespace,
        '--attach=false',
        `--profile=${profile}`,
        ...(kind === 'copy' ? ['--copy-to=rich-copy'] : []),
        ...(custom === undefined ? [] : [`--custom=${file}`]),
        ...flags,
        ...(command.length === 0 ? [] : ['--', ...command]),
      ),
    );
  }

  async function ourWrites({ kind, profile, wish }: ParityCase): Promise<readonly Write[]> {
    const writes: Write[] = [];
    const debug = createDebug({ clusterOf: () => recordWrites(lab.cluster, writes) });
    const base = { context: lab.context, kubeNamespace: lab.kubeNamespace, pod: 'rich', profile, ...wish };
    const ending = new AbortController();
    const phases =
      kind === 'container'
        ? debug.start(DebugRequest.parse(base), uncancelled(ending.signal))
        : kind === 'copy'
          ? debug.startCopy(CopyRequest.parse({ ...base, copyTo: 'rich-copy' }), uncancelled(ending.signal))
          : debug.startNode(NodeRequest.parse({ ...base, node }), uncancelled(ending.signal));
    const expected = 'replace' in wish ? 2 : 1;
    for await (const _ of phases) if (writes.length >= expected) break;
    ending.abort();
    return writes;
  }
});

function comparable({ method, path, stored }: Write, { kind, wish }: ParityCase): unknown {
  if (method === 'DELETE') return { method, path };
  const { metadata, spec } = stored as Pod;
  if (kind === 'container') {
    const container = spec?.ephemeralContainers?.find(({ name }) => name === wish['name']);
    return normal({ method, path, container });
  }
  const annotations = Object.entries(metadata?.annotations ?? {}).filter(
    ([key]) => !KNOWN_DIFFERENCES.annotations.some((known) => known === key),
  );
  const labels = Object.entries(metadata?.labels ?? {}).filter(
    ([key]) => kind !== 'node' || key !== KNOWN_DIFFERENCES.nodePodLabel,
  );
  return normal({ method, path, name: metadata?.name, annotations, labels, spec });
}

/** What may differ is made equal, wherever it stands. */
function normal(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return value.replace(KNOWN_DIFFERENCES.generatedNames, '$1…');
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => normal(item));
    if (key === KNOWN_DIFFERENCES.listsWithoutRepetition) return [...new Set(items)];
    if (key !== KNOWN_DIFFERENCES.listsWithoutOrder) return items;
    return items.sort((one, other) => JSON.stringify(one).localeCompare(JSON.stringify(other)));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, normal(item, name)]));
}

/** A pod with one of everything that a copy may keep or lose; whether it runs does not matter. */
async function manifestFile(): Promise<string> {
  const probe = { exec: { command: ['true'] }, periodSeconds: 60 };
  const probes = { livenessProbe: probe, readinessProbe: probe, startupProbe: probe };
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'rich',
      labels: { app: 'rich', 'app.kubernetes.io/managed-by': 'of-the-original' },
      annotations: { note: 'kept or not' },
    },
    spec: {
      securityContext: { fsGroup: 2000, supplementalGroups: [3000] },
      terminationGracePeriodSeconds: 0,
      volumes: [{ name: 'scratch', emptyDir: {} }],
      initContainers: [
        { name: 'prepare', image: 'busybox', command: ['true'] },
        { name: 'sidecar', image: 'busybox', command: ['sleep', '600'], restartPolicy: 'Always', ...probes },
      ],
      containers: [
        {
          name: 'app',
          image: 'busybox',
          command: ['sh', '-c'],
          args: ['sleep 600'],
          env: [{ name: 'OWN', value: 'x' }],
          volumeMounts: [{ name: 'scratch', mountPath: '/data' }],
          securityContext: { capabilities: { add: ['NET_RAW'] }, runAsUser: 0 },
          resources: { requests: { cpu: '1m' } },
          ...probes,
        },
        { name: 'helper', image: 'busybox:1', command: ['sleep', '600'], stdin: true, tty: true },
      ],
    },
  };
  const path = join(tmpdir(), `parity-${process.pid}.json`);
  await writeFile(path, JSON.stringify(pod));
  return path;
}

/** Where the two are not the same, in words. */
function findDifferences(ours: unknown, theirs: unknown, path = ''): string[] {
  if (isRecord(ours) && isRecord(theirs)) {
    const keys = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])];
    return keys.flatMap((key) => findDifferences(ours[key], theirs[key], `${path}.${key}`));
  }
  return isDeepStrictEqual(ours, theirs) ? [] : [`${path}: ${JSON.stringify(ours)}, kubectl ${JSON.stringify(theirs)}`];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
