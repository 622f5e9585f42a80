import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { FilesWay, Transfer } from '../../../preload/contract/files.ts';
import { type RunningCore, startCore } from '../../support/running-core.ts';
import { type FilesLab, openFilesLab } from './files-lab.ts';

const CORE = join(import.meta.dirname, 'doomed-folder.ts');
const MIB = 1024 * 1024;
/** Of this size each: together they have fewer headers than are gathered before they are written. */
const FILES = 96;
const KILL_AT = 40 * MIB;
/** What is under way when the core dies, and the headers of the rest. */
const SLACK = 4 * MIB;

interface Told {
  readonly transfer: string;
  readonly state?: Transfer['state'];
  readonly receivedBytes: number;
}

describe('a folder whose copy outlives the app', () => {
  let lab: FilesLab;
  let container: string;
  let folder: string;
  let kubeconfig: string;
  let core: RunningCore | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'killed-folder-'));
    lab = await openFilesLab(`files-folder-${String(process.pid)}`);
    container = await lab.debugContainer('busybox');
    kubeconfig = join(folder, 'kubeconfig');
    const config = await lab.lab.kubectl('config', 'view', '--raw', '--minify', '--flatten', '-o', 'json');
    await writeFile(kubeconfig, config, { mode: 0o600 });
    await lab.inTarget(`
import os
for i in range(${String(FILES)}):
  d='/tmp/tree/%d/deep' % (i % 7); os.makedirs(d, exist_ok=True)
  open('%s/%03d' % (d, i),'wb').write(os.urandom(1<<20))
os.symlink('0/deep/000','/tmp/tree/link'); open('/tmp/tree/empty','w')`);
  });
  afterAll(async () => {
    await core?.dispose();
    await lab.dispose();
    await rm(folder, { recursive: true });
  });

  async function copyUntilKilled(way: FilesWay, data: string): Promise<Told> {
    const reference = JSON.stringify(lab.ref(container, '/tmp/tree'));
    const doomed = spawn(process.execPath, [CORE, kubeconfig, data, way, reference], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let last: Told | undefined;
    for await (const line of createInterface(doomed.stdout)) {
      last = JSON.parse(line) as Told;
      if (last.receivedBytes >= KILL_AT) break;
    }
    const exit = once(doomed, 'exit');
    doomed.kill('SIGKILL');
    expect(await exit).toEqual([null, 'SIGKILL']);
    expect(last?.state).toBe('reading');
    return last!;
  }

  async function transferWhen(id: string, is: (transfer: Transfer) => boolean): Promise<Transfer> {
    for await (const transfers of core!.api.files.transfers({})) {
      const found = transfers.find((transfer) => transfer.id === id);
      if (found !== undefined && is(found)) return found;
    }
    throw new Error('the transfer was forgotten');
  }

  it.each(['program', 'shell'] as const)(
    'goes on where it was when the core was killed, by the %s, and is proven as a whole',
    { timeout: 120_000 },
    async (way) => {
      const data = join(folder, way);
      const { transfer, receivedBytes } = await copyUntilKilled(way, data);
      core = await startCore(await readFile(kubeconfig, 'utf8'), data);
      await transferWhen(transfer, ({ state }) => state === 'paused');
      await core.api.files.resume({ transfer });
      const ended = await transferWhen(transfer, ({ finishedAt }) => finishedAt !== undefined);
      expect(ended).toMatchObject({ state: 'verified', way, isFolder: true });
      expect(ended).not.toHaveProperty('isAnew');
      expect(ended.sha256).toBe(ended.remoteSha256);
      const missing = ended.sizeBytes - receivedBytes;
      const carried = ended.carriedBytes ?? 0;
      const words = [ended.sizeBytes, receivedBytes, carried].map((bytes) => (bytes / MIB).toFixed(1));
      console.log(`${way}: ${words[0]!} MiB, killed at ${words[1]!}, carried after it ${words[2]!}`);
      expect(carried).toBeGreaterThan(0);
      expect(carried).toBeLessThan(missing + SLACK);
      expect(await hashesHere(join(data, 'data', 'transfers', transfer, 'tree'))).toEqual(await hashesThere());
      await core.dispose();
      core = undefined;
    },
  );

  async function hashesHere(root: string): Promise<readonly string[]> {
    const entries = await readdir(root, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && entry.name !== '_original-names.txt');
    const lines = await Promise.all(
      files.map(async ({ parentPath, name }) => {
        const path = join(parentPath, name);
        return `${createHash('sha256')
          .update(await readFile(path))
          .digest('hex')} ${path.slice(root.length + 1)}`;
      }),
    );
    return lines.sort();
  }

  async function hashesThere(): Promise<readonly string[]> {
    const text = await lab.inTarget(`
import os,hashlib
for d,_,names in os.walk('/tmp/tree'):
  for n in names:
    p=os.path.join(d,n)
    if not os.path.islink(p): print(hashlib.sha256(open(p,'rb').read()).hexdigest(), p[len('/tmp/tree/'):])`);
    return text.trim().split('\n').sort();
  }
});
