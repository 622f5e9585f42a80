import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { runCommand } from '../../../main/kube/index.ts';
import { type FilesLab, openFilesLab } from './files-lab.ts';

const CORE = join(import.meta.dirname, 'doomed-core.ts');
/** What the program itself grants an app of which it hears nothing. */
const LIMIT_MS = 60_000;

describe('an app that is killed', () => {
  let lab: FilesLab;
  let container: string;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'killed-app-'));
    lab = await openFilesLab(`files-killed-${String(process.pid)}`);
    container = await lab.debugContainer('busybox');
  });
  afterAll(async () => {
    await lab.dispose();
    await rm(folder, { recursive: true });
  });

  it('leaves no process and no file in the container, whatever it was at', { timeout: 120_000 }, async () => {
    const file = lab.ref(container, '/tmp/large');
    await lab.inTarget("import os\nf=open('/tmp/large','wb')\nfor i in range(192): f.write(os.urandom(1<<20))");
    const left = async (): Promise<string> => {
      const script = 'ls -A /tmp; for p in /proc/[0-9]*; do readlink $p/exe; done | grep kesako; true';
      const { stdout } = await runCommand(lab.lab.cluster, file, ['sh', '-c', script]);
      return Buffer.from(stdout).toString();
    };
    const kubeconfig = join(folder, 'kubeconfig');
    const config = await lab.lab.kubectl('config', 'view', '--raw', '--minify', '--flatten', '-o', 'json');
    await writeFile(kubeconfig, config, { mode: 0o600 });
    const core = spawn(process.execPath, [CORE, kubeconfig, JSON.stringify(file)], {
      env: { ...process.env, TMPDIR: folder },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface(core.stdout)) if (line === 'begun') break;
    expect(await left()).toMatch(/kesako-reach[^]*kesako-reach/);
    const exit = once(core, 'exit');
    core.kill('SIGKILL');
    expect(await exit).toEqual([null, 'SIGKILL']);
    const killedAt = Date.now();
    await expect.poll(left, { timeout: LIMIT_MS, interval: 500 }).toBe('');
    console.log(`nothing left ${((Date.now() - killedAt) / 1000).toFixed(1)} s after the app was killed`);
  });
});
