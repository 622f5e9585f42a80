import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { findExecutable } from '../../../../../main/kube/credentials/find-executable.ts';
import { loginShellPath } from '../../../../../main/kube/credentials/login-shell-path.ts';

const never = new AbortController().signal;
let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kesako-path-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

async function program(name: string, script = ''): Promise<string> {
  const file = join(directory, name);
  await writeFile(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return file;
}

/** Behaves as a login shell whose start-up files talk and set PATH. */
function shell(path: string): Promise<string> {
  return program('shell', `echo "PATH=/wrong"; echo welcome; PATH=${path}; export PATH; shift; eval "$1"; echo bye`);
}

describe('loginShellPath', () => {
  it('reads PATH past what the start-up files print', async () => {
    expect(await loginShellPath({ SHELL: await shell('/opt/tools:/bin') }, never)).toBe('/opt/tools:/bin');
  });

  it('waits for a slow shell only so long', async () => {
    expect(await loginShellPath({ SHELL: await program('slow', 'sleep 600') }, never, 50)).toBeUndefined();
  });

  it.each(['', 'sh', '/no/such/shell'])('has no answer for the shell "%s"', async (name) => {
    expect(await loginShellPath({ SHELL: name }, never)).toBeUndefined();
  });
});

describe('findExecutable', () => {
  it('takes our own PATH first', async () => {
    const path = await program('plugin');
    const environment = { PATH: `/nowhere:${directory}` };
    expect(await findExecutable('plugin', environment, never)).toEqual({ path, environment });
  });

  it("asks the user's shell when that was in vain, and lets the plug-in have its PATH", async () => {
    const path = await program('plugin');
    const environment = { PATH: '/nowhere', SHELL: await shell(`${directory}:/bin`) };
    const expected = { path, environment: { ...environment, PATH: `${directory}:/bin` } };
    expect(await findExecutable('plugin', environment, never)).toEqual(expected);
  });

  it('never looks where we happen to stand, nor takes what cannot be run', async () => {
    await mkdir(join(directory, 'folder'));
    await chmod(await program('data'), 0o644);
    for (const [command, path] of [
      ['package.json', '.'],
      ['vitest', 'node_modules/.bin'],
      ['folder', directory],
      ['data', directory],
    ] as const) {
      expect(await findExecutable(command, { PATH: path }, never)).toBeUndefined();
    }
  });
});
