import { describe, expect, it } from 'vitest';

import { checkSpace } from '../../../../../main/jvm/recordings/check-space.ts';
import { fakeCluster, missingTool, type FakeCommandResult } from '../../../../support/fake-cluster.ts';

const ref = { context: 'lab', kubeNamespace: 'web', pod: 'shop', container: 'debugger', pid: 7 };
const MEBIBYTE = 1024 * 1024;

function check(answer: FakeCommandResult, maxSizeBytes?: number): Promise<void> {
  const cluster = fakeCluster({ run: () => answer });
  return checkSpace(cluster, ref, '/data/x.jfr', maxSizeBytes, new AbortController().signal);
}

describe('checkSpace', () => {
  it('needs room for the recording, its copy and a reserve, in both folders', async () => {
    const blocks = (mebibytes: number): string => `${(mebibytes * MEBIBYTE) / 4096} 4096`;
    await expect(check({ stdout: `${blocks(564)}\n${blocks(9999)}\n` })).resolves.toBeUndefined();
    await expect(check({ stdout: `${blocks(9999)}\n${blocks(563)}\n` })).rejects.toMatchObject({
      code: 'RECORDING_LIMIT',
      data: { freeBytes: 563 * MEBIBYTE },
    });
    await expect(check({ stdout: `${blocks(84)}\n${blocks(84)}\n` }, 10 * MEBIBYTE)).resolves.toBeUndefined();
  });

  it('knows a folder that is missing', async () => {
    await expect(check({ stdout: 'missing\n1000 4096\n' })).rejects.toMatchObject({
      code: 'PATH_NOT_FOUND',
      data: { path: '/data' },
    });
  });

  it('does not stand in the way where nothing can be known', async () => {
    await expect(check({ stdout: 'unknown\nunknown\n' })).resolves.toBeUndefined();
    await expect(check(missingTool)).resolves.toBeUndefined();
  });
});
