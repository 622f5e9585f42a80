import { describe, expect, it } from 'vitest';

import { podDetail } from '../../../../main/workloads/pod-detail.ts';
import { container, pod, RUNNING } from './pod-fixture.ts';

describe('podDetail', () => {
  it('tells all four kinds of containers apart', () => {
    const { containers, defaultContainer } = podDetail(
      pod({
        metadata: { annotations: { 'kubectl.kubernetes.io/default-container': 'gone' } },
        spec: {
          initContainers: [{ name: 'init' }, { name: 'proxy', restartPolicy: 'Always' }],
          ephemeralContainers: [{ name: 'debugger', image: 'busybox', targetContainerName: 'web' }],
        },
        status: { ephemeralContainerStatuses: [container('debugger', RUNNING)] },
      }),
      [],
    );
    expect(containers.map(({ name, kind, target, state }) => [name, kind, target, state.state])).toEqual([
      ['init', 'init', undefined, 'unknown'],
      ['proxy', 'sidecar', undefined, 'unknown'],
      ['web', 'ordinary', undefined, 'running'],
      ['debugger', 'ephemeral', 'web', 'running'],
    ]);
    expect(defaultContainer).toBe('web');
  });

  it('knows who added an ephemeral container', () => {
    const { containers } = podDetail(
      pod({
        metadata: {
          managedFields: [
            { manager: 'kubelet', subresource: 'status', fieldsV1: { 'f:spec': {} } },
            {
              manager: 'kubectl-debug',
              subresource: 'ephemeralcontainers',
              time: '2026-01-02T00:00:00Z',
              fieldsV1: {
                'f:spec': { 'f:ephemeralContainers': { '.': {}, 'k:{"name":"debugger"}': {}, 'k:{broken': {} } },
              },
            },
          ],
        },
        spec: { ephemeralContainers: [{ name: 'debugger' }] },
      }),
      [],
    );
    expect(containers[1]?.addedBy).toEqual({ manager: 'kubectl-debug', at: '2026-01-02T00:00:00Z' });
  });

  it('says probes, volumes and rights in words', () => {
    const detail = podDetail(
      pod({
        metadata: { annotations: { 'kubernetes.io/config.mirror': 'x' } },
        spec: {
          securityContext: { runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
          volumes: [
            { name: 'settings', configMap: { name: 'app' } },
            { name: 'scratch', emptyDir: { medium: 'Memory' } },
            { name: 'new', brandNew: {} } as { name: string },
          ],
          containers: [
            {
              name: 'web',
              securityContext: { runAsUser: 7, capabilities: { drop: ['ALL'] } },
              readinessProbe: { httpGet: { port: 8080, path: '/' }, periodSeconds: 1 },
              livenessProbe: { exec: { command: ['test', '-e', '/tmp/ok'] }, initialDelaySeconds: 5 },
              startupProbe: { tcpSocket: { port: 'web' }, timeoutSeconds: 3 },
            },
          ],
        },
      }),
      [{ kind: 'ReplicaSet', name: 'web' }],
    );
    expect(detail.containers[0]?.probes).toEqual([
      'startup: connect :web every 10 s within 3 s',
      'readiness: GET :8080/ every 1 s',
      'liveness: exec test -e /tmp/ok every 10 s after 5 s',
    ]);
    expect(detail.volumes.map(({ source }) => source)).toEqual(['configMap app', 'emptyDir in memory', 'brandNew']);
    expect(detail.containers[0]?.security).toEqual({
      runAsUser: 7,
      seccomp: 'RuntimeDefault',
      capabilitiesAdded: [],
      capabilitiesDropped: ['ALL'],
    });
    expect(detail).toMatchObject({ mirror: true, owners: [{ kind: 'ReplicaSet' }], shareProcessNamespace: false });
  });

  it('keeps only the beginning of a very long message', () => {
    const state = { waiting: { reason: 'CrashLoopBackOff', message: 'x'.repeat(100_000) } };
    const { containers } = podDetail(pod({ status: { containerStatuses: [container('web', state)] } }), []);
    expect(JSON.stringify(containers).length).toBeLessThan(5_000);
  });

  it('shows a pod of which nothing is known yet', () => {
    expect(podDetail({}, [])).toMatchObject({ status: '', health: 'unknown', containers: [], defaultContainer: '' });
  });
});
