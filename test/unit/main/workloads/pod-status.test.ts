import { describe, expect, it } from 'vitest';

import { podHealth, summarizePodStatus } from '../../../../main/workloads/pod-status.ts';
import { container, pod, RUNNING, type PodParts } from './pod-fixture.ts';

const INIT = { name: 'init', image: 'busybox' };
const SIDECAR = { name: 'proxy', image: 'busybox', restartPolicy: 'Always' };
const DELETED = { deletionTimestamp: '2026-01-01T01:00:00Z' };
const done = { terminated: { exitCode: 0, reason: 'Completed' } };

/** From the printer's own table test (`TestPrintPod` and its like), and what the lab showed. */
const CASES: readonly [string, PodParts, string, string][] = [
  ['runs', {}, 'Running', 'good'],
  [
    'is not ready',
    { status: { containerStatuses: [container('web', RUNNING, { ready: false })] } },
    'Running',
    'waiting',
  ],
  ['is not scheduled', { status: { phase: 'Pending', containerStatuses: [] } }, 'Pending', 'waiting'],
  [
    'may not be scheduled yet',
    {
      status: {
        phase: 'Pending',
        containerStatuses: [],
        conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' }],
      },
    },
    'SchedulingGated',
    'waiting',
  ],
  [
    'is created',
    {
      status: { phase: 'Pending', containerStatuses: [container('web', { waiting: { reason: 'ContainerCreating' } })] },
    },
    'ContainerCreating',
    'waiting',
  ],
  [
    'crashes',
    { status: { containerStatuses: [container('web', { waiting: { reason: 'CrashLoopBackOff' } })] } },
    'CrashLoopBackOff',
    'bad',
  ],
  [
    'has no image',
    { status: { phase: 'Pending', containerStatuses: [container('web', { waiting: { reason: 'ErrImagePull' } })] } },
    'ErrImagePull',
    'bad',
  ],
  [
    'ended by a signal',
    {
      status: { phase: 'Failed', containerStatuses: [container('web', { terminated: { exitCode: 137, signal: 9 } })] },
    },
    'Signal:9',
    'bad',
  ],
  [
    'ended with a code',
    { status: { phase: 'Failed', containerStatuses: [container('web', { terminated: { exitCode: 3 } })] } },
    'ExitCode:3',
    'bad',
  ],
  ['is done', { status: { phase: 'Succeeded', containerStatuses: [container('web', done)] } }, 'Completed', 'good'],
  [
    'has one container done and one running',
    {
      spec: { containers: [{ name: 'web' }, { name: 'job' }] },
      status: {
        containerStatuses: [container('job', done), container('web', RUNNING)],
        conditions: [{ type: 'Ready', status: 'True' }],
      },
    },
    'Running',
    'waiting',
  ],
  [
    'has one container done and the pod not ready',
    {
      spec: { containers: [{ name: 'web' }, { name: 'job' }] },
      status: { containerStatuses: [container('job', done), container('web', RUNNING)] },
    },
    'NotReady',
    'waiting',
  ],
  ['is evicted', { status: { phase: 'Failed', reason: 'Evicted', containerStatuses: [] } }, 'Evicted', 'bad'],
  ['is going', { metadata: DELETED }, 'Terminating', 'waiting'],
  [
    'failed while going',
    {
      metadata: DELETED,
      status: {
        phase: 'Failed',
        containerStatuses: [container('web', { terminated: { exitCode: 143, reason: 'Error' } })],
      },
    },
    'Error',
    'waiting',
  ],
  ['is lost with its node', { metadata: DELETED, status: { reason: 'NodeLost' } }, 'Unknown', 'unknown'],
  [
    'waits for the second of its init containers',
    {
      spec: { initContainers: [INIT, { ...INIT, name: 'second' }] },
      status: {
        phase: 'Pending',
        initContainerStatuses: [
          container('init', done),
          container('second', { waiting: { reason: 'PodInitializing' } }),
        ],
        containerStatuses: [container('web', { waiting: { reason: 'PodInitializing' } })],
      },
    },
    'Init:1/2',
    'waiting',
  ],
  [
    'has a failing init container',
    {
      spec: { initContainers: [INIT] },
      status: {
        phase: 'Pending',
        initContainerStatuses: [container('init', { waiting: { reason: 'CrashLoopBackOff' } }, { restartCount: 4 })],
      },
    },
    'Init:CrashLoopBackOff',
    'bad',
  ],
  [
    'has an init container that ended with a code',
    {
      spec: { initContainers: [INIT] },
      status: { phase: 'Pending', initContainerStatuses: [container('init', { terminated: { exitCode: 2 } })] },
    },
    'Init:ExitCode:2',
    'bad',
  ],
  [
    'has a sidecar that has not started',
    {
      spec: { initContainers: [SIDECAR] },
      status: { phase: 'Pending', initContainerStatuses: [container('proxy', undefined)] },
    },
    'Init:0/1',
    'waiting',
  ],
];

describe('summarizePodStatus', () => {
  it.each(CASES)('%s', (_name, parts, status, health) => {
    const it = pod(parts);
    const summary = summarizePodStatus(it);
    expect(summary.status).toBe(status);
    expect(podHealth(it, summary)).toBe(health);
  });

  it('counts a sidecar among the ready ones and its restarts with the others', () => {
    const it = pod({
      spec: { initContainers: [SIDECAR, INIT] },
      status: {
        initContainerStatuses: [
          container('proxy', RUNNING, { restartCount: 2 }),
          container('init', done, { restartCount: 5 }),
        ],
        containerStatuses: [container('web', RUNNING, { restartCount: 1 })],
        conditions: [{ type: 'Initialized', status: 'True' }],
      },
    });
    expect(summarizePodStatus(it)).toEqual({ status: 'Running', ready: 2, restarts: 3 });
    expect(podHealth(it, summarizePodStatus(it))).toBe('good');
  });

  it('counts the restarts of init containers while it initialises', () => {
    const it = pod({
      spec: { initContainers: [INIT] },
      status: { phase: 'Pending', initContainerStatuses: [container('init', undefined, { restartCount: 3 })] },
    });
    expect(summarizePodStatus(it).restarts).toBe(3);
  });
});
