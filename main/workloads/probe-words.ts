/** Probes in one line each: `readiness: GET :8080/ every 1 s`. */
import type { Container } from '../kube/index.ts';

type Probe = NonNullable<Container['readinessProbe']>;

/** The API server fills it in; an older or foreign one may not. */
const DEFAULT_PERIOD_SECONDS = 10;

export function describeProbes(container: Container): readonly string[] {
  const probes = [
    ['startup', container.startupProbe],
    ['readiness', container.readinessProbe],
    ['liveness', container.livenessProbe],
  ] as const;
  return probes.flatMap(([name, probe]) => (probe === undefined ? [] : [`${name}: ${describeProbe(probe)}`]));
}

function describeProbe(probe: Probe): string {
  const parts = [actionOf(probe), `every ${String(probe.periodSeconds ?? DEFAULT_PERIOD_SECONDS)} s`];
  if ((probe.initialDelaySeconds ?? 0) > 0) parts.push(`after ${String(probe.initialDelaySeconds)} s`);
  if ((probe.timeoutSeconds ?? 1) > 1) parts.push(`within ${String(probe.timeoutSeconds)} s`);
  return parts.join(' ');
}

function actionOf({ httpGet, tcpSocket, grpc, exec }: Probe): string {
  if (httpGet !== undefined) {
    const scheme = httpGet.scheme === 'HTTPS' ? 'https ' : '';
    return `GET ${scheme}${httpGet.host ?? ''}:${String(httpGet.port)}${httpGet.path ?? '/'}`;
  }
  if (tcpSocket !== undefined) return `connect ${tcpSocket.host ?? ''}:${String(tcpSocket.port)}`;
  if (grpc !== undefined) return `gRPC :${String(grpc.port)}${grpc.service ? ` ${grpc.service}` : ''}`;
  if (exec !== undefined) return `exec ${(exec.command ?? []).join(' ')}`;
  return 'unknown';
}
