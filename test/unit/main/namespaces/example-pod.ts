import type { ContainerStatus, Pod, PodSpec } from '../../../../main/kube/index.ts';
import type { ProcessInfo } from '../../../../preload/contract/namespaces.ts';

/** 64 hexadecimal digits, one for each letter of a name, repeated. */
export function idOf(name: string): string {
  return Buffer.from(name.repeat(32)).toString('hex').slice(0, 64);
}

export function container(name: string): Pick<PodSpec, 'containers'> {
  return { containers: [{ name }] };
}

function runningStatus(name: string): ContainerStatus {
  return {
    name,
    image: '',
    imageID: '',
    ready: true,
    restartCount: 0,
    containerID: `containerd://${idOf(name)}`,
    state: { running: {} },
  };
}

/** A pod with the containers `web` and `debugger`, both running. */
export function examplePod(spec: Partial<PodSpec> = {}): Pod {
  return {
    metadata: { name: 'shop', uid: '0-1' },
    spec: { ...container('web'), ephemeralContainers: [{ name: 'debugger' }], ...spec },
    status: {
      phase: 'Running',
      containerStatuses: [runningStatus('web')],
      ephemeralContainerStatuses: [runningStatus('debugger')],
    },
  };
}

export function exampleProcess(more: Partial<ProcessInfo> = {}): ProcessInfo {
  return {
    pid: 1,
    namespacePids: [],
    parent: 0,
    command: [],
    name: 'sh',
    uid: 0,
    gid: 0,
    state: 'S',
    threads: 1,
    residentBytes: 0,
    cpuSeconds: 0,
    startedTicks: 1,
    namespaces: [],
    rootReadable: true,
    ...more,
  };
}
