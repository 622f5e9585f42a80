import { describe, expect, it } from 'vitest';

import { startRecording } from '../../../../../main/jvm/recordings/start-recording.ts';
import { StartRecording } from '../../../../../preload/contract/jvm-recordings.ts';
import { AppError } from '../../../../../preload/contract/errors.ts';
import { fakeJvm, type FakeProgram, REF } from '../fake-reach.ts';

const MIB = 2 ** 20;
const NOW = new Date('2026-01-01T00:00:00Z');
const absent = { error: new AppError('PATH_NOT_FOUND', '', { path: '' }) };
const withSpace =
  (free: number): FakeProgram =>
  (verb) => {
    if (verb === 'space') return { facts: { free, memory: 0, read_only: 0 } };
    return verb === 'stat' ? absent : {};
  };

const fileIsThere: FakeProgram = (verb) => (verb === 'space' ? { facts: { free: 2 ** 30 } } : {});

const basics = {
  'VM.version': 'OpenJDK\nJDK 17.0.1\n',
  'VM.system_properties': 'java.io.tmpdir=/tmp\njava.home=/opt/java\n',
  'JFR.check': 'Recording 1: name=taken (running)\n',
};
const START =
  'JFR.start name=walk settings=default duration=15s maxsize=104857600 filename=/tmp/r.jfr jdk.InitialEnvironmentVariable#enabled=false';
const started = 'Started recording 2. The result will be written to:\n\n/tmp/r.jfr\n';
const request = (more: object = {}): StartRecording =>
  StartRecording.parse({ ...REF, name: 'walk', durationSeconds: 15, path: '/tmp/r.jfr', ...more });

async function start(
  more: object,
  commands: Readonly<Record<string, string>>,
  program: FakeProgram = withSpace(2 ** 30),
) {
  const fake = await fakeJvm({ ...basics, ...commands }, program);
  const setting = { left: fake.left, now: () => NOW, signal: new AbortController().signal };
  return { ...fake, result: startRecording(fake.jvm, request(more), setting) };
}

describe('a recording', () => {
  it('is started with a limit, without the environment, and remembered', async () => {
    const { result, left } = await start({}, { [START]: started });
    expect(await result).toMatchObject({ path: '/tmp/r.jfr', command: `jcmd 1 ${START}` });
    expect(left.find(REF)).toEqual([{ path: '/tmp/r.jfr', recording: 'walk', startedAt: NOW.toISOString() }]);
  });

  it.each([
    ['a name that is taken', { name: 'taken' }, withSpace(2 ** 30), 'INVALID'],
    ['too little space', { maxSizeBytes: 500 * MIB }, withSpace(600 * MIB), 'RECORDING_LIMIT'],
    ['a nearly full disk', {}, withSpace(70 * MIB), 'RECORDING_LIMIT'],
    ['a file that is there', {}, fileIsThere, 'INVALID'],
  ] as const)('is not started with %s', async (_what, more, program, code) => {
    const { result, asked } = await start(more, {}, program);
    await expect(result).rejects.toMatchObject({ code });
    expect(asked.some((line) => line.includes('JFR.start'))).toBe(false);
  });

  it('says with figures why the disk is too small', async () => {
    const { result } = await start({ maxSizeBytes: 500 * MIB }, {}, withSpace(600 * MIB));
    await expect(result).rejects.toMatchObject({
      message: /500 MiB.*1064 MiB.*600 MiB.*at most 268 MiB/,
      data: { freeBytes: 600 * MIB },
    });
  });

  it('of an older JVM gets a settings file, which is taken away again', async () => {
    const command =
      'JFR.start name=walk settings=/tmp/kesako-walk.jfc duration=15s maxsize=104857600 filename=/tmp/r.jfr';
    const program: FakeProgram = (verb, words) =>
      verb === 'read'
        ? { output: `<configuration>${words[1] ?? ''}</configuration>` }
        : withSpace(2 ** 30)(verb, words);
    const { result, asked } = await start({}, { 'VM.version': 'OpenJDK\nJDK 11.0.2\n', [command]: started }, program);
    await result;
    expect(asked).toContain('read 1 /opt/java/lib/jfr/default.jfc');
    expect(asked.filter((line) => /^(write|jcmd 1 JFR.start|remove)/.test(line))).toEqual([
      'write 1 /tmp/kesako-walk.jfc',
      `jcmd 1 ${command}`,
      'remove 1 /tmp/kesako-walk.jfc',
    ]);
  });

  it('is not believed to run because nothing else was said', async () => {
    const { result } = await start({}, { [START]: 'Something new.\n' });
    await expect(result).rejects.toMatchObject({ code: 'JCMD_FAILED', message: /Nothing was started/ });
  });
});
