/** What a new practice cluster runs: a web server whose image has no tools, and the service before it. */
import { withDefaults } from './api/defaults.ts';
import { DEPLOYMENTS, SERVICES } from './api/resource-types.ts';
import type { Store } from './api/store.ts';

export const SAMPLE_KUBE_NAMESPACE = 'default';
const NAME = 'http-server';
const LABELS = { app: NAME };

export function addSampleWorkloads(store: Store): void {
  const metadata = { name: NAME, namespace: SAMPLE_KUBE_NAMESPACE, labels: LABELS };
  const container = {
    name: NAME,
    image: 'http-server-distroless:1',
    ports: [{ containerPort: 8080 }],
    readinessProbe: { httpGet: { path: '/', port: 8080 }, periodSeconds: 1 },
  };
  store.put(
    DEPLOYMENTS,
    withDefaults(DEPLOYMENTS, {
      metadata: { ...metadata, generation: 1 },
      spec: {
        selector: { matchLabels: LABELS },
        template: {
          metadata: { labels: LABELS },
          spec: { terminationGracePeriodSeconds: 1, containers: [container] },
        },
      },
      status: {},
    }),
  );
  store.put(
    SERVICES,
    withDefaults(SERVICES, { metadata, spec: { selector: LABELS, ports: [{ port: 80, targetPort: 8080 }] } }),
  );
}
