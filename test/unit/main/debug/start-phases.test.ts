import { describe, expect, it } from 'vitest';

import { trackPhases, type Observation, type TrackedContainer } from '../../../../main/debug/start-phases.ts';
import type { ContainerState } from '../../../../main/kube/index.ts';

const container: TrackedContainer = { name: 'debugger', image: 'busybox', list: 'ephemeralContainers' };

function pod(state: ContainerState | undefined, phase = 'Running'): Observation {
  const status = { name: 'debugger', image: 'busybox', imageID: '', ready: false, restartCount: 0 };
  return {
    type: 'pod',
    pod: { status: { phase, ephemeralContainerStatuses: state === undefined ? [] : [{ ...status, state }] } },
  };
}

function event(reason: string, name = 'debugger'): Observation {
  const involvedObject = { fieldPath: `spec.ephemeralContainers{${name}}` };
  return { type: 'event', event: { metadata: {}, involvedObject, reason, message: `${reason} it` } };
}

function run(...observations: readonly Observation[]): readonly string[] {
  const tracker = trackPhases(container);
  return observations.flatMap((observation) => tracker.observe(observation)).map(({ phase }) => phase);
}

const running: Observation = pod({ running: { startedAt: '2026-01-01T00:00:00Z' } });

describe('trackPhases', () => {
  it('tells the steps in their order and once', () => {
    const observations = [
      pod(undefined),
      event('Pulling'),
      event('Pulling'),
      event('Pulled'),
      event('Created'),
      event('Started'),
    ];
    expect(run(...observations, running, running)).toEqual(['pulling', 'pulled', 'created', 'running']);
  });

  it('fills in what a running container must have been through', () => {
    expect(run(running)).toEqual(['pulled', 'created', 'running']);
    expect(run(event('Created'), event('Pulled'), running)).toEqual(['created', 'running']);
  });

  it('leaves events of other containers alone', () => {
    expect(run(event('Pulling', 'other'))).toEqual([]);
  });

  it('tells each problem once, however often it comes back, and then that it runs', () => {
    const pull = pod({ waiting: { reason: 'ErrImagePull', message: 'not found' } });
    const backOff = pod({ waiting: { reason: 'ImagePullBackOff', message: 'Back-off' } });
    expect(run(pull, backOff, pull, backOff, running)).toEqual(['problem', 'problem', 'pulled', 'created', 'running']);
  });

  it('ends with the container’s end, the pod’s end or the pod’s disappearance', () => {
    const tracker = trackPhases(container);
    const ended = pod({ terminated: { exitCode: 3, reason: 'Error' } });
    expect(tracker.observe(ended).at(-1)).toEqual({
      phase: 'terminated',
      state: { state: 'terminated', exitCode: 3, reason: 'Error' },
    });
    expect(tracker.ended).toBe(true);
    expect(tracker.observe(running)).toEqual([]);
    expect(run({ type: 'podGone' }, running)).toEqual(['podGone']);
    expect(run(pod(undefined, 'Failed'), running)).toEqual(['problem']);
  });

  it('tells which node took a new pod, and in the scheduler’s words why none does', () => {
    const tracker = trackPhases({ ...container, list: 'containers' });
    const refused = {
      metadata: {},
      involvedObject: {},
      type: 'Warning',
      reason: 'FailedScheduling',
      message: '0/1 nodes',
    };
    expect(tracker.observe({ type: 'event', event: refused })).toMatchObject([
      { phase: 'problem', reason: 'FailedScheduling', message: '0/1 nodes' },
    ]);
    const status = { name: 'debugger', image: '', imageID: '', ready: true, restartCount: 0, state: { running: {} } };
    const started = { spec: { nodeName: 'n1', containers: [] }, status: { containerStatuses: [status] } };
    const phases = tracker.observe({ type: 'pod', pod: started });
    expect(phases.map(({ phase }) => phase)).toEqual(['scheduled', 'pulled', 'created', 'running']);
  });
});
