/**
 * A JVM of each version on this computer, asked by the program itself. KESAKO_JAVA_HOMES names more of them (folders with
 * `bin/java`, separated by colons), KESAKO_NATIVE_IMAGE a program that GraalVM compiled and that reads its input.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { once } from 'node:events';

import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';

import { attachVerdict } from '../../../main/jvm/find/attach-verdict.ts';
import { inspectProcess, readDetails, type AttachFacts } from '../../../main/jvm/find/inspect-jvm.ts';
import { createJvm, type JvmOptions } from '../../../main/jvm/index.ts';
import { findJdks } from '../../../main/practice/runtime/images/find-jdks.ts';
import type { OpenReach } from '../../../main/reach/index.ts';
import { StartRecording } from '../../../preload/contract/jvm-recordings.ts';
import { uncancelled } from '../../support/cluster-lab.ts';
import { compileJava, hasJdk, SLEEPING } from '../../support/java-program.ts';
import { createLeftFiles } from '../../support/left-files.ts';
import { canRun, serveLocally, UNABLE } from '../reach/local-program.ts';

const named = (process.env['KESAKO_JAVA_HOMES'] ?? '').split(delimiter).filter((home) => home !== '');
const nativeImage = process.env['KESAKO_NATIVE_IMAGE'];
const homes = [...(await findJdks()).map(({ home }) => home), ...named];
const versions = homes.map((home) => [/^JAVA_VERSION="(.*)"$/m.exec(releaseOf(home))?.[1] ?? '', home] as const);
const missing = ['8', '11', '17', '21', '25'].filter(
  (major) => !versions.some(([version]) => majorOf(version) === major),
);
const WITHOUT = missing.length === 0 ? '' : ` (skipped, not on this computer: ${missing.join(', ')})`;
const signal = new AbortController().signal;

function releaseOf(home: string): string {
  return readFileSync(join(home, 'release'), 'utf8');
}

function majorOf(version: string): string {
  return version.replace(/^1\./, '').split('.')[0] ?? '';
}

function never(): never {
  throw new Error('No cluster is asked, and nothing is copied.');
}

describe.runIf(canRun && hasJdk)(`JVMs of every version${WITHOUT}${UNABLE}`, () => {
  let folder: string;
  let session: Awaited<ReturnType<typeof serveLocally>>;
  const left = createLeftFiles();

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'jvm-versions-'));
    for (const [name, base64] of Object.entries(compileJava(SLEEPING, 8))) {
      writeFileSync(join(folder, name), Buffer.from(base64, 'base64'));
    }
    session = await serveLocally();
  });
  afterAll(async () => {
    await session.close();
    rmSync(folder, { recursive: true });
  });

  function ask(pid: number) {
    const lent = session as unknown as OpenReach;
    const reach: JvmOptions['reach'] = {
      lease: () => Promise.resolve({ session: lent, release: () => undefined }),
      use: (_container, work) => work(lent),
    };
    const files: JvmOptions['files'] = { download: never, transfers: never };
    const jvm = createJvm({ clusterOf: never, reach, files, left });
    return { jvm, ref: { context: 'here', kubeNamespace: 'none', pod: 'none', container: 'none', pid } };
  }

  async function start(program: string, ...words: readonly string[]): Promise<ChildProcess & { readonly pid: number }> {
    const child = spawn(program, words, { stdio: ['pipe', 'pipe', 'inherit'] });
    await once(child, 'spawn');
    onTestFinished(() => {
      child.kill('SIGKILL');
      for (const name of [`.java_pid${String(child.pid)}`, `hsperfdata_root/${String(child.pid)}`])
        rmSync(join(tmpdir(), name), { force: true });
    });
    return Object.assign(child, { pid: child.pid ?? 0 });
  }

  async function facts(pid: number): Promise<AttachFacts> {
    const told = await inspectProcess(session, pid, signal);
    if (told === 'refused' || told === 'gone') throw new Error(told);
    return told;
  }

  it.each(versions)(
    '%s is found, described and answers everything',
    async (version, home) => {
      const options = ['-Xmx32m', '-XX:+UseSerialGC', `-Djava.io.tmpdir=${folder}`];
      const child = await start(join(home, 'bin/java'), ...options, '-cp', folder, 'Main');
      const { pid } = child;
      const said: string[] = [];
      child.stdout?.on('data', (bytes: Buffer) => said.push(bytes.toString()));
      await expect
        .poll(async () => facts(pid), { timeout: 10_000 })
        .toMatchObject({ kind: 'hotspot', catchesQuit: true });
      expect(attachVerdict({ facts: await facts(pid), uid: 0, gid: 0 }).possible).toBe(true);
      const details = await readDetails(session, pid, pid, signal);
      expect(details.release.version?.startsWith(version)).toBe(true);
      expect(details.performance.collector).toBe('Serial');

      const { jvm, ref } = ask(pid);
      expect((await jvm.facts(ref, uncancelled())).version).toContain(`JDK ${version}`);
      const main = async () => (await jvm.threadDump(ref, uncancelled())).threads.find(({ name }) => name === 'main');
      // It is asked while it still starts.
      await expect.poll(main, { timeout: 10_000 }).toMatchObject({ state: 'TIMED_WAITING', detail: 'sleeping' });
      const histogram = await jvm.classHistogram({ ...ref, live: true }, uncancelled());
      expect(histogram.classes.find(({ name }) => name === 'java.lang.String')?.instances).toBeGreaterThan(100);
      expect((await jvm.flags(ref, uncancelled())).find(({ name }) => name === 'UseSerialGC')?.value).toBe('true');
      expect(await jvm.systemProperties(ref, uncancelled())).toContainEqual(
        expect.objectContaining({ name: 'java.version', value: version }) as unknown,
      );
      expect((await jvm.codeCache(ref, uncancelled())).methods).toBeGreaterThan(0);
      await jvm.compilerQueue(ref, uncancelled());
      expect((await jvm.collectGarbage(ref, uncancelled())).usedAfterBytes).toBeGreaterThan(0);
      await expect(jvm.nativeMemory(ref, uncancelled())).rejects.toMatchObject({
        message: /NativeMemoryTracking=summary/,
      });
      expect((await jvm.commands(ref, uncancelled())).map(({ name }) => name)).toContain('JFR.start');
      const help = await jvm.commandHelp({ ...ref, command: 'JFR.start' }, uncancelled());
      expect(help.parameters.map(({ name }) => name)).toEqual(expect.arrayContaining(['name', 'maxsize', 'duration']));
      expect((await jvm.planHeapDump({ ...ref, live: true }, uncancelled())).refusal).toBeUndefined();

      const whole = join(folder, `${version}.jfr`);
      const part = join(folder, `${version}-part.jfr`);
      const wish = { ...ref, name: 'every', path: whole, maxAgeSeconds: 300 };
      await jvm.start(StartRecording.parse({ ...wish, template: 'locks' }), uncancelled());
      const { recordings, repository } = await jvm.recordings(ref, uncancelled());
      expect(recordings).toMatchObject([{ name: 'every', state: 'running', maxAgeSeconds: 300, path: whole }]);
      // The older ones write their first bytes when a buffer is full.
      expect(repository?.sizeBytes).toBeGreaterThanOrEqual(Number(majorOf(version)) < 17 ? 0 : 1);
      await jvm.dump({ ...ref, name: 'every', path: part, lastSeconds: 60 }, uncancelled());
      await jvm.stop({ ...ref, name: 'every' }, uncancelled());
      for (const path of [whole, part]) {
        expect(readFileSync(path).subarray(0, 4).toString('latin1')).toBe('FLR\0');
        expect(statSync(path).size).toBeGreaterThan(1000);
      }
      // The program's own output is its log: nothing but the recorder's words may be there.
      expect(said.join('')).not.toContain('Full thread dump');
      expect(child.exitCode).toBeNull();
    },
    60_000,
  );

  it.runIf(nativeImage !== undefined)(
    `a program compiled by GraalVM is told apart and left alone${nativeImage === undefined ? ' (skipped: KESAKO_NATIVE_IMAGE names none)' : ''}`,
    async () => {
      const child = await start(nativeImage ?? '');
      const { jvm, ref } = ask(child.pid);
      const told = await facts(child.pid);
      expect(told.kind).toBe('nativeImage');
      expect(attachVerdict({ facts: told, uid: 0, gid: 0 })).toMatchObject({ possible: false });
      await expect(jvm.facts(ref, uncancelled())).rejects.toMatchObject({ code: 'ATTACH_REFUSED' });
      expect(child.exitCode).toBeNull();
    },
  );
});
