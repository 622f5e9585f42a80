import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { assignContainers, isSandboxProcess } from '../../../main/namespaces/probe/assign-containers.ts';
import { cgroupPath } from '../../../main/namespaces/probe/cgroup-path.ts';
import type { Pod } from '../../../main/kube/index.ts';
import { examplePod, exampleProcess } from '../../unit/main/namespaces/example-pod.ts';

interface Tree {
  readonly asked: string;
  readonly processes: Readonly<Record<string, TreeProcess>>;
}
interface TreeProcess {
  readonly name: string;
  readonly cgroup: readonly string[];
  readonly belongsTo: string | null;
  readonly isSandbox: boolean;
}
/** For the caller to say what is known of the pod. */
function readTrees(name: string): { readonly pod: unknown; readonly trees: Readonly<Record<string, Tree>> } {
  const file = join(import.meta.dirname, '../../fixtures/proc/cgroups', `${name}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as {
    readonly pod: unknown;
    readonly trees: Readonly<Record<string, Tree>>;
  };
}

interface Running {
  readonly uid: string;
  /** By name: the runtime's ids. */
  readonly containers: Readonly<Record<string, string>>;
  readonly debugger: string;
}

function podOf(scheme: string, { uid, containers, debugger: debuggerName }: Running): Pod {
  const pod = examplePod({ shareProcessNamespace: true });
  const statuses = Object.entries(containers).map(([name, id]) => ({
    name,
    image: '',
    imageID: '',
    ready: true,
    restartCount: 0,
    containerID: `${scheme}://${id}`,
    state: { running: {} },
  }));
  const [template] = pod.spec?.containers ?? [];
  return {
    ...pod,
    metadata: { name: 'shop', uid },
    spec: {
      ...pod.spec,
      containers: Object.keys(containers)
        .filter((name) => name !== debuggerName)
        .map((name) => ({ ...template, name })),
      ephemeralContainers: [{ name: debuggerName, targetContainerName: 'web' }],
    },
    status: {
      phase: 'Running',
      containerStatuses: statuses.filter(({ name }) => name !== debuggerName),
      ephemeralContainerStatuses: statuses.filter(({ name }) => name === debuggerName),
    },
  };
}

/** What the app makes of each process of a tree, of those of its lines that are `kept`. */
function attribution(pod: Pod, tree: Tree, isKept: (line: string) => boolean = () => true): unknown {
  const processes = Object.entries(tree.processes).map(([pid, { name: command, cgroup }]) => {
    const path = cgroupPath(cgroup.filter(isKept));
    return exampleProcess({ pid: Number(pid), name: command, ...(path === undefined ? {} : { cgroup: path }) });
  });
  const [probe] = assignContainers(pod, [{ container: tree.asked, processes, own: new Map() }]);
  return Object.fromEntries(
    (probe?.processes ?? []).map((process) => [
      process.pid,
      { container: process.container ?? null, isSandbox: isSandboxProcess(pod, process) },
    ]),
  );
}

function truth({ processes }: Tree): unknown {
  return Object.fromEntries(
    Object.entries(processes).map(([pid, { belongsTo, isSandbox }]) => [pid, { container: belongsTo, isSandbox }]),
  );
}

describe('which container a process belongs to, by the path forms of runtimes', () => {
  const { pod: known, trees } = readTrees('runtimes');
  const ids = known as Readonly<Record<'uid' | 'web' | 'debugger', string>>;
  const running = { uid: ids.uid, containers: { web: ids.web, debugger: ids.debugger }, debugger: 'debugger' };
  it.each(Object.entries(trees))('%s', (name, tree) => {
    const scheme = name.startsWith('crio') ? 'cri-o' : (name.split('-')[0] ?? '');
    expect(attribution(podOf(scheme, running), tree)).toEqual(truth(tree));
  });
});

describe('which container a process belongs to, as recorded on a node with containerd and both cgroup versions', () => {
  const { pod: recorded, trees } = readTrees('recorded');
  const pod = podOf('containerd', { ...(recorded as Omit<Running, 'debugger'>), debugger: 'tools' });
  const versions = [
    ['both versions', () => true],
    ['version 1', (line: string) => !line.startsWith('0::')],
    ['version 2', (line: string) => line.startsWith('0::')],
  ] as const;
  it.each(
    Object.entries(trees).flatMap(([name, tree]) => versions.map((version) => [name, ...version, tree] as const)),
  )('seen from a process %s, %s', (_name, _version, isKept, tree) => {
    expect(attribution(pod, tree, isKept)).toEqual(truth(tree));
  });
});
