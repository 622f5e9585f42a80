import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { root } from '../../../../build/config/paths.ts';
import { uploadProgram } from '../../../../main/reach/upload.ts';
import { fakeCluster, type FakeCluster, type FakeCommandResult } from '../../../support/fake-cluster.ts';

const here = { context: 'lab', kubeNamespace: 'shop', pod: 'web-0', container: 'debugger-1' };
const programs = join(root, 'build/reach/bin');

/** A container that says these things of its machine, one after the other, and takes in the program. */
function containerSaying(...answers: readonly FakeCommandResult[]): FakeCluster {
  let asked = 0;
  return fakeCluster({
    run: ([, , script]) => (script === 'uname -m' ? (answers[asked++] ?? {}) : { stdout: '/tmp/program\n' }),
  });
}

describe('uploadProgram', () => {
  it('asks a container again that has said nothing of its machine', async () => {
    const cluster = containerSaying({}, { stdout: 'x86_64\n' });
    expect(await uploadProgram(cluster, here, { programs })).toBe('/tmp/program');
    expect(cluster.commands).toHaveLength(3);
  });

  it('tells how asking ended where nothing is ever said', async () => {
    const killed: FakeCommandResult = { stderr: 'killed', end: { reason: 'exited', code: 137 } };
    const failing = uploadProgram(containerSaying(killed, killed, killed), here, { programs });
    await expect(failing).rejects.toMatchObject({ code: 'COMMAND_FAILED', data: { exitCode: 137, stderr: 'killed' } });
  });

  it('has no program for a machine that it does not know', async () => {
    const failing = uploadProgram(containerSaying({ stdout: 'riscv64\n' }), here, { programs });
    await expect(failing).rejects.toMatchObject({ code: 'REACH_UNAVAILABLE', data: { reason: 'machine' } });
  });
});
