import { describe, expect, it } from 'vitest';

import type { PodRow, WorkloadRow } from '../../../../preload/contract/index.ts';
import { listNodes, type ListNode } from '../../../../renderer/workloads/list-rows.ts';
import { reduceWorkloads } from '../../../../renderer/workloads/reduce-workloads.ts';
import { containerRow, podRow, workloadRow } from './rows.ts';

/** The tree as indented text. */
function draw(workloads: readonly WorkloadRow[], pods: readonly PodRow[], filter = ''): string {
  const view = reduceWorkloads(undefined, { type: 'snapshot', sequence: 1, pods, workloads, denied: [] });
  const line = (node: ListNode, indent: string): string => {
    const title =
      node.type === 'workload' ? node.workload.name : node.type === 'pod' ? node.title : `+${node.container.name}`;
    return [indent + title, ...node.children.map((child) => line(child, `${indent} `))].join('\n');
  };
  return listNodes(view, filter)
    .map((node) => line(node, ''))
    .join('\n');
}

const web = workloadRow('web');
const pods = [
  podRow('web-7d9-x2', { workload: web.uid, labels: { app: 'web', tier: 'front' } }),
  podRow('web-7d9-x10', {
    workload: web.uid,
    containers: [containerRow('main'), containerRow('debugger', { kind: 'ephemeral', image: 'busybox' })],
  }),
  podRow('single'),
];

describe('listNodes', () => {
  it('puts pods below their workload, debug containers below their pod, and shortens names', () => {
    expect(draw([web], pods)).toBe('single\nweb\n 7d9-x2\n 7d9-x10\n  +debugger');
  });

  it('shows a pod whose workload may not be listed by its whole name', () => {
    expect(draw([], [pods[0]!])).toBe('web-7d9-x2');
  });

  it('keeps workloads without pods', () => {
    expect(draw([workloadRow('asleep', { desired: 0 })], [])).toBe('asleep');
  });

  it.each([
    ['SINGLE', 'single'],
    ['busybox', 'web\n 7d9-x10\n  +debugger'],
    ['tier=front', 'web\n 7d9-x2'],
    ['web', 'web\n 7d9-x2\n 7d9-x10\n  +debugger'],
    ['web x10', 'web\n 7d9-x10\n  +debugger'],
    ['nothing like it', ''],
  ])('filters by %o', (filter, drawn) => {
    expect(draw([web], pods, filter)).toBe(drawn);
  });

  it('copes with ten thousand pods between two frames of typing', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => podRow(`web-${index}`, { workload: web.uid }));
    const started = performance.now();
    draw([web], many, '99');
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
