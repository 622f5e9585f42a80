/** A pod as the core describes it, with as little as a test needs. */
import type { ContainerDetail, PodDetail, PodRef } from '../../../../preload/contract/index.ts';

export const podRef: PodRef = { context: 'lab', kubeNamespace: 'default', pod: 'web-1' };

export function container(name: string, part: Partial<ContainerDetail> = {}): ContainerDetail {
  return {
    name,
    kind: 'ordinary',
    image: 'example/web:1',
    state: { state: 'running' },
    ready: true,
    restarts: 0,
    command: [],
    args: [],
    ports: [],
    resources: { requests: {}, limits: {} },
    security: { capabilitiesAdded: [], capabilitiesDropped: [] },
    tty: false,
    stdin: false,
    probes: [],
    mounts: [],
    ...part,
  };
}

export function podDetail(containers: readonly ContainerDetail[]): PodDetail {
  return {
    uid: 'uid',
    name: podRef.pod,
    kubeNamespace: podRef.kubeNamespace,
    resourceVersion: '1',
    status: 'Running',
    health: 'good',
    phase: 'Running',
    createdAt: '2026-01-01T00:00:00Z',
    owners: [],
    containers,
    conditions: [],
    volumes: [],
    labels: {},
    annotations: {},
    shareProcessNamespace: false,
    hostNetwork: false,
    hostPid: false,
    hostIpc: false,
    mirror: false,
    defaultContainer: containers[0]?.name ?? '',
  };
}
