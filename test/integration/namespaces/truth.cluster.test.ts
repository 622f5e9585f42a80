import { existsSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { getPod, type Pod } from '../../../main/kube/index.ts';
import { podContainers } from '../../../main/namespaces/probe/pod-containers.ts';
import {
  NAMESPACE_KINDS,
  type NamespaceRow,
  type PodNamespaces,
  type ProcessInfo,
} from '../../../preload/contract/namespaces.ts';
import { NEW_DEBUGGER, sharing, suppose, type Wish } from '../../../renderer/namespaces/what-if.ts';
import { openClusterLab, type ClusterLab } from '../../support/cluster-lab.ts';
import { nodeProcesses, type NodeProcess } from './node-oracle.ts';
import { openPrograms, type Programs } from './programs.ts';
import { isRowTold, isTold, readPod } from './read-pod.ts';
import { debugAll, PODS, SITUATIONS } from './situations.ts';

describe('the model of a pod', () => {
  let lab: ClusterLab;
  let programs: Programs;
  let isNodeHere = false;

  beforeAll(async () => {
    lab = await openClusterLab(`truth-${process.pid}`);
    programs = openPrograms(lab.clusterOf);
    await lab.apply(...PODS);
    await debugAll(lab.kubectl, lab.kubeNamespace);
    isNodeHere = existsSync('/proc') && nodeProcesses((await pod('plain')).metadata?.uid ?? '-').length > 0;
  }, 180_000);
  afterAll(async () => {
    await programs.dispose();
    await lab.dispose();
  });

  const pod = (name: string): Promise<Pod> => getPod(lab.cluster, { kubeNamespace: lab.kubeNamespace, pod: name });
  const read = (name: string, way: 'program' | 'shell', isComplete = isTold): Promise<PodNamespaces> => {
    const { context, kubeNamespace, clusterOf } = lab;
    const options = { clusterOf, ...(way === 'program' ? { programs } : {}) };
    return readPod(options, { context, kubeNamespace, pod: name }, isComplete);
  };

  describe.each(['program', 'shell'] as const)('read by the %s', (way) => {
    it.for(SITUATIONS)('is what the node says: %s', async (name, { skip }) => {
      if (!isNodeHere) skip('the node is another machine');
      const spec = await pod(name);
      const namespaces = await read(name, way);
      if (way === 'program' && name !== 'copy') {
        expect(namespaces.views.some(({ cost }) => cost?.way === 'program')).toBe(true);
      }
      const counted = compareProcesses(namespaces, spec);
      compareRows(namespaces.rows, spec);
      console.log(`${name}, ${way}: ${counted} processes, ${namespaces.rows.length} rows as on the node`);
    });
  });

  it('is as it was foretold for a target', async () => {
    const before = await read('plain', 'program');
    const wish = { scenario: 'target', target: 'web' } as const;
    const words = ['--image=busybox', '--target=web', '-c', 'later', '--profile=general', '--attach=false'];
    await lab.kubectl('debug', '-n', lab.kubeNamespace, 'plain', ...words, '--', 'sleep', '100000');
    const after = await read('plain', 'program', ({ rows }) =>
      rows.some((row) => row.container === 'later' && isRowTold(row)),
    );
    expectForetold(wish, before.rows, after.rows, new Map([[NEW_DEBUGGER, 'later']]));
    const added = suppose(wish, before.rows).rows.at(-1)!;
    for (const { kind, inode } of added.cells) {
      if (inode !== undefined) expect([kind, inodeOf(after.rows, 'later', kind)]).toEqual([kind, inode]);
    }
  });

  it('is as it was foretold for a copy', async () => {
    const before = await read('original', 'shell');
    const after = await read('copy', 'shell');
    const wish = { scenario: 'copy', sharesProcesses: true } as const;
    expectForetold(wish, before.rows, after.rows, new Map([[NEW_DEBUGGER, 'debugger']]));
  });

  it('is as it was foretold for shared processes', async () => {
    const before = await read(await lab.podOf('patched'), 'shell');
    const patch = JSON.stringify({ spec: { template: { spec: { shareProcessNamespace: true } } } });
    await lab.kubectl('patch', '-n', lab.kubeNamespace, 'deployment/patched', '-p', patch);
    await lab.kubectl('rollout', 'status', '-n', lab.kubeNamespace, 'deployment/patched', '--timeout=90s');
    const after = await read(await lab.podOf('patched'), 'shell');
    expectForetold({ scenario: 'share' }, before.rows, after.rows, new Map());
  });
});

function inodeOf(rows: readonly NamespaceRow[], container: string, kind: string): number | undefined {
  return rows.find((row) => row.container === container)?.cells.find((cell) => cell.kind === kind)?.inode;
}

/** Who shares with whom is the same in what was foretold and in what is, as far as the kernel has told it. */
function expectForetold(
  wish: Wish,
  before: readonly NamespaceRow[],
  after: readonly NamespaceRow[],
  names: ReadonlyMap<string, string>,
): void {
  const foretold = suppose(wish, before).rows.map((row) => ({
    ...row,
    container: names.get(row.container) ?? row.container,
  }));
  expect(new Set(foretold.map(({ container }) => container))).toEqual(new Set(after.map(({ container }) => container)));
  for (const kind of NAMESPACE_KINDS) {
    const isKnown = (container: string): boolean =>
      [foretold, after].every((rows) =>
        rows.some(
          (row) =>
            row.container === container && row.cells.some((cell) => cell.kind === kind && cell.group !== undefined),
        ),
      );
    const groups = (rows: readonly NamespaceRow[]): readonly string[] =>
      sharing(rows, kind)
        .map((group) => group.filter(isKnown).toSorted().join(' '))
        .filter((group) => group !== '')
        .toSorted();
    expect([kind, groups(foretold)]).toEqual([kind, groups(after)]);
  }
}

/** A program of ours is there only while it is looked. */
const isOurs = ({ name }: NodeProcess): boolean => name.startsWith('.kesako-reach');

function compareProcesses({ views, rows }: PodNamespaces, spec: Pod): number {
  const ids = new Map(podContainers(spec).flatMap(({ name, id }) => (id === undefined ? [] : [[name, id] as const])));
  const uid = spec.metadata?.uid ?? '-';
  const matched = new Set<number>();
  for (const process of views.flatMap(({ processes }) => processes)) {
    const id = process.container === undefined ? uid : (ids.get(process.container) ?? '-');
    const onNode = nodeProcesses(id).find(
      ({ startedTicks, numbers }) =>
        startedTicks === process.startedTicks &&
        numbers.slice(-process.namespacePids.length).join() === process.namespacePids.join(),
    );
    if (onNode === undefined) throw new Error(`not on the node: ${JSON.stringify(process)}`);
    matched.add(onNode.pid);
    expect(factsOf(process)).toEqual(factsOnNode(onNode, process));
  }
  const seen = new Set(rows.filter(isRowTold).map(({ container }) => container));
  for (const [name, id] of ids) {
    if (!seen.has(name)) continue;
    const missing = nodeProcesses(id).filter((process) => !matched.has(process.pid) && !isOurs(process));
    expect(missing).toEqual([]);
  }
  return matched.size;
}

function factsOf({ pid, namespacePids, parent, uid, gid, name, namespaces }: ProcessInfo): object {
  return {
    pid,
    numbers: namespacePids,
    parent,
    uid,
    gid,
    name,
    namespaces: Object.fromEntries(namespaces.map(({ kind, inode }) => [kind, inode])),
  };
}

function factsOnNode(process: NodeProcess, { namespacePids }: ProcessInfo): object {
  const level = process.numbers.length - namespacePids.length;
  return {
    pid: process.numbers[level],
    numbers: process.numbers.slice(level),
    // A parent that the pid namespace does not have is 0 to it.
    parent: process.parentNumbers[level] ?? 0,
    uid: process.uid,
    gid: process.gid,
    name: process.name,
    namespaces: process.namespaces,
  };
}

/** The kernel's cells have the node's numbers; what is inferred puts together what the node has together. */
function compareRows(rows: readonly NamespaceRow[], spec: Pod): void {
  const ids = new Map(podContainers(spec).flatMap(({ name, id }) => (id === undefined ? [] : [[name, id] as const])));
  const uid = spec.metadata?.uid ?? '-';
  const known = new Set(ids.values());
  const ofRow = ({ container, role }: NamespaceRow): NodeProcess | undefined => {
    // This test runs there.
    if (role === 'node') return nodeProcesses('').find(({ pid }) => pid === process.pid);
    if (role !== 'sandbox') return oldest(nodeProcesses(ids.get(container) ?? '-'));
    return oldest(nodeProcesses(uid).filter(({ cgroup }) => ![...known].some((id) => cgroup.includes(id))));
  };
  const actual = new Map(rows.map((row) => [row, ofRow(row)]));
  for (const row of rows) {
    for (const cell of row.cells) {
      const own = actual.get(row)?.namespaces[cell.kind];
      const where = `${row.container} ${cell.kind} ${cell.evidence}`;
      if (cell.evidence === 'kernel') expect([where, cell.inode]).toEqual([where, own]);
      if (cell.group === undefined) continue;
      for (const other of rows) {
        const otherCell = other.cells.find(({ kind }) => kind === cell.kind);
        if (otherCell?.group === undefined) continue;
        const isSame = actual.get(other)?.namespaces[cell.kind] === own;
        expect([where, other.container, otherCell.group === cell.group]).toEqual([where, other.container, isSame]);
      }
    }
  }
}

function oldest(processes: readonly NodeProcess[]): NodeProcess | undefined {
  return processes.toSorted((one, other) => one.startedTicks - other.startedTicks || one.pid - other.pid)[0];
}
