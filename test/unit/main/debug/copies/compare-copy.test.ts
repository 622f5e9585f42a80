import { describe, expect, it } from 'vitest';

import { buildCopy } from '../../../../../main/debug/copies/build-copy.ts';
import { compareCopy, type CopySurroundings } from '../../../../../main/debug/copies/compare-copy.ts';
import type { Pod } from '../../../../../main/kube/index.ts';
import { CopyRequest, type PlanFinding } from '../../../../../preload/contract/pod-copies.ts';

const probe = { exec: { command: ['true'] } };
const original: Pod = {
  metadata: {
    name: 'web-1',
    namespace: 'shop',
    labels: { app: 'web', hash: 'x' },
    ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web', uid: 'r', controller: true }],
  },
  spec: {
    nodeName: 'node-1',
    containers: [{ name: 'app', image: 'app', livenessProbe: probe, readinessProbe: probe }],
    initContainers: [{ name: 'prepare', image: 'busybox' }],
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
  },
};
const service = { metadata: { name: 'web' }, spec: { selector: { app: 'web' } } };

function compare(wish: object, surroundings: Partial<CopySurroundings> = {}): readonly PlanFinding[] {
  const request = CopyRequest.parse({
    context: 'lab',
    kubeNamespace: 'shop',
    pod: 'web-1',
    image: 'busybox',
    profile: 'general',
    copyTo: 'web-debug',
    ...wish,
  });
  const { pod } = buildCopy(original, request, { generatedName: 'debugger-x' });
  return compareCopy(original, pod, request, { services: [service], claims: [], ...surroundings });
}
const find = (findings: readonly PlanFinding[], name: PlanFinding['name']): PlanFinding | undefined =>
  findings.find((finding) => finding.name === name);

describe('compareCopy', () => {
  it('says that a copy without labels gets no traffic, and whose it gets with them', () => {
    expect(find(compare({}), 'traffic')).toMatchObject({
      outcome: 'passed',
      sentence: expect.stringContaining('no labels'),
    });
    expect(find(compare({ keepLabels: true }), 'traffic')).toMatchObject({
      outcome: 'limited',
      sentence: expect.stringContaining('traffic of web'),
    });
    expect(find(compare({ keepLabels: true, labels: { app: 'other' } }), 'traffic')?.outcome).toBe('passed');
    expect(find(compare({ keepLabels: true }, { services: undefined }), 'traffic')?.outcome).toBe('unknown');
  });

  it('warns that a ReplicaSet may adopt it, unless a label differs', () => {
    expect(find(compare({ keepLabels: true }), 'controller')?.sentence).toContain('ReplicaSet web');
    expect(find(compare({ keepLabels: true, labels: { hash: 'y' } }), 'controller')).toBeUndefined();
    expect(find(compare({}), 'controller')).toBeUndefined();
  });

  it('names what is left away and what runs again', () => {
    expect(find(compare({}), 'probes')?.sentence).toContain('liveness, readiness');
    expect(find(compare({ keepLiveness: true }), 'probes')).toMatchObject({ outcome: 'limited' });
    expect(find(compare({}), 'initContainers')?.sentence).toContain('run again: prepare');
    expect(find(compare({ keepInitContainers: false }), 'initContainers')?.sentence).toContain('do not run');
  });

  it('knows the volumes that cannot be mounted twice', () => {
    const claims = (mode: string): CopySurroundings['claims'] => [
      { metadata: { name: 'data' }, spec: { accessModes: [mode] } },
    ];
    expect(find(compare({}, { claims: claims('ReadWriteOncePod') }), 'volumes')?.outcome).toBe('failed');
    expect(find(compare({}, { claims: claims('ReadWriteOnce') }), 'volumes')?.remedy).toContain('same node');
    expect(find(compare({ sameNode: true }, { claims: claims('ReadWriteOnce') }), 'volumes')?.sentence).toContain(
      'same storage',
    );
  });

  it('says what becomes of a replaced original', () => {
    expect(find(compare({ replace: true }), 'original')?.sentence).toContain('ReplicaSet web makes another');
  });
});

describe('buildCopy', () => {
  it('keeps every field of the server that nobody here knows', () => {
    const newer = { ...original, spec: { ...original.spec, fieldOfTomorrow: 7 } } as unknown as Pod;
    const request = CopyRequest.parse({
      context: 'lab',
      kubeNamespace: 'shop',
      pod: 'web-1',
      image: 'busybox',
      profile: 'general',
      copyTo: 'c',
      pullSecrets: ['registry'],
      expiresSeconds: 3600,
    });
    expect(buildCopy(newer, request, { generatedName: 'd' }).pod.spec).toMatchObject({
      fieldOfTomorrow: 7,
      imagePullSecrets: [{ name: 'registry' }],
      activeDeadlineSeconds: 3600,
    });
  });
});
