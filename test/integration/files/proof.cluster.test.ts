import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Files } from '../../../main/files/index.ts';
import { type Channel, type Cluster, connectCluster, runCommand } from '../../../main/kube/index.ts';
import type { FilesWay } from '../../../preload/contract/files.ts';
import { uncancelled } from '../../support/cluster-lab.ts';
import { type CuttableProxy, startCuttableProxy } from '../kube/cuttable-proxy.ts';
import { labAccess } from '../kube/lab.ts';
import { download, type FilesLab, openFilesLab, transferWhen } from './files-lab.ts';

const MIB = 1024 * 1024;
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What carries a file's content: the program's own `read`, or the shell's copy. */
const isContent = (command: readonly string[]): boolean =>
  command.includes('--pack') || command.some((word) => word.includes('tee /dev/fd/3'));

describe.each(['program', 'shell'] as const)('proof of copies by the %s', (way: FilesWay) => {
  let lab: FilesLab;
  let container: string;
  let proxy: CuttableProxy;
  let cluster: Cluster;

  beforeAll(async () => {
    lab = await openFilesLab(`files-proof-${way}-${String(process.pid)}`);
    container = await lab.debugContainer('busybox');
    const access = await labAccess(lab.lab.kubectl);
    proxy = await startCuttableProxy(new URL(access.server));
    const direct = { ...access, server: `https://127.0.0.1:${String(proxy.port)}` };
    cluster = connectCluster(direct, { environment: process.env });
  });
  afterAll(async () => {
    cluster.dispose();
    await lab.dispose();
    await proxy.close();
  });

  const at = (path: string) => lab.ref(container, path);
  const fill = (path: string, mebibytes: number): Promise<string> =>
    lab.inTarget(`import os\nf=open('${path}','wb')\nfor i in range(${String(mebibytes)}): f.write(os.urandom(1<<20))`);

  /** Files whose content streams are watched, and held up while something is done. */
  function watched(onBytes: (total: number, channel: Channel) => Promise<void> | void): Promise<Files> {
    let total = 0;
    const exec: Cluster['exec'] = async (request, signal) => {
      const channel = await cluster.exec(request, signal);
      if (!isContent(request.command)) return channel;
      async function* stdout(): AsyncGenerator<Uint8Array, void, undefined> {
        for await (const bytes of channel.stdout) {
          yield bytes;
          total += bytes.length;
          await onBytes(total, channel);
        }
      }
      return { ...channel, stdout: stdout(), droppedBytes: 0, ignoredFrames: 0 };
    };
    return lab.files(way, () => ({ ...cluster, exec }));
  }

  it('goes on at the byte after five cuts, and nothing stands under the name before', async () => {
    await fill('/tmp/cut', 32);
    const places = Array.from({ length: 5 }, () => Math.random() * 30 * MIB).sort((one, other) => one - other);
    let cuts = 0;
    let lastCut: Channel | undefined;
    const files = await watched((total, channel) => {
      // What was under way when it was cut still comes, and may reach the next place.
      if (channel === lastCut || total < (places[0] ?? Number.POSITIVE_INFINITY)) return;
      while ((places[0] ?? Number.POSITIVE_INFINITY) <= total) places.shift();
      cuts += 1;
      lastCut = channel;
      proxy.cut();
    });
    const transfer = await download(files, at('/tmp/cut'));
    expect(transfer).toMatchObject({ state: 'verified', sizeBytes: 32 * MIB });
    expect(cuts).toBeGreaterThan(0);
    expect(transfer.resumed).toBeGreaterThan(0);
    console.log(`${way}: ${String(cuts)} cuts, gone on ${String(transfer.resumed)} times`);
    const { path } = files.verifiedFile(transfer.id);
    expect(await readdir(dirname(path))).not.toContain('cut.part');
    expect(sha256(await readFile(path))).toBe(transfer.remoteSha256);
  });

  it('fetches a folder whole over a cut and a pause, without a byte twice', async () => {
    await lab.inTarget("import os; os.makedirs('/tmp/tree/in')");
    await fill('/tmp/tree/one', 12);
    await fill('/tmp/tree/in/two', 12);
    let received = 0;
    let isCut = false;
    let pausing: Promise<unknown> | undefined;
    const files = await watched((total, channel) => {
      received = total;
      if (!isCut && total > 8 * MIB) {
        isCut = true;
        channel.close();
      }
      if (total > 16 * MIB) pausing ??= Promise.resolve(files.service.pause({ transfer: id }, uncancelled()));
    });
    const { transfer: id } = await files.service.download(at('/tmp/tree'), uncancelled());
    const paused = await transferWhen(files, id, ({ state }) => state === 'paused');
    expect(paused.isFolder).toBe(true);
    await pausing;
    await files.service.resume({ transfer: id }, uncancelled());
    const transfer = await transferWhen(files, id, ({ state }) => state === 'verified' || state === 'failed');
    expect(transfer).toMatchObject({ state: 'verified', resumed: 2 });
    expect(transfer.isAnew).toBeUndefined();
    const { path } = files.verifiedFile(transfer.id);
    const hashes = await lab.inTarget(
      "import hashlib; print(*(hashlib.sha256(open('/tmp/tree/'+n,'rb').read()).hexdigest() for n in ('one','in/two')))",
    );
    const here = await Promise.all(['one', 'in/two'].map(async (name) => sha256(await readFile(join(path, name)))));
    expect(here.join(' ')).toBe(hashes.trim());
    console.log(`${way}: ${(received / MIB).toFixed(1)} MiB for 24 MiB`);
    expect(received).toBeLessThan(30 * MIB);
  });

  it.each([
    ['rewritten', "f=open('/tmp/held','r+b'); f.seek(60<<20); f.write(b'x')"],
    ['truncated', "import os; os.truncate('/tmp/held', 1000)"],
    ['replaced', "import os; open('/tmp/new','wb').write(b'y'*(64<<20)); os.rename('/tmp/new','/tmp/held')"],
    ['grew', "open('/tmp/held','ab').write(b'more')"],
  ] as const)('never calls a file verified that was %s while it was read', async (change, code) => {
    // More than all that is between the file and its reader takes in.
    await fill('/tmp/held', 64);
    let disturbing: Promise<unknown> | undefined;
    // The reader waits, and so does the whole way back to the container.
    const files = await watched(async (total) => {
      if (total > MIB) await (disturbing ??= lab.inTarget(code));
    });
    const transfer = await download(files, at('/tmp/held'));
    expect(transfer).toMatchObject({ state: 'changed', problem: { code: 'FILE_CHANGED' } });
    // A shell's dd holds the old file open and its stat sees the new one: which of the two is the same to a person.
    if (way === 'program') expect(transfer.change).toBe(change);
    expect(() => files.verifiedFile(transfer.id)).toThrow('not complete');
    if (change !== 'grew') return;
    await files.service.keepEarlierState({ transfer: transfer.id }, uncancelled());
    const there = await lab.inTarget(
      "import hashlib; print(hashlib.sha256(open('/tmp/held','rb').read(64<<20)).hexdigest())",
    );
    expect(sha256(await readFile(files.verifiedFile(transfer.id).path))).toBe(there.trim());
  });

  it('notices within ten seconds that nothing comes any more, and goes on', async () => {
    await fill('/tmp/silent', 8);
    let silentAt = 0;
    let heardAt = 0;
    const files = await watched(async (total, channel) => {
      if (silentAt > 0 || total < MIB) return;
      silentAt = performance.now();
      // This stream's bytes are withheld until it is given up; the next attempt's are not.
      await channel.end;
      heardAt = performance.now();
    });
    const transfer = await download(files, at('/tmp/silent'));
    expect(transfer).toMatchObject({ state: 'verified', resumed: 1 });
    console.log(`${way}: silence noticed after ${((heardAt - silentAt) / 1000).toFixed(1)} s`);
    expect(heardAt - silentAt).toBeLessThan(12_000);
  });

  it('leaves no process and no file in the debug container', async () => {
    const run = (command: string): Promise<string> =>
      runCommand(lab.lab.cluster, { ...at('/') }, ['sh', '-c', command]).then(({ stdout }) =>
        Buffer.from(stdout).toString(),
      );
    const files = await lab.files(way);
    await download(files, at('/etc/passwd'));
    await lab.closeFiles();
    // Of streams that were cut, a verb may still wait for its reader: a quarter of a minute at most.
    const left = () => run('ls -A /tmp; for p in /proc/[0-9]*; do readlink $p/exe; done | grep kesako; true');
    await expect.poll(left, { timeout: 25_000, interval: 1_000 }).toBe('');
  });
});
