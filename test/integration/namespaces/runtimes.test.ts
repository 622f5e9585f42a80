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
const { pod: ids, trees } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../fixtures/proc/cgroups/runtimes.json'), 'utf8'),
) as {
  readonly pod: Readonly<Record<'uid' | 'web' | 'debugger', string>>;
  readonly trees: Readonly<Record<string, Tree>>;
};

function podOf(scheme: string): Pod {
  const pod = examplePod({ shareProcessNamespace: true });
  const running = (name: 'web' | 'debugger') => ({
    name,
    image: '',
    imageID: '',
    ready: true,
    restartCount: 0,
    containerID: `${scheme}://${ids[name]}`,
    state: { running: {} },
  });
  return {
    ...pod,
    metadata: { name: 'shop', uid: ids.uid },
    status: {
      phase: 'Running',
      containerStatuses: [running('web')],
      ephemeralContainerStatuses: [running('debugger')],
    },
  };
}

describe('which container a process belongs to', () => {
  it.each(Object.keys(trees))('%s', (name) => {
    const tree = trees[name]!;
    const pod = podOf(name.startsWith('crio') ? 'cri-o' : name.split('-')[0]!);
    const processes = Object.entries(tree.processes).map(([pid, { name: command, cgroup }]) => {
      const path = cgroupPath(cgroup);
      return exampleProcess({ pid: Number(pid), name: command, ...(path === undefined ? {} : { cgroup: path }) });
    });
    const [probe] = assignContainers(pod, [{ container: tree.asked, processes, own: new Map() }]);
    expect(
      Object.fromEntries(
        probe!.processes.map((process) => [
          process.pid,
          { container: process.container ?? null, isSandbox: isSandboxProcess(pod, process) },
        ]),
      ),
    ).toEqual(
      Object.fromEntries(
        Object.entries(tree.processes).map(([pid, { belongsTo, isSandbox }]) => [
          pid,
          { container: belongsTo, isSandbox },
        ]),
      ),
    );
  });
});
