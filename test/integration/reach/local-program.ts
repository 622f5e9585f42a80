/** The x86-64 program on this computer, with a target of its own: itself, in a root that a test has filled. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { root } from '../../../build/config/paths.ts';
import { openSession, type ReachSession, type SessionChannel } from '../../../main/reach/session.ts';

export const PROGRAM = join(root, 'build/reach/bin/kesako-reach-x86_64');

/** Another root needs root's rights; a test that is skipped says why in its name. */
export const canRun = process.platform === 'linux' && process.arch === 'x64' && process.getuid?.() === 0;
export const UNABLE = canRun ? '' : ' (skipped: needs root on Linux, x86-64)';

export interface Target {
  readonly folder: string;
  readonly pid: number;
  run(
    verb: string,
    ...words: readonly string[]
  ): { readonly output: Buffer; readonly line: string; readonly code: number };
  dispose(): void;
}

/** Resolves when the target stands in its own root. */
export async function openTarget(): Promise<Target> {
  const folder = mkdtempSync(join(tmpdir(), 'reach-root-'));
  mkdirSync(join(folder, 'bin'));
  copyFileSync(PROGRAM, join(folder, 'bin/program'));
  const child = spawn('chroot', [folder, '/bin/program', 'serve'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const { pid } = child;
  if (pid === undefined) throw new Error('no target');
  await once(child.stdout, 'data');
  return {
    folder,
    pid,
    run: (verb, ...words) => {
      const { stdout, stderr, status } = spawnSync(PROGRAM, [verb, ...words], { maxBuffer: 2 ** 26 });
      return { output: stdout, line: stderr.toString('latin1'), code: status ?? -1 };
    },
    dispose: () => {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true });
    },
  };
}

export async function serveLocally(
  ...options: readonly string[]
): Promise<ReachSession & { readonly child: ChildProcess }> {
  const child = spawn(PROGRAM, ['serve', ...options]);
  const end: SessionChannel['end'] = new Promise((resolve) => {
    child.once('close', (code) => {
      resolve(code === 0 ? { reason: 'succeeded' } : { reason: 'exited', code: code ?? -1 });
    });
  });
  const channel: SessionChannel = {
    stdout: child.stdout,
    stderr: child.stderr,
    end,
    write: (bytes) =>
      new Promise((resolve, reject) => {
        child.stdin.write(bytes, (error) => (error ? reject(error) : resolve()));
      }),
    close: () => child.stdin.end(),
  };
  child.stdin.on('error', () => undefined);
  return { ...(await openSession(channel)), child };
}
