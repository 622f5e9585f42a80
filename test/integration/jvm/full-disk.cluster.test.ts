/** JVMs whose temporary folder is nearly full, that stop, that are no JVMs: nothing is started, and nobody is harmed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { getPod } from '../../../main/kube/index.ts';
import { StartRecording } from '../../../preload/contract/jvm-recordings.ts';
import type { ProcessRef } from '../../../preload/contract/references.ts';
import { uncancelled } from '../../support/cluster-lab.ts';
import { compileJava, hasJdk, javaPod, programConfigMap, WITHOUT_JDK } from '../../support/java-program.ts';
import { openJvmLab, type JvmLab } from './jvm-lab.ts';

const MIB = 2 ** 20;
/** Holds so much heap that a dump of it would not fit, and two threads in a deadlock. */
const SOURCE = `
public class Main {
  static final Object A = new Object(), B = new Object();
  static byte[][] kept = new byte[60][];
  public static void main(String[] a) throws Exception {
    for (int i = 0; i < kept.length; i++) kept[i] = new byte[1024 * 1024];
    new Thread(() -> both(A, B), "first").start();
    new Thread(() -> both(B, A), "second").start();
    Thread.sleep(86400000);
  }
  static void both(Object one, Object other) {
    synchronized (one) { try { Thread.sleep(300); } catch (InterruptedException e) { } synchronized (other) { } }
  }
}`;

const POD = 'full';
const OTHERS: readonly (readonly [string, readonly string[]])[] = [
  ['python', ['python3', '-m', 'http.server', '8080']],
  ['shell', ['sh', '-c', 'while :; do sleep 1; done']],
];

describe.runIf(hasJdk)(`a small disk${WITHOUT_JDK}`, () => {
  let lab: JvmLab;
  const ref = (): ProcessRef => ({ ...lab.containerRef(POD, 'debugger'), pid: 1 });

  beforeAll(async () => {
    lab = await openJvmLab(`full-${process.pid}`);
    const medium = { emptyDir: { medium: 'Memory', sizeLimit: '80Mi' } };
    await lab.apply(
      programConfigMap('program', compileJava(SOURCE)),
      javaPod({
        name: POD,
        program: 'program',
        options: ['-Xmx128m'],
        volumes: [{ name: 'tmp', mountPath: '/tmp', source: medium }],
      }),
      ...OTHERS.map(([name, command]) => ({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name },
        spec: {
          terminationGracePeriodSeconds: 0,
          containers: [
            { name: 'app', image: 'kube-lab/http-server-distroless:1', imagePullPolicy: 'IfNotPresent', command },
          ],
        },
      })),
    );
    await lab.kubectl('wait', '-n', lab.kubeNamespace, '--for=condition=Ready', 'pod', '--all', '--timeout=90s');
    const wish = { name: 'debugger', image: 'busybox:latest', profile: 'general' } as const;
    await Promise.all([POD, ...OTHERS.map(([name]) => name)].map((pod) => lab.debug(pod, [wish])));
  }, 180_000);
  afterAll(() => lab.dispose());

  it('is told beforehand, with the figures, and keeps recordings and heap dumps from beginning', async () => {
    const space = await lab.jvm.recordingSpace(ref(), uncancelled());
    expect(space).toMatchObject({ temporaryFolder: '/tmp', inMemory: true, largestMaxSizeBytes: 0 });
    expect(space.freeBytes).toBeLessThanOrEqual(80 * MIB);
    const request = StartRecording.parse({ ...ref(), name: 'x', path: '/tmp/x.jfr' });
    const refused = {
      code: 'RECORDING_LIMIT',
      message: /12 MiB and its copy need 88 MiB in \/tmp, and \d+ MiB are free/,
    };
    await expect(lab.jvm.start(request, uncancelled())).rejects.toMatchObject(refused);
    expect((await lab.jvm.planRecording(request, uncancelled())).refusal).toMatchObject(refused);
    const plan = await lab.jvm.planHeapDump({ ...ref(), live: true }, uncancelled());
    expect(plan).toMatchObject({ inMemory: true, refusal: /may take \d+ MiB in \/tmp, and \d+ MiB are free/ });
    const dump = lab.jvm.heapDump({ ...ref(), live: true }, uncancelled())[Symbol.asyncIterator]();
    expect((await dump.next()).value).toMatchObject({ phase: 'planned' });
    await expect(dump.next()).rejects.toMatchObject({ code: 'RECORDING_LIMIT' });
    const files = await lab.kubectl(
      'exec',
      '-n',
      lab.kubeNamespace,
      POD,
      '-c',
      'debugger',
      '--',
      'ls',
      '-A',
      '/proc/1/root/tmp',
    );
    expect(files.trim().split('\n').sort()).toEqual(['.java_pid1', 'hsperfdata_root']);
  });

  it('does not keep a deadlock from being seen', async () => {
    const { deadlocks, threads } = await lab.jvm.threadDump(ref(), uncancelled());
    expect(deadlocks.map((circle) => circle.map((thread) => threads[thread]?.name).sort())).toEqual([
      ['first', 'second'],
    ]);
  });

  it.each(OTHERS)('is no matter of %s, which is not a JVM and is sent nothing', async (name) => {
    expect(await lab.jvm.list(lab.containerRef(name, ''), uncancelled())).toEqual([]);
    const target = { ...lab.containerRef(name, 'debugger'), pid: 1 };
    await expect(lab.jvm.run({ ...target, command: 'VM.version' }, uncancelled())).rejects.toMatchObject({
      code: 'ATTACH_REFUSED',
      message: /Nothing was sent/,
    });
    const { status } = await getPod(lab.cluster, { kubeNamespace: lab.kubeNamespace, pod: name });
    expect(status?.containerStatuses?.[0]).toMatchObject({ restartCount: 0, state: { running: {} } });
  });
});
