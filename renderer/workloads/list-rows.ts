/** The list column's rows, as a tree: a workload, its pods, and the debug containers added to each. */
import type { ContainerRow, PodRow, WorkloadRow } from '../../preload/contract/index.ts';
import type { WorkloadsView } from './reduce-workloads.ts';

export interface WorkloadNode {
  readonly type: 'workload';
  readonly key: string;
  readonly workload: WorkloadRow;
  readonly children: readonly PodNode[];
}

export interface PodNode {
  readonly type: 'pod';
  readonly key: string;
  readonly pod: PodRow;
  /** Without the workload's name in front of it, where it is below that workload. */
  readonly title: string;
  readonly children: readonly DebuggerNode[];
}

export interface DebuggerNode {
  readonly type: 'debugger';
  readonly key: string;
  readonly pod: PodRow;
  readonly container: ContainerRow;
  readonly children: readonly [];
}

export type ListNode = WorkloadNode | PodNode | DebuggerNode;

/** People count: web-2 comes before web-10. */
const collator = new Intl.Collator('en', { numeric: true });

/** Words of the filter all have to be found, each anywhere: a workload that has them keeps all its pods. */
export function listNodes(view: WorkloadsView, filter: string): readonly (WorkloadNode | PodNode)[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const podsOf = Map.groupBy(view.pods.values(), (pod) => knownWorkload(view, pod));
  const workloads = [...view.workloads.values()].flatMap((workload) => {
    const named = hasAll(words, [workload.name, workload.kind]);
    const pods = (podsOf.get(workload.uid) ?? []).filter((pod) => named || hasAll(words, podTexts(pod, workload)));
    return named || pods.length > 0 ? [workloadNode(workload, pods)] : [];
  });
  const alone = (podsOf.get(undefined) ?? []).filter((pod) => hasAll(words, podTexts(pod, undefined)));
  return [...workloads, ...alone.map((pod) => podNode(pod, undefined))].toSorted((left, right) =>
    collator.compare(nameOf(left), nameOf(right)),
  );
}

function knownWorkload({ workloads }: WorkloadsView, { workload }: PodRow): string | undefined {
  return workload !== undefined && workloads.has(workload) ? workload : undefined;
}

function workloadNode(workload: WorkloadRow, pods: readonly PodRow[]): WorkloadNode {
  const children = pods
    .toSorted((left, right) => collator.compare(left.name, right.name))
    .map((pod) => podNode(pod, workload));
  return { type: 'workload', key: workload.uid, workload, children };
}

function podNode(pod: PodRow, workload: WorkloadRow | undefined): PodNode {
  const prefix = workload === undefined ? '' : `${workload.name}-`;
  return {
    type: 'pod',
    key: pod.uid,
    pod,
    title: prefix !== '' && pod.name.startsWith(prefix) ? pod.name.slice(prefix.length) : pod.name,
    children: pod.containers
      .filter(({ kind }) => kind === 'ephemeral')
      .map((container) => ({
        type: 'debugger',
        key: `${pod.uid}/${container.name}`,
        pod,
        container,
        children: [],
      })),
  };
}

function nameOf(node: WorkloadNode | PodNode): string {
  return node.type === 'workload' ? node.workload.name : node.pod.name;
}

function podTexts(pod: PodRow, workload: WorkloadRow | undefined): readonly string[] {
  return [
    pod.name,
    pod.status,
    ...(workload === undefined ? [] : [workload.name, workload.kind]),
    ...pod.containers.flatMap(({ name, image }) => [name, image]),
    ...Object.entries(pod.labels).map(([key, value]) => `${key}=${value}`),
  ];
}

function hasAll(words: readonly string[], texts: readonly string[]): boolean {
  return words.every((word) => texts.some((text) => text.toLowerCase().includes(word)));
}
