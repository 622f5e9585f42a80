import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createDebug } from '../../../main/debug/index.ts';
import { createFiles, type Files } from '../../../main/files/index.ts';
import { connectCluster, type Cluster } from '../../../main/kube/index.ts';
import { DebugRequest } from '../../../preload/contract/debug.ts';
import type { FileRef, Transfer } from '../../../preload/contract/files.ts';
import {
  httpServer,
  openClusterLab,
  springPetclinic,
  uncancelled,
  type ClusterLab,
} from '../../support/cluster-lab.ts';
import { startCuttableProxy } from '../kube/cuttable-proxy.ts';
import { labAccess } from '../kube/lab.ts';

const MIB = 1024 * 1024;

const isCopy = (command: readonly string[]): boolean => command.some((argument) => argument.includes('sha256sum'));

async function* nothing(): AsyncGenerator<never, void, undefined> {
  // Reading a part takes nothing from the page.
}

describe('files of a target on a cluster', () => {
  let lab: ClusterLab;
  let pod: string;
  let container: string;
  let folder: string;
  let files: Files;

  beforeAll(async () => {
    lab = await openClusterLab('files-test');
    await lab.apply(httpServer());
    pod = await lab.podOf('http-server');
    folder = await mkdtemp(join(tmpdir(), 'files-test-'));
    files = createFiles({ clusterOf: lab.clusterOf, folder, log: { info: () => undefined } });
    container = await debugContainer(pod, 'http-server', 'busybox');
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
    await lab.dispose();
  });

  async function debugContainer(ofPod: string, target: string, image: string): Promise<string> {
    const { context, kubeNamespace, clusterOf } = lab;
    const what = { image, target, profile: 'general', command: ['sleep', '3600'] };
    const request = DebugRequest.parse({ context, kubeNamespace, pod: ofPod, ...what });
    let name: string | undefined;
    for await (const phase of createDebug({ clusterOf }).start(request, uncancelled())) {
      if (phase.phase === 'patched') name = phase.container;
      if (phase.phase === 'running' && name !== undefined) return name;
    }
    throw new Error(`no debug container of ${image} in ${ofPod}`);
  }

  const ref = (path: string, other: Partial<FileRef> = {}): FileRef => {
    const { context, kubeNamespace } = lab;
    return { context, kubeNamespace, pod, container, pid: 1, path, ...other };
  };
  const inTarget = (code: string): Promise<string> =>
    lab.kubectl('exec', '-n', lab.kubeNamespace, pod, '-c', 'http-server', '--', 'python3', '-c', code);

  async function copy(service: Files['service'], path: string, other: Partial<FileRef> = {}): Promise<Transfer> {
    const { transfer } = await service.download(ref(path, other), uncancelled());
    for await (const list of service.transfers({}, uncancelled())) {
      const current = list.find(({ id }) => id === transfer);
      if (current === undefined) continue;
      if (current.finishedAt !== undefined) return current;
    }
    throw new Error('the transfer was forgotten');
  }

  async function read(path: string): Promise<Buffer> {
    const parts: Uint8Array[] = [];
    const context = { ...uncancelled(), opened: () => undefined, up: nothing() };
    for await (const part of files.service.read({ ...ref(path), offset: 0, length: 1000 }, context)) parts.push(part);
    return Buffer.concat(parts);
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
    expect((await read('/tmp/l/p')).toString()).toBe(await inTarget("print(open('/etc/passwd').read(1000), end='')"));
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

  it('lists as much as a window can show of a directory without end', async () => {
    await inTarget("import os; os.makedirs('/tmp/m'); [open('/tmp/m/entry-%d' % i,'w').close() for i in range(6000)]");
    const { entries, truncated } = await files.service.list(ref('/tmp/m'), uncancelled());
    expect([entries.length, truncated]).toEqual([5000, true]);
  });

  it('looks at what the kernel makes up, and does not copy it', async () => {
    expect((await read('/proc/version')).toString()).toMatch(/^Linux version/);
    const transfer = await copy(files.service, '/proc/version');
    expect(transfer).toMatchObject({ state: 'failed', problem: { code: 'NOT_A_FILE' } });
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
    const access = await labAccess(lab.kubectl);
    const proxy = await startCuttableProxy(new URL(access.server));
    const direct = { ...access, server: `https://127.0.0.1:${String(proxy.port)}` };
    const cluster = connectCluster(direct, { environment: process.env });
    let cuts = 0;
    const exec: Cluster['exec'] = async (request, signal) => {
      const channel = await cluster.exec(request, signal);
      if (!isCopy(request.command) || cuts >= 3) return channel;
      async function* cut(): AsyncGenerator<Uint8Array, void, undefined> {
        let seen = 0;
        for await (const bytes of channel.stdout) {
          yield bytes;
          seen += bytes.length;
          if (seen <= 10 * MIB || seen - bytes.length > 10 * MIB) continue;
          cuts += 1;
          proxy.cut();
        }
      }
      return { ...channel, stdout: cut(), droppedBytes: 0, ignoredFrames: 0 };
    };
    const clusterOf = (): Cluster => ({ ...cluster, exec });
    const other = createFiles({ clusterOf, folder: join(folder, 'cut'), log: { info: () => undefined } });
    try {
      const transfer = await copy(other.service, '/tmp/big');
      expect(transfer).toMatchObject({ state: 'verified', resumed: 3, sizeBytes: 50 * MIB });
      expect(transfer.sha256).toBe(transfer.remoteSha256);
    } finally {
      await other.dispose();
      cluster.dispose();
      await proxy.close();
    }
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
          if (!isCopy(request.command)) return channel;
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
    expect(() => other.verifiedFile(transfer.id, 'test')).toThrow('not complete');
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

  it('needs no more than a POSIX shell and the tools of coreutils', async () => {
    const other = { container: await debugContainer(pod, 'http-server', 'eclipse-temurin:17-jdk') };
    const { entries } = await files.service.list(ref('/tmp/n', other), uncancelled());
    const { entries: same } = await files.service.list(ref('/tmp/n'), uncancelled());
    const names = (list: typeof entries): readonly string[] => list.map(({ name }) => name).sort();
    expect(names(entries)).toEqual(names(same));
    expect(await copy(files.service, `/tmp/n/${entries[0]?.name ?? ''}`, other)).toMatchObject({ state: 'verified' });
  });

  it("reaches the files of another user's process", async () => {
    await lab.apply(springPetclinic());
    const petclinic = await lab.podOf('spring-petclinic');
    const other = { pod: petclinic, container: await debugContainer(petclinic, 'spring-petclinic', 'busybox') };
    const { entries } = await files.service.list(ref('/tmp', other), uncancelled());
    const performance = entries.find(({ name }) => name.startsWith('hsperfdata_'));
    expect(performance).toMatchObject({ type: 'directory', uid: 999 });
    const transfer = await copy(files.service, '/etc/passwd', other);
    expect(transfer).toMatchObject({ state: 'verified', fileName: 'passwd' });
  });
});
