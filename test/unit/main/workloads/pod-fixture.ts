/** Builds pods as the API server sends them. */
import type { ContainerStatus, Pod } from '../../../../main/kube/index.ts';

export const RUNNING = { running: { startedAt: '2026-01-01T00:00:05Z' } };

export function container(
  name: string,
  state: ContainerStatus['state'],
  more: Partial<ContainerStatus> = {},
): ContainerStatus {
  return {
    name,
    image: 'busybox',
    imageID: '',
    ready: state?.running !== undefined,
    restartCount: 0,
    started: state?.running !== undefined,
    ...more,
    ...(state === undefined ? {} : { state }),
  };
}

export interface PodParts {
  readonly metadata?: Partial<NonNullable<Pod['metadata']>>;
  readonly spec?: Partial<NonNullable<Pod['spec']>>;
  readonly status?: Partial<NonNullable<Pod['status']>>;
}

export function pod({ metadata, spec, status }: PodParts = {}): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'web-1',
      namespace: 'default',
      uid: 'pod-1',
      resourceVersion: '7',
      creationTimestamp: '2026-01-01T00:00:00Z',
      ...metadata,
    },
    spec: { containers: [{ name: 'web', image: 'busybox' }], ...spec },
    status: { phase: 'Running', containerStatuses: [container('web', RUNNING)], ...status },
  };
}
