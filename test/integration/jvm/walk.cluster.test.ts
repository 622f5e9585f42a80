import { gunzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { root } from '../../../build/config/paths.ts';
import { createReachPool } from '../../../main/reach/index.ts';
import { createJvm } from '../../../main/jvm/index.ts';
import type { HeapDumpPhase } from '../../../preload/contract/jvm.ts';
import { StartRecording } from '../../../preload/contract/jvm-recordings.ts';
import type { ProcessRef } from '../../../preload/contract/references.ts';
import { springPetclinic, uncancelled } from '../../support/cluster-lab.ts';
import { openJvmLab, type JvmLab } from './jvm-lab.ts';
import { readHprof } from './read-hprof.ts';

const TARGET = 'spring-petclinic';

describe('a Java 17 application as process 1 of user 999', () => {
  let lab: JvmLab;
  let pod: string;

  beforeAll(async () => {
    lab = await openJvmLab(`jvm-${process.pid}`);
    await lab.apply(springPetclinic());
    pod = await lab.podOf(TARGET);
    await lab.debug(pod, [
      { name: 'busybox', image: 'busybox:latest', profile: 'general', target: TARGET },
      { name: 'jdk17', image: 'eclipse-temurin:17-jdk', profile: 'general', target: TARGET },
      { name: 'fitting', image: 'busybox:latest', profile: 'restricted', user: { uid: 999, gid: 999 }, target: TARGET },
      { name: 'weak', image: 'busybox:latest', profile: 'restricted', user: { uid: 1000, gid: 1000 }, target: TARGET },
    ]);
  }, 180_000);
  afterAll(() => lab.dispose());

  const refOf = (container: string): ProcessRef => ({ ...lab.containerRef(pod, container), pid: 1 });

  it('is listed once, with what can be known before it is spoken with', async () => {
    const [found, ...others] = await lab.jvm.list(lab.containerRef(pod, ''), uncancelled());
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      pid: 1,
      uid: 999,
      kind: 'hotspot',
      targetContainer: TARGET,
      version: expect.stringMatching(/^17\./) as unknown,
      vendor: 'Debian',
      mainClass: '/usr/local/jetty/start.jar',
      collector: 'Serial',
      memoryLimitBytes: 2 ** 30,
      attach: { possible: true },
    });
    expect(found?.heap?.usedBytes).toBeGreaterThan(2 ** 20);
    expect(await lab.logOf(pod, TARGET)).not.toContain('Full thread dump');
  });

  it('tells its facts', async () => {
    const facts = await lab.jvm.facts(refOf('busybox'), uncancelled());
    expect(facts.version).toContain('JDK 17.');
    expect(facts.uptimeSeconds).toBeGreaterThan(0);
    expect(facts.flags).toContain('-XX:+UseSerialGC');
    expect(facts.container).toContainEqual({ label: 'memory_limit_in_bytes', value: '1048576 k' });
    expect(facts.commandLine).toContainEqual({ label: 'java_command', value: '/usr/local/jetty/start.jar' });
  });

  it('is not spoken with by another user, and says what would be needed', async () => {
    await expect(lab.jvm.facts(refOf('weak'), uncancelled())).rejects.toMatchObject({ code: 'ATTACH_REFUSED' });
  });

  it.each(['busybox', 'jdk17', 'fitting'])(
    'records for five seconds from %s, into a file that a JFR reader takes',
    async (container) => {
      const ref = refOf(container);
      const path = `/tmp/${container}.jfr`;
      const request = StartRecording.parse({ ...ref, name: container, durationSeconds: 5, path });
      const plan = await lab.jvm.planRecording(request, uncancelled());
      expect(plan.command).toContain('jdk.InitialEnvironmentVariable#enabled=false');
      const startedAt = performance.now();
      await lab.jvm.start(request, uncancelled());
      console.log(`${container}: JFR.start in ${Math.round(performance.now() - startedAt)} ms`);
      const running = await lab.jvm.recordings(ref, uncancelled());
      expect(running.recordings).toMatchObject([{ name: container, state: 'running', durationSeconds: 5, path }]);
      expect(running.repository?.sizeBytes).toBeGreaterThan(0);
      await expect(lab.jvm.start(request, uncancelled())).rejects.toMatchObject({ code: 'INVALID' });

      const files = async () => (await lab.jvm.recordings(ref, uncancelled())).files;
      await expect
        .poll(files, { timeout: 30_000, interval: 500 })
        .toMatchObject([{ path, recording: container, sizeBytes: expect.any(Number) as unknown }]);
      const { transfer } = await lab.files.service.download({ ...ref, path }, uncancelled());
      expect(
        readFileSync(await lab.verified(transfer))
          .subarray(0, 4)
          .toString('latin1'),
      ).toBe('FLR\0');
    },
  );

  it('goes on recording while it is dumped; is found again after a restart; stops, discards', async () => {
    const ref = refOf('busybox');
    const start = (name: string) =>
      lab.jvm.start(StartRecording.parse({ ...ref, name, template: 'locks', path: `/tmp/${name}.jfr` }), uncancelled());
    await start('long');
    const { text } = await lab.jvm.dump(
      { ...ref, name: 'long', path: '/tmp/part.jfr', lastSeconds: 60 },
      uncancelled(),
    );
    expect(text).toContain('/tmp/part.jfr');

    // Another app, that knows nothing but what is remembered on the disk.
    const reach = createReachPool({
      clusterOf: lab.clusterOf,
      isAllowed: () => true,
      programs: join(root, 'build/reach/bin'),
    });
    const { clusterOf, files, left } = lab;
    const other = createJvm({ clusterOf, reach, files: files.service, left });
    const again = await other.recordings(ref, uncancelled());
    expect(again.recordings).toMatchObject([{ name: 'long', state: 'running', path: '/tmp/long.jfr' }]);
    expect(again.files.map(({ path }) => path)).toContain('/tmp/part.jfr');
    const found = await other.findRecordings(ref, uncancelled());
    expect(found.files.filter(({ isRepository }) => !isRepository).map(({ path }) => path)).toEqual(
      expect.arrayContaining(['/tmp/part.jfr', '/tmp/busybox.jfr']),
    );
    expect(found.files.some(({ isRepository }) => isRepository)).toBe(true);
    await reach.dispose();

    await lab.jvm.stop({ ...ref, name: 'long' }, uncancelled());
    await expect(lab.jvm.stop({ ...ref, name: 'long' }, uncancelled())).rejects.toMatchObject({ code: 'JCMD_FAILED' });
    await start('unwanted');
    await lab.jvm.discard({ ...ref, name: 'unwanted' }, uncancelled());
    const after = await lab.jvm.recordings(ref, uncancelled());
    expect(after.recordings).toEqual([]);
    expect(after.files.map(({ path }) => path)).not.toContain('/tmp/unwanted.jfr');
    await expect(
      lab.jvm.start(StartRecording.parse({ ...ref, name: 'nowhere', path: '/nodir/x.jfr' }), uncancelled()),
    ).rejects.toMatchObject({ code: 'PATH_NOT_FOUND' });
  });

  it('answers everything else that it can be asked', async () => {
    const ref = refOf('busybox');
    const dump = await lab.jvm.threadDump(ref, uncancelled());
    expect(dump.threads.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Signal Dispatcher', 'Attach Listener']),
    );
    expect((await lab.jvm.classHistogram({ ...ref, live: false }, uncancelled())).classes.length).toBeGreaterThan(500);
    expect((await lab.jvm.flags(ref, uncancelled())).find(({ name }) => name === 'UseSerialGC')).toMatchObject({
      value: 'true',
    });
    const properties = await lab.jvm.systemProperties(ref, uncancelled());
    expect(properties).toContainEqual({ name: 'java.io.tmpdir', value: '/tmp', isMasked: false });
    expect((await lab.jvm.codeCache(ref, uncancelled())).methods).toBeGreaterThan(100);
    expect((await lab.jvm.collectGarbage(ref, uncancelled())).usedAfterBytes).toBeGreaterThan(0);
    await expect(lab.jvm.nativeMemory(ref, uncancelled())).rejects.toMatchObject({
      message: /NativeMemoryTracking=summary/,
    });
    await lab.jvm.compilerQueue(ref, uncancelled());
    expect((await lab.jvm.commands(ref, uncancelled())).length).toBeGreaterThan(40);
    expect(await lab.jvm.commandHelp({ ...ref, command: 'GC.run' }, uncancelled())).toMatchObject({ name: 'GC.run' });
    expect((await lab.jvm.run({ ...ref, command: 'VM.uptime' }, uncancelled())).text).toMatch(/\d s/);
    await expect(lab.jvm.run({ ...ref, command: 'JFR.view hot' }, uncancelled())).rejects.toMatchObject({
      code: 'JCMD_FAILED',
    });
  });

  it('gives its heap: written, copied with proof, deleted there, and whole to the last record', async () => {
    const ref = refOf('busybox');
    const phases: HeapDumpPhase[] = [];
    for await (const phase of lab.jvm.heapDump({ ...ref, live: true }, uncancelled())) phases.push(phase);
    const verified = phases.find((phase) => phase.phase === 'verified');
    expect(phases.at(-1)).toEqual({ phase: 'removed' });
    const bytes = gunzipSync(readFileSync(await lab.verified(verified!.transfer)));
    const { records, heapBytes } = readHprof(bytes);
    console.log(
      `heap dump: ${(bytes.length / 2 ** 20).toFixed(1)} MiB, ${records} records, ${heapBytes} bytes of heap`,
    );
    expect(heapBytes).toBeGreaterThan(2 ** 20);
    const files = await lab.kubectl(
      'exec',
      '-n',
      lab.kubeNamespace,
      pod,
      '-c',
      'busybox',
      '--',
      'ls',
      '/proc/1/root/tmp',
    );
    expect(files).not.toContain('.hprof');
  });

  it('left no thread dump in the log and no attach file behind', async () => {
    expect(await lab.logOf(pod, TARGET)).not.toContain('Full thread dump');
    const command = [
      'exec',
      '-n',
      lab.kubeNamespace,
      pod,
      '-c',
      'busybox',
      '--',
      'sh',
      '-c',
      'ls -a /proc/1/cwd/. /proc/1/root/tmp',
    ];
    expect(await lab.kubectl(...command)).not.toContain('.attach_pid');
  });
});
