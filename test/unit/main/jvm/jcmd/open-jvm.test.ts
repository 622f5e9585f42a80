import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { openJvm } from '../../../../../main/jvm/jcmd/open-jvm.ts';
import { fakeCluster, type FakeCluster, type FakeCommandResult } from '../../../../support/fake-cluster.ts';

const ref = { context: 'lab', kubeNamespace: 'web', pod: 'shop', container: 'debugger', pid: 1 };
const fixture = (name: string): Uint8Array =>
  readFileSync(join(import.meta.dirname, '../../../../fixtures/proc', `jvm-${name}.txt`));

function cluster(name: string, answer: FakeCommandResult = {}): FakeCluster {
  return fakeCluster({ run: (command) => (isJcmd(command) ? answer : { stdout: fixture(name) }) });
}

const isJcmd = ([, , script]: readonly string[]): boolean => script?.includes('jcmd "$pid"') === true;
const open = (fake: FakeCluster, pid = 1) => openJvm(fake, { ...ref, pid }, new AbortController().signal);

describe('openJvm', () => {
  it.each(['jdk17-traced', 'busybox-refused'])('sends nothing where the verdict is no: %s', async (name) => {
    const fake = cluster(name);
    await expect(open(fake)).rejects.toMatchObject({ code: 'ATTACH_REFUSED' });
    expect(fake.commands.filter(isJcmd)).toEqual([]);
  });

  it('knows a process that is not there', async () => {
    await expect(open(cluster('jdk25-traced'), 77)).rejects.toMatchObject({ code: 'JVM_NOT_FOUND', data: { pid: 77 } });
  });

  it('gives the answer without jcmd’s own line, and the command as words', async () => {
    const fake = cluster('jdk25-traced', { stdout: '1:\nJDK 17\n' });
    const jvm = await open(fake);
    expect(await jvm.run('JFR.stop', 'name=a b; rm')).toBe('JDK 17\n');
    expect(fake.commands.find(isJcmd)?.slice(3)).toEqual(['sh', '1', '1', 'JFR.stop', 'name=a b; rm']);
  });

  it('turns a failure into an error, whatever its code', async () => {
    const soft = await open(cluster('jdk25-traced', { stdout: '1:\nCould not stop recording "x".\n' }));
    await expect(soft.run('JFR.stop')).rejects.toMatchObject({ code: 'JCMD_FAILED' });
    const hard = await open(
      cluster('jdk25-traced', {
        stderr: 'java.io.IOException: Operation not permitted',
        end: { reason: 'exited', code: 1 },
      }),
    );
    await expect(hard.run('VM.version')).rejects.toMatchObject({ code: 'ATTACH_REFUSED' });
  });

  it('refuses a command that the JVM would hang up on', async () => {
    const fake = cluster('jdk25-traced');
    await expect((await open(fake)).run('x'.repeat(1025))).rejects.toMatchObject({ code: 'INVALID' });
    expect(fake.commands.filter(isJcmd)).toEqual([]);
  });
});
