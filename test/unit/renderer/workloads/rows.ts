/** Rows as the core sends them, with only what a test is about written out. */
import type { ContainerRow, PodRow, WorkloadRow } from '../../../../preload/contract/index.ts';

export function containerRow(name: string, change: Partial<ContainerRow> = {}): ContainerRow {
  return { name, kind: 'ordinary', image: `${name}:1`, state: { state: 'running' }, ...change };
}

export function podRow(name: string, change: Partial<PodRow> = {}): PodRow {
  return {
    uid: name,
    name,
    kubeNamespace: 'default',
    status: 'Running',
    health: 'good',
    ready: 1,
    containers: [containerRow('main')],
    restarts: 0,
    createdAt: '2026-01-01T00:00:00Z',
    labels: {},
    ...change,
  };
}

export function workloadRow(name: string, change: Partial<WorkloadRow> = {}): WorkloadRow {
  return {
    uid: `workload-${name}`,
    kind: 'Deployment',
    name,
    kubeNamespace: 'default',
    desired: 1,
    ready: 1,
    rolling: false,
    createdAt: '2026-01-01T00:00:00Z',
    ...change,
  };
}
