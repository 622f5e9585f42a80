/** The verbs `jvm` and `jcmd` against processes that are no JVM, only look like one, or mean harm; and a JVM of this computer. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { root } from '../../../build/config/paths.ts';
import { parseResultLine, type ReachResult } from '../../../main/reach/result-line.ts';
import { canRun, PROGRAM, UNABLE } from './local-program.ts';

const IMITATION = join(root, 'test/fixtures/jvm/imitation.py');
const hasPython = spawnSync('python3', ['--version']).status === 0;
const hasJdk = spawnSync('javac', ['-version']).status === 0;
const ATTACH_MS = 300;
const REPLY_MS = 400;

interface Outcome extends ReachResult {
  readonly output: string;
  readonly ms: number;
}

describe.runIf(canRun && hasPython)(`attaching without a JDK${UNABLE}`, () => {
  let folder: string;
  const children: ChildProcess[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'reach-attach-'));
  });
  afterEach(() => {
    for (const child of children.splice(0)) {
      child.kill('SIGKILL');
      for (const name of [`.java_pid${child.pid}`, `.attach_pid${child.pid}`])
        rmSync(join('/tmp', name), { force: true });
    }
    rmSync(folder, { recursive: true });
  });

  async function start(command: string, ...words: readonly string[]): Promise<number> {
    const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    await once(child, 'spawn');
    return child.pid!;
  }

  async function imitate(kind: string, ...libraries: readonly string[]): Promise<number> {
    const child = spawn('python3', [IMITATION, folder, kind, ...libraries], { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    await once(child.stdout, 'data');
    return child.pid!;
  }

  const isAlive = (pid: number): boolean => !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  const signals = (): string =>
    existsSync(join(folder, 'signals')) ? readFileSync(join(folder, 'signals'), 'utf8') : '';

  function run(...words: readonly string[]): Outcome {
    const startedAt = performance.now();
    const { stdout, stderr, status } = spawnSync(PROGRAM, words, { maxBuffer: 2 ** 22 });
    const result = parseResultLine(stderr.toString('latin1'), status ?? -1);
    // A reply without end is cut by the reader; then there is no word of the program's.
    return {
      ...(result ?? { outcome: 'none', exitCode: -1, facts: new Map() }),
      output: stdout.toString(),
      ms: performance.now() - startedAt,
    };
  }
  const jcmd = (pid: number): Outcome =>
    run('jcmd', `--attach-ms=${ATTACH_MS}`, `--reply-ms=${REPLY_MS}`, String(pid), 'VM.version');

  it.each([
    ['python', 'python3', ['-c', 'import time; time.sleep(60)']],
    ['node', process.execPath, ['-e', 'setTimeout(() => 0, 60000)']],
    ['a shell', 'sh', ['-c', 'while :; do sleep 0.2; done']],
    ['sleep', 'sleep', ['60']],
    ['a program called java', 'java', ['60']],
  ] as const)('never signals %s', async (_what, command, words) => {
    const program = command === 'java' ? join(folder, 'java') : command;
    if (command === 'java') copyFileSync('/bin/sleep', program);
    const pid = await start(program, ...words);
    const said = jcmd(pid);
    expect(said.outcome).toBe('not-a-jvm');
    expect(said.facts.get('signalled')).toBe('0');
    expect(isAlive(pid)).toBe(true);
    expect(existsSync(`/tmp/.attach_pid${pid}`)).toBe(false);
  });

  it('tells OpenJ9 and native images apart, and signals neither', async () => {
    const j9 = await imitate('silent', 'libjvm.so', 'libj9vm29.so');
    expect(run('jvm', String(j9)).facts.get('jvm')).toBe('openj9');
    expect(jcmd(j9)).toMatchObject({ outcome: 'not-a-jvm', detail: 'openj9' });

    const program = join(folder, 'native');
    // A section's name is all that tells them: one of another name of the same length or longer is renamed.
    const bytes = readFileSync('/bin/sleep');
    const at = bytes.lastIndexOf('.fini_array');
    bytes.write('.svm_heap\0\0', at, 'latin1');
    writeFileSync(program, bytes, { mode: 0o755 });
    const native = await start(program, '60');
    expect(run('jvm', String(native)).facts.get('jvm')).toBe('native-image');
    expect(jcmd(native)).toMatchObject({ outcome: 'not-a-jvm', detail: 'native-image' });
    expect(signals()).toBe('');
  });

  it('keeps the attach file of a signal that was not taken, and removes it at the next contact', async () => {
    const pid = await imitate('silent', 'libjvm.so');
    const file = `/tmp/.attach_pid${pid}`;
    const said = jcmd(pid);
    expect(said).toMatchObject({ outcome: 'attach-timeout', detail: 'no-socket' });
    expect(said.facts.get('signalled')).toBe('1');
    expect(said.facts.get('attach_file')).toBe('1');
    expect(said.ms).toBeLessThan(ATTACH_MS + 2_000);
    expect(signals()).toBe('Q');
    expect(statSync(file).isFile()).toBe(true);

    // Young, it is another client's: nobody is signalled, and it is not taken away.
    expect(jcmd(pid)).toMatchObject({ outcome: 'attach-timeout', detail: 'other-client' });
    expect(signals()).toBe('Q');
    const old = new Date(Date.now() - 60_000);
    utimesSync(file, old, old);
    expect(run('jvm', String(pid)).facts.get('attach_file')).toBe('1');

    const listening = await imitate('answer', 'libjvm.so');
    writeFileSync(`/tmp/.attach_pid${listening}`, '');
    utimesSync(`/tmp/.attach_pid${listening}`, old, old);
    const answered = jcmd(listening);
    expect(answered).toMatchObject({ outcome: 'ok', output: 'hello\n' });
    expect(answered.facts.get('removed')).toBe('1');
    expect(existsSync(`/tmp/.attach_pid${listening}`)).toBe(false);
  });

  it('refuses a planted socket, a link and a file at the JVM’s address', async () => {
    const pid = await imitate('silent', 'libjvm.so');
    const place = `/tmp/.java_pid${pid}`;
    await imitate(`as=${pid}`);
    expect(jcmd(pid)).toMatchObject({ outcome: 'socket-refused', detail: 'foreign-process' });
    rmSync(place);
    symlinkSync('/etc/passwd', place);
    expect(jcmd(pid)).toMatchObject({ outcome: 'socket-refused', detail: 'not-a-socket' });
    rmSync(place);
    writeFileSync(place, '');
    expect(jcmd(pid)).toMatchObject({ outcome: 'socket-refused', detail: 'not-a-socket' });
    rmSync(place);
    const victim = join(folder, 'victim');
    symlinkSync(victim, `/tmp/.attach_pid${pid}`);
    expect(jcmd(pid)).toMatchObject({ outcome: 'attach-timeout', detail: 'other-client' });
    expect(existsSync(victim)).toBe(false);
    expect(signals()).toBe('');
  });

  it.each([
    ['none', 'reply-timeout', 'busy'],
    ['garbage', 'no-reply', 'not-the-protocol'],
    ['hangup', 'no-reply', 'closed'],
  ])('ends within its time when the reply is %s', async (kind, outcome, detail) => {
    const said = jcmd(await imitate(kind, 'libjvm.so'));
    expect(said).toMatchObject({ outcome, detail, output: '' });
    expect(said.ms).toBeLessThan(REPLY_MS + 2_000);
  });

  it('stops with whoever reads a reply without end', async () => {
    const said = jcmd(await imitate('huge', 'libjvm.so'));
    expect(said.output.length).toBeGreaterThanOrEqual(2 ** 22);
    expect(said.ms).toBeLessThan(5_000);
  });

  it.runIf(hasJdk)('sends nothing to a JVM that is stopped, and speaks with it again once it goes on', async () => {
    writeFileSync(
      join(folder, 'Main.java'),
      'class Main { public static void main(String[] a) throws Exception { System.out.println(); Thread.sleep(60_000); } }',
    );
    spawnSync('javac', ['-d', folder, join(folder, 'Main.java')]);
    const child = spawn('java', ['-cp', folder, 'Main']);
    children.push(child);
    const printed: string[] = [];
    child.stdout.on('data', (bytes: Buffer) => printed.push(bytes.toString()));
    await once(child.stdout, 'data');
    const pid = child.pid!;
    child.kill('SIGSTOP');
    expect(jcmd(pid)).toMatchObject({ outcome: 'stopped' });
    child.kill('SIGCONT');
    const long = (): Outcome => run('jcmd', '--attach-ms=10000', '--reply-ms=10000', String(pid), 'VM.version');
    expect(long()).toMatchObject({ outcome: 'ok' });
    child.kill('SIGSTOP');
    expect(jcmd(pid)).toMatchObject({ outcome: 'reply-timeout', detail: 'stopped' });
    child.kill('SIGCONT');
    expect(long()).toMatchObject({ outcome: 'ok' });
    expect(printed.join('')).not.toContain('thread dump');
    expect(existsSync(`/tmp/.attach_pid${pid}`)).toBe(false);
  });
});
