/** A heap of KESAKO_HEAP_MIB (1024 for the full figure, 48 else): dumped, copied with proof, read to its last byte. */
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import type { HeapDumpPhase } from '../../../preload/contract/jvm.ts';
import { uncancelled } from '../../support/cluster-lab.ts';
import { compileJava, hasJdk, javaPod, programConfigMap, WITHOUT_JDK } from '../../support/java-program.ts';
import { openJvmLab, type JvmLab } from './jvm-lab.ts';
import { hprofReader } from './read-hprof.ts';

const MIB = Number(process.env['KESAKO_HEAP_MIB'] ?? 48);
const BYTES = 2 ** 20;
const POD = 'heap';

/** Random bytes: what is written is no smaller than what is kept. */
const SOURCE = `
public class Main {
  static byte[][] kept = new byte[${MIB}][];
  public static void main(String[] a) throws Exception {
    java.util.Random random = new java.util.Random(1);
    for (int i = 0; i < kept.length; i++) random.nextBytes(kept[i] = new byte[1024 * 1024]);
    System.out.println("filled");
    Thread.sleep(86400000);
  }
}`;

describe.runIf(hasJdk)(`a heap of ${MIB} MiB${WITHOUT_JDK}`, () => {
  let lab: JvmLab;

  beforeAll(async () => {
    lab = await openJvmLab(`heap-${process.pid}`);
    const disk = { name: 'tmp', mountPath: '/tmp', source: { emptyDir: {} } };
    const heap = `-Xmx${String(Math.ceil(MIB * 1.4) + 32)}m`;
    await lab.apply(
      programConfigMap('program', compileJava(SOURCE)),
      javaPod({ name: POD, program: 'program', options: [heap], volumes: [disk] }),
    );
    await lab.kubectl('wait', '-n', lab.kubeNamespace, '--for=condition=Ready', `pod/${POD}`, '--timeout=90s');
    await lab.debug(POD, [{ name: 'debugger', image: 'busybox:latest', profile: 'general' }]);
    await vi.waitFor(async () => expect(await lab.logOf(POD)).toContain('filled'), { timeout: 120_000, interval: 500 });
  }, 240_000);
  afterAll(() => lab.dispose());

  it('is here to the last record, and gone there', async () => {
    const ref = { ...lab.containerRef(POD, 'debugger'), pid: 1 };
    const startedAt = performance.now();
    const phases: HeapDumpPhase[] = [];
    for await (const phase of lab.jvm.heapDump({ ...ref, live: true }, uncancelled())) phases.push(phase);
    const seconds = (performance.now() - startedAt) / 1000;
    expect(phases.at(-1)).toEqual({ phase: 'removed' });
    const dumped = phases.find((phase) => phase.phase === 'dumped');
    const verified = phases.find((phase) => phase.phase === 'verified');
    expect(verified?.sha256).toMatch(/^[0-9a-f]{64}$/);

    const reader = hprofReader();
    let bytes = 0;
    const file = createReadStream(await lab.verified(verified!.transfer)).pipe(createGunzip());
    for await (const part of file as AsyncIterable<Buffer>) {
      bytes += part.length;
      reader.push(part);
    }
    const { records, heapBytes } = reader.end();
    console.log(
      `${(bytes / BYTES).toFixed(0)} MiB (${((dumped?.sizeBytes ?? 0) / BYTES).toFixed(0)} MiB packed) in ${seconds.toFixed(1)} s: ${records} records, ${(heapBytes / BYTES).toFixed(0)} MiB of heap`,
    );
    expect(heapBytes).toBeGreaterThan(MIB * BYTES);
    expect(
      await lab.kubectl('exec', '-n', lab.kubeNamespace, POD, '-c', 'debugger', '--', 'ls', '/proc/1/root/tmp'),
    ).not.toContain('hprof');
  }, 600_000);
});
