import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Files } from '../../../main/files/index.ts';
import { uncancelled } from '../../support/cluster-lab.ts';
import { download, type FilesLab, list, openFilesLab, read, upload } from './files-lab.ts';

const MIB = 1024 * 1024;

/** Links and paths, and for each what the target itself finds there: content, or that there is none. */
const PREPARE = `
import os, json, hashlib
os.makedirs('/tmp/l/a/b'); os.makedirs('/tmp/l/deep/er')
open('/tmp/l/a/f','w').write('inside a'); open('/tmp/l/a/b/f','w').write('inside b')
links = {
 'abs':'/etc/passwd','rel':'a/f','dot':'./a/./f','up':'a/../a/f','past':'../../../../../../etc/passwd','absdots':'/../../etc/passwd',
 'dir':'a','absdir':'/tmp/l/a','chain1':'chain2','chain2':'a/../chain3','chain3':'/tmp/l/rel','loop':'loop','loop1':'loop2','loop2':'loop1',
 'gone':'/nowhere','gonerel':'a/nowhere','belowfile':'a/f/x','slash':'a/f/','slashes':'//tmp///l//a//f','root':'/','rootup':'/..',
 'hostname':'/etc/hostname','machine':'/etc/machine-id','busybox':'/bin/busybox','sh':'/bin/sh','debugger':'/proc/self/root/bin/busybox',
 'proc1':'/proc/1/root/etc/passwd','version':'/proc/version','osrelease':'/proc/sys/kernel/osrelease','null':'/dev/null','zero':'/dev/zero',
 'mounted':'/etc/hosts','resolv':'/etc/resolv.conf','token':'/var/run/secrets/kubernetes.io/serviceaccount/ca.crt','self':'../l/rel',
 'long':'/'.join(['a','..']*60+['rel']),'space':'a b','empty':'a/../../l/./dir/../dir/f','under':'deep/er/../../a/b/f','dotdot':'..','shadow':'/etc/shadow',
}
open('/tmp/l/a b','w').write('with a blank')
for name, text in links.items(): os.symlink(text, '/tmp/l/'+name)
found = {}
for name in list(links) + ['dir/f','absdir/b/f','root/etc/passwd','rootup/etc/passwd','dir/../rel']:
    path = '/tmp/l/'+name
    try: found[name] = hashlib.sha256(open(path,'rb').read(1000)).hexdigest() if os.path.isfile(path) else None
    except OSError: found[name] = None
print(json.dumps(found))
`;

const NAMES = `
import os, random
os.makedirs(b'/tmp/n')
r = random.Random(7)
bad = [b'\\n', b'\\t', b' ', b'-', b'\\\\', b'*', b'?', b'[', b']', b"'", b'"', b'$', b'\`', b'\\xff', b'\\xc3', b'\\xe2\\x80\\xae', b'\\xcc\\x81', b'x', b'X', b'.', b':', b'<', b'|', b'\\xc3\\xa9', b'e']
names = {b'-rf', b'\\n', b'a\\n', b'..x', b'\\\\x41', b' ', b'CON', b'con.txt', b'NUL', b'a.', b'A', b'a', b'x'*255, b'\\xff'*100}
while len(names) < COUNT: names.add(b''.join(r.choice(bad) for _ in range(r.randint(3, 30))))
for name in names - {b'.', b'..'}: open(b'/tmp/n/'+name, 'w').write(str(len(name)))
`;

/** What no system of the three may find in a name of its own. */
const INVALID = /[\p{Cc}<>:"/\\|?*]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/iu;

describe('files of a target on a cluster', () => {
  let lab: FilesLab;
  let found: Record<string, string | null>;
  let names: number;
  const containers: Record<string, string> = {};

  beforeAll(async () => {
    lab = await openFilesLab(`files-${String(process.pid)}`);
    for (const image of ['busybox', 'eclipse-temurin:17-jdk']) containers[image] = await lab.debugContainer(image);
    found = JSON.parse(await lab.inTarget(PREPARE)) as Record<string, string | null>;
    await lab.inTarget(NAMES.replace('COUNT', '5000'));
    names = Number(await lab.inTarget("import os; print(len(os.listdir('/tmp/n')))"));
  });
  afterAll(() => lab.dispose());

  describe.each([
    ['program', 'busybox'],
    ['shell', 'busybox'],
    ['program', 'eclipse-temurin:17-jdk'],
    ['shell', 'eclipse-temurin:17-jdk'],
  ] as const)('by the %s of %s', (way, image) => {
    let files: Files;
    const at = (path: string) => lab.ref(containers[image]!, path);
    const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

    beforeAll(async () => {
      files = await lab.files(way);
    });

    it("reads through 45 links what the target reads, and never the debug container's or the node's", async () => {
      const seen: Record<string, string | null> = {};
      for (const name of Object.keys(found)) {
        seen[name] = await read(files, at(`/tmp/l/${name}`)).then(sha256, () => null);
      }
      // The kernel's view of processes is the reader's: what the debug container would see of itself may not come.
      const { debugger: itself, proc1, ...others } = seen;
      expect([found['debugger'], null]).toContain(itself);
      expect([found['proc1'], null]).toContain(proc1);
      const { debugger: _itself, proc1: _proc1, ...expected } = found;
      expect(others).toEqual(expected);
      const { entries } = await list(files, at('/tmp/l/absdir/../dir/..'));
      expect(entries.find(({ name }) => name === 'abs')).toMatchObject({
        type: 'link',
        linkTarget: '/etc/passwd',
        resolved: { type: 'file' },
      });
      expect(entries.find(({ name }) => name === 'gone')?.resolved).toBeUndefined();
    });

    it('lists 5,000 names that no text format would survive, and finds each again', async () => {
      const { entries, last } = await list(files, at('/tmp/n'));
      expect([entries.length, last.isCut, last.way]).toEqual([names, false, way]);
      expect(new Set(entries.map(({ name }) => name)).size).toBe(names);
      for (const { name } of entries.filter((_, index) => index % 500 === 0)) {
        const entry = await files.service.stat(at(`/tmp/n/${name}`), uncancelled());
        expect(entry).toMatchObject({ name, type: 'file' });
      }
    });

    it('fetches a folder of such names, each under one that every system allows', async () => {
      const transfer = await download(files, at('/tmp/n'));
      expect(transfer).toMatchObject({ state: 'verified', isFolder: true });
      const { path } = files.verifiedFile(transfer.id);
      const local = await readdir(path);
      expect(local.length).toBe(names + 1);
      expect(local.filter((name) => INVALID.test(name) || Buffer.byteLength(name) > 255)).toEqual([]);
      expect(new Set(local.map((name) => name.normalize('NFKC').toLowerCase())).size).toBe(names + 1);
      const originals = await readFile(join(path, '_original-names.txt'), 'utf8');
      expect(originals).toContain('_CON\tCON');
    });

    it('copies 20 MiB and proves it at both ends', async () => {
      await lab.inTarget("import os; open('/tmp/big','wb').write(os.urandom(20<<20))");
      const transfer = await download(files, at('/tmp/big'));
      expect(transfer).toMatchObject({ state: 'verified', sizeBytes: 20 * MIB, resumed: 0, way });
      const { path } = files.verifiedFile(transfer.id);
      expect(sha256(await readFile(path))).toBe(transfer.remoteSha256);
      expect((await stat(path)).mode & 0o777).toBe(0o600);
    });

    it('looks at what the kernel makes up, and does not copy it', async () => {
      expect((await read(files, at('/proc/version'))).toString()).toMatch(/^Linux version/);
      await expect(download(files, at('/proc/version'))).rejects.toMatchObject({ code: 'NOT_A_FILE' });
      expect(await files.service.space(at('/proc'), uncancelled())).toMatchObject({ isKernel: true });
      const space = await files.service.space(at('/tmp'), uncancelled());
      expect(space.freeBytes).toBeGreaterThan(0);
      expect(space).toMatchObject({ isKernel: false, isReadOnly: false });
    });

    it('writes, renames, makes and removes, and never over what is there', async () => {
      const bytes = randomBytes(100_000);
      const target = `/tmp/w-${way}-${image.slice(0, 3)}`;
      await files.service.makeDirectory(at(target), uncancelled());
      await upload(files, at(`${target}/one`), bytes, { sha256: sha256(bytes) });
      expect(sha256(await read(files, at(`${target}/one`), 0, bytes.length))).toBe(sha256(bytes));
      await expect(upload(files, at(`${target}/one`), bytes)).rejects.toMatchObject({ code: 'CONFLICT' });
      await expect(upload(files, at(`${target}/two`), bytes, { sha256: '0'.repeat(64) })).rejects.toMatchObject({
        code: 'CHECKSUM_MISMATCH',
      });
      await upload(files, at(`${target}/one`), Buffer.from('new'), { replace: true });
      await files.service.rename({ ...at(`${target}/one`), to: `${target}/t w\\xffo` }, uncancelled());
      const names_ = async (): Promise<readonly string[]> =>
        (await list(files, at(target))).entries.map(({ name }) => name);
      expect(await names_()).toEqual(['t w\\xffo']);
      await expect(files.service.makeDirectory(at(target), uncancelled())).rejects.toMatchObject({ code: 'CONFLICT' });
      await expect(files.service.remove(at(target), uncancelled())).rejects.toMatchObject({ code: 'CONFLICT' });
      await files.service.remove(at(`${target}/t w\\xffo`), uncancelled());
      await files.service.remove(at(target), uncancelled());
      await expect(list(files, at(target))).rejects.toMatchObject({ code: 'PATH_NOT_FOUND' });
      await lab.inTarget("import os; os.path.lexists('/tmp/l2') or os.symlink('/tmp/l/a/f','/tmp/l2')");
      await files.service.remove(at('/tmp/l2'), uncancelled());
      expect((await read(files, at('/tmp/l/a/f'))).toString()).toBe('inside a');
    });

    it('follows what is appended, and notices a truncation', async () => {
      const path = `/tmp/tail-${way}-${image.slice(0, 3)}`;
      await lab.inTarget(`open('${path}','w').write('one\\n')`);
      const context = { ...uncancelled(), opened: () => undefined, up: [] as never };
      const tail = files.service.follow({ ...at(path), offset: 0 }, context)[Symbol.asyncIterator]();
      const next = async (): Promise<string> => Buffer.from((await tail.next()).value as Uint8Array).toString();
      expect(await next()).toBe('one\n');
      await lab.inTarget(`open('${path}','a').write('two\\n')`);
      expect(await next()).toBe('two\n');
      await lab.inTarget(`open('${path}','w').write('x')`);
      await expect(next()).rejects.toMatchObject({ code: 'FILE_CHANGED' });
    });
  });
});
