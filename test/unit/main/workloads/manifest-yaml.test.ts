import { describe, expect, it } from 'vitest';

import { essence, storedYaml, yamlDifference } from '../../../../main/workloads/manifest-yaml.ts';

const stored = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {
    name: 'a',
    uid: '1',
    resourceVersion: '2',
    creationTimestamp: '2026-01-01T00:00:00Z',
    managedFields: [],
    annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' },
  },
  data: { key: 'value', octal: '0644', yes: 'yes' },
  status: {},
};

describe('manifest YAML', () => {
  it('leaves out what the server adds for itself', () => {
    expect(essence(stored)).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a' },
      data: stored.data,
    });
  });

  it('quotes texts that kubectl would read as something else', () => {
    const { after } = yamlDifference(undefined, stored);
    expect(after).toContain('octal: "0644"');
    expect(after).toContain('"yes": "yes"');
  });

  it('shows a stored object whole but for managedFields', () => {
    const yaml = storedYaml(stored);
    expect(yaml).toContain('resourceVersion: "2"');
    expect(yaml).toContain('status: {}');
    expect(yaml).not.toContain('managedFields');
  });

  it('masks the values of a Secret and still shows which one changed', () => {
    const secret = (data: object): object => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, data });
    const { before, after } = yamlDifference(
      secret({ same: 'YQ==', other: 'Yg==' }),
      secret({ same: 'YQ==', other: 'Yw==' }),
    );
    expect(before).toContain('same: "***"\n  other: "*** (before)"');
    expect(after).toContain('same: "***"\n  other: "*** (after)"');
    expect(before + after).not.toMatch(/Y[Qgw]==/);
  });
});
