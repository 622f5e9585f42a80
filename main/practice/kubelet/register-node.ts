import { NODES } from '../api/resource-types.ts';
import { timestamp, type Store } from '../api/store.ts';
import type { ContainerRuntime } from '../container-runtime.ts';

/** The node as `kubectl get nodes` finds it. */
export interface NodeFacts {
  readonly name: string;
  readonly address: string;
  readonly version: string;
  readonly runtime: ContainerRuntime;
}

export function registerNode(store: Store, { name, address, version, runtime }: NodeFacts): void {
  const at = timestamp();
  const condition = (type: string, status: string, reason: string, message: string): object => ({
    ...{ type, status, reason, message, lastHeartbeatTime: at, lastTransitionTime: at },
  });
  store.put(NODES, {
    metadata: {
      name,
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': process.arch === 'x64' ? 'amd64' : process.arch,
      },
    },
    ...{
      spec: {},
      status: {
        capacity: { cpu: '2', memory: '4Gi', pods: '110' },
        allocatable: { cpu: '2', memory: '4Gi', pods: '110' },
        conditions: [
          condition('MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'),
          condition('DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'),
          condition('PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'),
          condition('Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'),
        ],
        addresses: [
          { type: 'InternalIP', address: address },
          { type: 'Hostname', address: name },
        ],
        nodeInfo: {
          ...{ operatingSystem: 'linux', architecture: 'amd64', kernelVersion: '', osImage: 'Practice cluster' },
          ...{ kubeletVersion: version, containerRuntimeVersion: `${runtime.name}://${runtime.version}` },
          ...{ machineID: '', systemUUID: '', bootID: '', kubeProxyVersion: '' },
        },
        images: runtime.images.map(({ references, bytes }) => ({ names: references, sizeBytes: bytes })),
      },
    },
  });
}
