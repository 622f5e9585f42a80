import { expect, it } from 'vitest';

import { searchedFolders } from '../../../../../main/jvm/recordings/find-recordings.ts';

it('searches the root, every volume but secrets, and where the JVM works', () => {
  const mounts = [
    { mountPath: '/data/' },
    { mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' },
    { mountPath: '/tmp' },
  ];
  const pod = { spec: { containers: [{ name: 'a', volumeMounts: mounts.map((each) => ({ ...each, name: 'v' })) }] } };
  expect(searchedFolders(pod, ['/srv', undefined, 'relative'])).toEqual(['/', '/tmp', '/data/', '/srv']);
});
