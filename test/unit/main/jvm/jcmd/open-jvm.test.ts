import { describe, expect, it } from 'vitest';

import { openJvm } from '../../../../../main/jvm/jcmd/open-jvm.ts';
import { createLeftFiles } from '../../../../support/left-files.ts';
import { AppError } from '../../../../../preload/contract/errors.ts';
import { type FakeAnswer, fakeJvm, fakePool, fakeSession, REF } from '../fake-reach.ts';

const signal = new AbortController().signal;

async function answering(answer: FakeAnswer) {
  const left = createLeftFiles();
  const { jvm } = await openJvm({ reach: fakePool(fakeSession(() => answer)), left, ref: REF, signal });
  return { jvm, left };
}

describe('a command for a JVM', () => {
  it('is answered with the JVM’s own text, control characters shown', async () => {
    const { jvm, asked } = await fakeJvm({ 'VM.version': 'JDK 17\u001b[31m\n' });
    expect(await jvm.run('VM.version')).not.toContain('\u001b');
    expect(asked).toEqual(['jcmd 1 VM.version']);
  });

  it('fails with what the JVM says, though it says it with the code for success', async () => {
    const { jvm } = await answering({ output: 'Could not find x.\n' });
    await expect(jvm.run('JFR.stop name=x')).rejects.toMatchObject({
      code: 'JCMD_FAILED',
      message: /^Could not find x\. The recording/,
    });
  });

  it('fails with the JVM’s words when it refuses', async () => {
    const error = new AppError('JCMD_FAILED', '', { output: '' });
    const { jvm } = await answering({
      output: 'java.lang.IllegalArgumentException: Unknown diagnostic command\n',
      error,
    });
    await expect(jvm.run('JFR.view')).rejects.toMatchObject({ message: /version does not have the command/ });
  });

  it('is refused before it is sent when no JVM would take it', async () => {
    const { jvm, asked } = await fakeJvm({});
    await expect(jvm.run(`JFR.start ${'é'.repeat(600)}`)).rejects.toMatchObject({ code: 'INVALID' });
    expect(asked).toEqual([]);
  });

  it('is given up when the answer has no end', async () => {
    const { jvm } = await answering({ output: 'x'.repeat(100) });
    await expect(jvm.run('VM.info', { limitBytes: 99 })).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });

  it('remembers what asks a JVM to listen until it is gone', async () => {
    const leftFile = '/tmp/.attach_pid1';
    const error = new AppError('ATTACH_REFUSED', '', { reason: 'attach-timeout no-socket', leftFile });
    const first = await answering({ error });
    await expect(first.jvm.run('VM.version')).rejects.toMatchObject({ message: /does not become a thread dump/ });
    expect(first.left.find(REF)).toEqual([{ path: leftFile }]);
    const session = fakeSession(() => ({ facts: { removed: 1, nspid: 1 }, output: 'JDK 17\n' }));
    const { jvm } = await openJvm({ reach: fakePool(session), left: first.left, ref: REF, signal });
    await jvm.run('VM.version');
    expect(first.left.find(REF)).toEqual([]);
  });
});
