import { describe, expect, it } from 'vitest';

import type { ContextInfo } from '../../../../preload/contract/index.ts';
import { openContexts } from '../../../../renderer/contexts/open-contexts.ts';

function info(name: string, broken = false): ContextInfo {
  return {
    name,
    cluster: name,
    server: 'https://127.0.0.1',
    user: 'me',
    kubeNamespace: 'default',
    file: '/config',
    insecure: false,
    authentication: 'certificate',
    ...(broken ? { problem: { code: 'KUBECONFIG_INVALID', message: 'No such user.', data: {} } } : {}),
  };
}

describe('openContexts', () => {
  it('shows the usable ones until the person has arranged them', () => {
    expect(openContexts([info('a'), info('b', true), info('c')], undefined, undefined)).toEqual(['a', 'c']);
  });

  it('keeps the arrangement and leaves out what has vanished', () => {
    expect(openContexts([info('a'), info('b'), info('c')], ['c', 'gone', 'a'], undefined)).toEqual(['c', 'a']);
  });

  it('always shows the current one, even when it has vanished', () => {
    expect(openContexts([info('a')], [], 'gone')).toEqual(['gone']);
  });

  it('does not fill the window’s edge with a hundred clusters', () => {
    const many = Array.from({ length: 100 }, (_, index) => info(`cluster-${index}`));
    expect(openContexts(many, undefined, 'cluster-99')).toHaveLength(13);
  });
});
