import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { requireTestContext } from '../../../../build/scripts/test-context.ts';

describe('requireTestContext', () => {
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kesako-test-context-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function kubeconfig(name: string, currentContext: string): string {
    const path = join(folder, name);
    writeFileSync(path, `apiVersion: v1\nkind: Config\ncurrent-context: "${currentContext}"\n`);
    return path;
  }

  it.each(['kind-kind', 'kube-lab-1', 'kube-lab-2-viewer'])('takes the throwaway cluster %s', (name) => {
    expect(requireTestContext({ KUBECONFIG: kubeconfig('config', name) })).toBe(name);
  });

  it.each(['production', 'my-kind-cluster', 'kind', 'KIND-kind'])('refuses %s by name', (name) => {
    expect(() => requireTestContext({ KUBECONFIG: kubeconfig('config', name) })).toThrow(`"${name}"`);
  });

  it('takes a context that a person has listed, and only that one', () => {
    const environment = { KESAKO_TEST_CONTEXTS: 'minikube, staging-tests' };
    expect(requireTestContext({ ...environment, KUBECONFIG: kubeconfig('one', 'staging-tests') })).toBe(
      'staging-tests',
    );
    expect(() => requireTestContext({ ...environment, KUBECONFIG: kubeconfig('two', 'staging') })).toThrow('staging');
  });

  it('judges the first current context of several files, as kubectl does', () => {
    const files = [kubeconfig('none', ''), kubeconfig('first', 'production'), kubeconfig('second', 'kind-kind')];
    expect(() => requireTestContext({ KUBECONFIG: files.join(delimiter) })).toThrow('"production"');
  });

  it.each([undefined, ''])('never falls back to a kubeconfig that was not named (%s)', (value) => {
    expect(() => requireTestContext({ KUBECONFIG: value })).toThrow('KUBECONFIG');
  });

  it('refuses a kubeconfig without a current context', () => {
    expect(() => requireTestContext({ KUBECONFIG: kubeconfig('config', '') })).toThrow('no current-context');
  });
});
