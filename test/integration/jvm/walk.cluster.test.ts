import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createDebug } from '../../../main/debug/index.ts';
import { createJvm } from '../../../main/jvm/index.ts';
import { runCommand } from '../../../main/kube/index.ts';
import { DebugRequest } from '../../../preload/contract/debug.ts';
import { StartRecording } from '../../../preload/contract/jvm.ts';
import type { ProcessRef } from '../../../preload/contract/references.ts';
import { openClusterLab, springPetclinic, uncancelled, type ClusterLab } from '../../support/cluster-lab.ts';

describe('a Java 17 application as process 1 of user 999', () => {
  let lab: ClusterLab;
  let pod: string;

  beforeAll(async () => {
    lab = await openClusterLab(`jvm-${process.pid}`);
    await lab.apply(springPetclinic());
    pod = await lab.podOf('spring-petclinic');
  });
  afterAll(() => lab.dispose());

  const jvm = () => createJvm({ clusterOf: lab.clusterOf });
  const podRef = () => ({ context: lab.context, kubeNamespace: lab.kubeNamespace, pod });
  const processRef = (container: string): ProcessRef => ({ ...podRef(), container, pid: 1 });
  const log = () => lab.kubectl('logs', '-n', lab.kubeNamespace, pod, '-c', 'spring-petclinic');

  async function startDebugger(name: string, image: string, profile: string): Promise<void> {
    const wish = { ...podRef(), name, image, profile, target: 'spring-petclinic', imagePullPolicy: 'IfNotPresent' };
    const request = DebugRequest.parse({ ...wish, command: ['sleep', '600'] });
    for await (const { phase } of createDebug({ clusterOf: lab.clusterOf }).start(request, uncancelled())) {
      if (phase === 'running') return;
    }
    throw new Error('the debug container does not run');
  }

  it('is not spoken to by the jcmd of JDK 17, nor from a container that may not look into it', async () => {
    const before = await log();
    await startDebugger('jdk17', 'eclipse-temurin:17-jdk', 'general');
    const [found, ...others] = await jvm().list(podRef(), uncancelled());
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      container: 'jdk17',
      pid: 1,
      targetContainer: 'spring-petclinic',
      attach: { possible: false, remedy: expect.stringContaining('eclipse-temurin:25-jdk') as unknown },
    });
    await expect(jvm().facts(processRef('jdk17'), uncancelled())).rejects.toMatchObject({ code: 'ATTACH_REFUSED' });
    await startDebugger('weak', 'eclipse-temurin:25-jdk', 'baseline');
    await expect(jvm().recordings(processRef('weak'), uncancelled())).rejects.toMatchObject({
      code: 'ATTACH_REFUSED',
      data: { reason: expect.stringContaining('may not look into') as unknown },
    });
    expect(await log()).toBe(before);
  });

  it('is listed with its version, and tells its facts to the jcmd of JDK 25', async () => {
    await startDebugger('jdk25', 'eclipse-temurin:25-jdk', 'general');
    const [found] = await jvm().list(podRef(), uncancelled());
    expect(found).toMatchObject({
      container: 'jdk25',
      pid: 1,
      uid: 999,
      version: expect.stringMatching(/^17\./) as unknown,
      vendor: 'Debian',
      mainClass: '/usr/local/jetty/start.jar',
      attach: { possible: true, means: 'jcmd' },
    });
    const startedAt = performance.now();
    const facts = await jvm().facts(processRef('jdk25'), uncancelled());
    console.log(`facts in ${Math.round(performance.now() - startedAt)} ms`);
    expect(facts.version).toContain('JDK 17.');
    expect(facts.uptimeSeconds).toBeGreaterThan(0);
    expect(facts.flags).toContain('-XX:+UseSerialGC');
    expect(facts.container).toContainEqual({ label: 'memory_limit_in_bytes', value: '1048576 k' });
    expect(facts.commandLine).toContainEqual({ label: 'java_command', value: '/usr/local/jetty/start.jar' });
  });

  it('records for five seconds into a file of its own', async () => {
    const request = StartRecording.parse({
      ...processRef('jdk25'),
      name: 'walk',
      durationSeconds: 5,
      path: '/tmp/x.jfr',
    });
    const startedAt = performance.now();
    const started = await jvm().start(request, uncancelled());
    console.log(`JFR.start in ${Math.round(performance.now() - startedAt)} ms`);
    expect(started.path).toBe('/tmp/x.jfr');
    const recordings = await jvm().recordings(processRef('jdk25'), uncancelled());
    expect(recordings).toMatchObject([{ name: 'walk', state: 'running', durationSeconds: 5 }]);
    await expect(jvm().start(request, uncancelled())).rejects.toMatchObject({ code: 'INVALID' });

    await expect
      .poll(() => jvm().recordings(processRef('jdk25'), uncancelled()), { timeout: 20_000, interval: 500 })
      .toEqual([]);
    const { stdout } = await runCommand(lab.cluster, processRef('jdk25'), [
      'head',
      '-c',
      '4',
      '/proc/1/root/tmp/x.jfr',
    ]);
    expect(Buffer.from(stdout).toString('latin1')).toBe('FLR\0');
  });

  it('dumps and stops, and turns failures that come with success into errors', async () => {
    const ref = processRef('jdk25');
    await jvm().start(
      StartRecording.parse({ ...ref, name: 'long', settings: 'profile', path: '/tmp/long.jfr' }),
      uncancelled(),
    );
    const { text } = await jvm().dump({ ...ref, name: 'long', path: '/tmp/dump.jfr' }, uncancelled());
    expect(text).toContain('/tmp/dump.jfr');
    await jvm().stop({ ...ref, name: 'long' }, uncancelled());
    await expect(jvm().stop({ ...ref, name: 'long' }, uncancelled())).rejects.toMatchObject({ code: 'JCMD_FAILED' });
    await expect(
      jvm().start(StartRecording.parse({ ...ref, name: 'nowhere', path: '/nodir/x.jfr' }), uncancelled()),
    ).rejects.toMatchObject({ code: 'PATH_NOT_FOUND' });
    const tooLarge = StartRecording.parse({ ...ref, name: 'huge', path: '/tmp/h.jfr', maxSizeBytes: 2 ** 50 });
    await expect(jvm().start(tooLarge, uncancelled())).rejects.toMatchObject({ code: 'RECORDING_LIMIT' });
  });

  it('left no thread dump in the log and no file behind', async () => {
    expect(await log()).not.toContain('Full thread dump');
    const command = ['sh', '-c', 'ls -a /proc/1/cwd/. /proc/1/root/tmp'];
    const { stdout } = await runCommand(lab.cluster, processRef('jdk25'), command);
    expect(Buffer.from(stdout).toString()).not.toContain('.attach_pid');
  });
});
