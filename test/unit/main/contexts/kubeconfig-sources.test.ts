import { describe, expect, it } from 'vitest';

import { kubeconfigSources } from '../../../../main/contexts/kubeconfig-sources.ts';

const places = { homeDirectory: '/home/me', added: [] };

describe('kubeconfigSources', () => {
  it('takes the default place when KUBECONFIG is not set or empty', () => {
    const fallback = [{ path: '/home/me/.kube/config', origin: 'default' }];
    expect(kubeconfigSources({ ...places, variable: undefined })).toEqual(fallback);
    expect(kubeconfigSources({ ...places, variable: '' })).toEqual(fallback);
  });

  it('takes the list of KUBECONFIG in order, each file once, empty parts skipped', () => {
    expect(kubeconfigSources({ ...places, variable: '/b::/a:/b:/x/../a' }).map(({ path }) => path)).toEqual([
      '/b',
      '/a',
    ]);
  });

  it('puts files added by hand behind', () => {
    expect(kubeconfigSources({ ...places, variable: '/a', added: ['~/extra', '/a'] })).toEqual([
      { path: '/a', origin: 'KUBECONFIG' },
      { path: '/home/me/extra', origin: 'added' },
    ]);
  });
});
