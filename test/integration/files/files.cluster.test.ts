import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createDebug } from '../../../main/debug/index.ts';
import { createFiles, type Files } from '../../../main/files/index.ts';
import type { Cluster } from '../../../main/kube/index.ts';
import { DebugRequest } from '../../../preload/contract/debug.ts';
import type { FileRef, Transfer } from '../../../preload/contract/files.ts';
import { httpServer, openClusterLab, uncancelled, type ClusterLab } from '../../support/cluster-lab.ts';

const MIB = 1024 * 1024;

describe('files of a target on a cluster', () => {
  let lab: ClusterLab;
  let pod: string;
  let container: string | undefined;
  let folder: string;
  let files: Files;

  beforeAll(async () => {
    lab = await openClusterLab('files-test');
    await lab.apply(httpServer());
    pod = await lab.podOf('http-server');
    folder = await mkdtemp(join(tmpdir(), 'files-test-'));
    files = createFiles({ clusterOf: lab.clusterOf, folder, log: { info: () => undefined } });
    const request = DebugRequest.parse({
      context: lab.context,
      kubeNamespace: lab.kubeNamespace,
      pod,
      image: 'busybox',
      target: 'http-server',
      profile: 'general',
      command: ['sleep', '3600'],
    });
    for await (const phase of createDebug({ clusterOf: lab.clusterOf }).start(request, uncancelled())) {
      if (phase.phase === 'patched') container = phase.container;
      if (phase.phase === 'running') break;
    }
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
    await lab.dispose();
  });

  const ref = (path: string): FileRef => ({
    context: lab.context,
    kubeNamespace: lab.kubeNamespace,
    pod,
    container: container ?? '',
    pid: 1,
    path,
  });
  const inTarget = (code: string): Promise<string> =>
    lab.kubectl('exec', '-n', lab.kubeNamespace, pod, '-c', 'http-server', '--', 'python3', '-c', code);

  async function copy(
    service: Files['service'],
    path: string,
    onProgress?: (transfer: Transfer) => void,
  ): Promise<Transfer> {
    const { transfer } = await service.download(ref(path), uncancelled());
    for await (const list of service.transfers({}, uncancelled())) {
      const current = list.find(({ id }) => id === transfer);
      if (current === undefined) continue;
      onProgress?.(current);
      if (current.finishedAt !== undefined) return current;
    }
    throw new Error('the transfer was forgotten');
  }

  it("keeps links inside the target's root", async () => {
    await inTarget(
      "import os; os.makedirs('/tmp/l'); os.symlink('/etc/passwd','/tmp/l/p'); os.symlink('/../../tmp','/tmp/l/up'); os.symlink('x','/tmp/l/x')",
    );
    const { entries } = await files.service.list(ref('/tmp/l/up/l'), uncancelled());
    expect(entries.find(({ name }) => name === 'p')).toMatchObject({
      type: 'link',
      linkTarget: '/etc/passwd',
      resolved: { path: '/etc/passwd', type: 'file' },
    });
    expect(entries.find(({ name }) => name === 'x')?.resolved).toBeUndefined();
    await expect(files.service.list(ref('/tmp/l/x'), uncancelled())).rejects.toMatchObject({ code: 'PATH_NOT_FOUND' });
    const parts: Uint8Array[] = [];
    const context = { ...uncancelled(), opened: () => undefined, up: (async function* (): AsyncGenerator<never> {})() };
    for await (const part of files.service.read({ ...ref('/tmp/l/p'), offset: 0, length: 1000 }, context))
      parts.push(part);
    expect(Buffer.concat(parts).toString()).toBe(await inTarget("print(open('/etc/passwd').read(1000), end='')"));
  });

  it('lists 400 names that no text format would survive', async () => {
    await inTarget(
      "import os,random\nos.makedirs(b'/tmp/n')\nr=random.Random(1)\nbad=b'\\n\\t -\\\\*?[]\\'\"$`\\xff\\xc3\\x01x.'\nn=set([b'-rf',b'\\n',b'a\\n',b'..x',b'\\\\x41',b' '])\nwhile len(n)<400: n.add(bytes(r.choice(bad) for _ in range(r.randint(3,30))))\nfor f in n: open(b'/tmp/n/'+f,'w').write('x')",
    );
    const { entries, truncated } = await files.service.list(ref('/tmp/n'), uncancelled());
    expect([entries.length, truncated]).toEqual([400, false]);
    for (const { name } of entries.slice(0, 5)) {
      const entry = await files.service.stat(ref(`/tmp/n/${name}`), uncancelled());
      expect(entry).toMatchObject({ name, type: 'file', sizeBytes: 1 });
    }
    const special = entries.map(({ name }) => name).filter((name) => ['-rf', '\n', 'a\n', '\\\\x41'].includes(name));
    expect(special).toHaveLength(4);
  });

  it('copies 50 MiB and proves it at both ends', async () => {
    await inTarget("import os; open('/tmp/big','wb').write(os.urandom(50<<20))");
    const transfer = await copy(files.service, '/tmp/big');
    expect(transfer).toMatchObject({ state: 'verified', sizeBytes: 50 * MIB, resumed: 0 });
    const staged = files.verifiedFile(transfer.id, 'test');
    expect(
      createHash('sha256')
        .update(await readFile(staged.path))
        .digest('hex'),
    ).toBe(transfer.remoteSha256);
  });

  it('goes on at its offset after lost connections', async () => {
    let cuts = 0;
    const cutting = (context: string): Cluster => {
      const cluster = lab.clusterOf(context);
      return {
        ...cluster,
        exec: async (request, signal) => {
          const channel = await cluster.exec(request, signal);
          const isCopy = request.command.some((argument) => argument.includes('sha256sum'));
          if (!isCopy || cuts >= 3) return channel;
          cuts += 1;
          let seen = 0;
          async function* cut(): AsyncGenerator<Uint8Array, void, undefined> {
            for await (const bytes of channel.stdout) {
              yield bytes;
              seen += bytes.length;
              if (seen > 10 * MIB) channel.close();
            }
          }
          return { ...channel, stdout: cut(), droppedBytes: 0, ignoredFrames: 0 };
        },
      };
    };
    const other = createFiles({ clusterOf: cutting, folder: join(folder, 'cut'), log: { info: () => undefined } });
    const transfer = await copy(other.service, '/tmp/big');
    expect(transfer).toMatchObject({ state: 'verified', resumed: 3 });
    expect(transfer.sha256).toBe(transfer.remoteSha256);
  });

  it.each([
    ['overwritten in place', "f=open('/tmp/big','r+b'); f.seek(40<<20); f.write(b'x')"],
    ['truncated', "import os; os.truncate('/tmp/big', 1000)"],
  ])('never calls a file good that was %s meanwhile', async (_name, code) => {
    await inTarget("import os; open('/tmp/big','wb').write(os.urandom(50<<20))");
    let disturbing: Promise<unknown> | undefined;
    const holding = (context: string): Cluster => {
      const cluster = lab.clusterOf(context);
      return {
        ...cluster,
        exec: async (request, signal) => {
          const channel = await cluster.exec(request, signal);
          if (!request.command.some((argument) => argument.includes('sha256sum'))) return channel;
          async function* held(): AsyncGenerator<Uint8Array, void, undefined> {
            for await (const bytes of channel.stdout) {
              yield bytes;
              // The reader waits, and so does the whole way back to the container.
              await (disturbing ??= inTarget(code));
            }
          }
          return { ...channel, stdout: held(), droppedBytes: 0, ignoredFrames: 0 };
        },
      };
    };
    const other = createFiles({ clusterOf: holding, folder: join(folder, 'held'), log: { info: () => undefined } });
    const transfer = await copy(other.service, '/tmp/big');
    expect(transfer).toMatchObject({ state: 'changed', problem: { code: 'FILE_CHANGED' } });
    expect(() => other.verifiedFile(transfer.id)).toThrow('not complete');
  });

  it('refuses what is no regular file, and deletes only files', async () => {
    await expect(copy(files.service, '/dev/zero')).resolves.toMatchObject({
      state: 'failed',
      problem: { code: 'NOT_A_FILE' },
    });
    await expect(files.service.remove(ref('/tmp/l'), uncancelled())).rejects.toMatchObject({ code: 'NOT_A_FILE' });
    await files.service.remove(ref('/tmp/big'), uncancelled());
    await expect(files.service.stat(ref('/tmp/big'), uncancelled())).rejects.toMatchObject({ code: 'PATH_NOT_FOUND' });
  });
});
