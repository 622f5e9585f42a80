import { describe, expect, it } from 'vitest';

import { dumpRecording, startRecording, stopRecording } from '../../../../../main/jvm/recordings/recording-commands.ts';
import { StartRecording } from '../../../../../preload/contract/jvm.ts';

const STARTED = 'Started recording 2. The result will be written to:\n\n/tmp/other.jfr\n';
const base = { context: 'c', kubeNamespace: 'n', pod: 'p', container: 'd', pid: 1, name: 'walk', path: '/tmp/x.jfr' };

function jvm(...answers: readonly string[]) {
  const left = [...answers];
  const sent: string[] = [];
  const run = (...command: readonly string[]): Promise<string> => {
    sent.push(command.join(' '));
    return Promise.resolve(left.shift() ?? '');
  };
  return { sent, run };
}

describe('recording commands', () => {
  it('starts with every option, after looking whether the name is free', async () => {
    const open = jvm('No available recordings.', STARTED);
    const request = StartRecording.parse({ ...base, settings: 'profile', durationSeconds: 15, maxSizeBytes: 2 ** 20 });
    expect(await startRecording(open, request)).toEqual({ text: STARTED.trim(), path: '/tmp/other.jfr' });
    expect(open.sent).toEqual([
      'JFR.check',
      'JFR.start name=walk settings=profile duration=15s maxsize=1048576 filename=/tmp/x.jfr',
    ]);
  });

  it('refuses a name that is taken, and a path that the JVM would read otherwise', async () => {
    const taken = jvm('Recording 1: name=walk (running)');
    await expect(startRecording(taken, StartRecording.parse(base))).rejects.toMatchObject({ code: 'INVALID' });
    expect(taken.sent).toEqual(['JFR.check']);
    const quoted = jvm();
    for (const path of ['/tmp/"x', "/tmp/'x", '/tmp/\\x']) {
      await expect(dumpRecording(quoted, 'walk', path)).rejects.toMatchObject({ code: 'INVALID' });
      await expect(stopRecording(quoted, 'walk', path)).rejects.toMatchObject({ code: 'INVALID' });
    }
    expect(quoted.sent).toEqual([]);
  });

  it('takes no other answer for a start', async () => {
    const open = jvm('', 'Warning! Something else.');
    await expect(startRecording(open, StartRecording.parse(base))).rejects.toMatchObject({ code: 'JCMD_FAILED' });
  });

  it('stops and dumps', async () => {
    const open = jvm('Stopped recording "walk".\n', 'Dumped recording "walk", 1.0 kB written to:\n\n/tmp/y.jfr\n');
    expect(await stopRecording(open, 'walk', undefined)).toEqual({ text: 'Stopped recording "walk".' });
    await dumpRecording(open, 'walk', '/tmp/y.jfr');
    expect(open.sent).toEqual(['JFR.stop name=walk', 'JFR.dump name=walk filename=/tmp/y.jfr']);
  });
});
