/** Pods as the cases send them. */
export const busybox = (name: string, rest: object = {}, container: object = {}): object => ({
  metadata: { name },
  spec: {
    terminationGracePeriodSeconds: 1,
    containers: [
      {
        ...{ name: 'app', image: 'busybox:1', imagePullPolicy: 'IfNotPresent', command: ['sleep', '3600'] },
        ...container,
      },
    ],
    ...rest,
  },
});

/** Nobody schedules it: it stays as it was sent. */
export const idle = (name: string, labels: Readonly<Record<string, string>> = {}, rest: object = {}): object => ({
  metadata: { name, labels },
  spec: {
    schedulingGates: [{ name: 'kesako.test/idle' }],
    containers: [{ name: 'app', image: 'busybox:1' }],
    ...rest,
  },
});

export const deployment = (name: string, spec: object = {}, container: object = {}): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec: {
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: {
        terminationGracePeriodSeconds: 1,
        containers: [
          {
            ...{ name: 'app', image: 'busybox:1', imagePullPolicy: 'IfNotPresent', command: ['sleep', '3600'] },
            ...container,
          },
        ],
      },
    },
    ...spec,
  },
});

export const STRATEGIC = 'application/strategic-merge-patch+json';
export const MERGE = 'application/merge-patch+json';
export const JSON_PATCH = 'application/json-patch+json';
export const APPLY = 'application/apply-patch+yaml';
