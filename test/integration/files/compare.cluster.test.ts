import { createHash } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Files } from '../../../main/files/index.ts';
import type { ComparedEntry, ComparisonPart } from '../../../preload/contract/file-comparison.ts';
import type { FileRef } from '../../../preload/contract/files.ts';
import { uncancelled } from '../../support/cluster-lab.ts';
import { type FilesLab, openFilesLab } from './files-lab.ts';

/** Two folders in the target; what differs is in the names. The last name is no UTF-8, and reads like an option and a path. */
const PREPARE = `
import os
for side, other in (('here', 'there'), ('there', 'here')):
    base = '/tmp/c/' + side
    os.makedirs(base + '/deep/er')
    def put(name, text, mode=0o644):
        path = os.path.join(os.fsencode(base), name if isinstance(name, bytes) else os.fsencode(name))
        with open(path, 'wb') as file: file.write(text)
        os.chmod(path, mode)
    put('same', b'x' * 100000)
    put('content', b'a' * 99999 + side[:1].encode())
    put('size', side.encode())
    put('mode', b'm', 0o600 if side == 'here' else 0o640)
    put('owner', b'o'); os.chown(base + '/owner', 0, 0 if side == 'here' else 7)
    put('deep/er/content', side[:1].encode())
    put('empty', b'')
    put('only-' + side, b'')
    os.makedirs(base + '/folder-' + side + '/below')
    os.symlink('same' if side == 'here' else '/etc/passwd', base + '/link')
    os.symlink('/etc/passwd', base + '/absolute')
    os.symlink('loop', base + '/loop')
    os.mkfifo(base + '/pipe')
    if side == 'here': put('kind', b'')
    else: os.mkdir(base + '/kind')
    put(b'-rf \\xff\\n..$(id)\\\\', side[:1].encode())
`;

const MANY = `
import os
for side in ('one', 'two'):
    for folder in range(20):
        os.makedirs(f'/tmp/many/{side}/{folder}')
        for name in range(25): open(f'/tmp/many/{side}/{folder}/{name}', 'w').write(str(name))
open('/tmp/many/two/19/24', 'w').write('xx')
`;

/** The main process of the container's own, not of the target or another debug container, whose processes it sees too. */
const OWN_PROCESS = `
for process in $(grep -lx 'Name:.sleep' /proc/[0-9]*/status | cut -d/ -f3); do
  [ "$(stat -L -c %d:%i "/proc/$process/root")" != "$(stat -L -c %d:%i /)" ] || echo "$process"
done`;

describe('two places of a pod compared on a cluster', () => {
  let lab: FilesLab;
  const containers: Record<string, string> = {};

  beforeAll(async () => {
    lab = await openFilesLab(`compare-${String(process.pid)}`);
    for (const image of ['busybox', 'eclipse-temurin:17-jdk']) containers[image] = await lab.debugContainer(image);
    await lab.inTarget(PREPARE);
    await lab.inTarget(MANY);
  });
  afterAll(() => lab.dispose());

  describe.each([
    ['program', 'busybox', 'eclipse-temurin:17-jdk'],
    ['shell', 'busybox', 'eclipse-temurin:17-jdk'],
    ['shell', 'eclipse-temurin:17-jdk', 'busybox'],
  ] as const)('by the %s of %s, against what %s sees', (way, image, otherImage) => {
    let files: Files;
    beforeAll(async () => {
      files = await lab.files(way);
    });
    const at = (path: string): FileRef => lab.ref(containers[image]!, path);
    const other = (path: string, container = containers[otherImage]!, pid = 1) => ({ container, pid, path });

    async function compare(
      here: FileRef,
      there: ReturnType<typeof other>,
    ): Promise<{ readonly entries: ReadonlyMap<string, ComparedEntry>; readonly parts: readonly ComparisonPart[] }> {
      const parts: ComparisonPart[] = [];
      for await (const part of files.service.compare({ ...here, other: there }, uncancelled())) parts.push(part);
      return { entries: new Map(parts.flatMap(({ entries }) => entries).map((entry) => [entry.path, entry])), parts };
    }
    const said = (entries: ReadonlyMap<string, ComparedEntry>): Record<string, string> =>
      Object.fromEntries(
        [...entries.values()].map(({ path, verdict, differences }) => [path, [verdict, ...differences].join(' ')]),
      );

    it('finds every kind of difference, and follows no link', async () => {
      const { entries, parts } = await compare(at('/tmp/c/here'), other('/tmp/c/there'));
      expect(said(entries)).toEqual({
        '': 'same',
        same: 'same',
        content: 'different content',
        size: 'different size',
        mode: 'different mode',
        owner: 'different owner',
        deep: 'same',
        'deep/er': 'same',
        'deep/er/content': 'different content',
        empty: 'same',
        'only-here': 'onlyHere',
        'only-there': 'onlyThere',
        'folder-here': 'onlyHere',
        'folder-there': 'onlyThere',
        link: 'different link',
        absolute: 'same',
        loop: 'same',
        pipe: 'same',
        kind: 'different type',
        '-rf \\xff\n..$(id)\\\\': 'different content',
      });
      const last = parts.at(-1)!;
      expect(last).toMatchObject({ end: 'complete', contentBytes: 400_008 });
      const sha256 = (end: string): string =>
        createHash('sha256')
          .update(`${'a'.repeat(99_999)}${end}`)
          .digest('hex');
      expect(entries.get('content')?.sha256).toEqual({ here: sha256('h'), there: sha256('t') });
      expect(entries.get('link')?.there?.linkTarget).toBe('/etc/passwd');
    });

    it("compares the target's root with the debug container's own, and enters no other file system", async () => {
      const container = containers[image]!;
      const pid = Number(await inContainer(lab, container, OWN_PROCESS));
      const { entries } = await compare(at('/'), other('/', container, pid));
      expect(entries.get('proc')).toMatchObject({ verdict: 'unknown', notCompared: 'mount' });
      expect([...entries.keys()].filter((path) => /^(proc|sys|dev)\//.test(path))).toEqual([]);
      expect(entries.get('etc/hostname')?.verdict).toBe('same');
      const sums = (
        await inContainer(lab, container, 'sha256sum < /etc/passwd; sha256sum < /proc/1/root/etc/passwd')
      ).split('\n');
      const { entries: passwd } = await compare(at('/etc/passwd'), other('/etc/passwd', container, pid));
      expect(passwd.get('')?.verdict).toBe(sums[0] === sums[1] ? 'same' : 'different');
    });

    it('says what cannot be compared where, and goes on', async () => {
      const kernel = await compare(at('/proc/sys/kernel/osrelease'), other('/proc/sys/kernel/osrelease'));
      expect(kernel.entries.get('')).toMatchObject({ verdict: 'unknown', notCompared: 'kernel' });
      const missing = await compare(at('/tmp/c/here/same'), other('/tmp/c/none'));
      expect(missing.entries.get('')?.verdict).toBe('onlyHere');
      await expect(compare(at('/tmp/none'), other('/tmp/none'))).rejects.toMatchObject({ code: 'PATH_NOT_FOUND' });
      await expect(compare(at('/tmp/c'), other('/', containers[otherImage], 4_000_000))).rejects.toMatchObject({
        message: expect.stringContaining('There is no process 4000000') as string,
      });
    });

    it('tells while it compares, and ends when it is left', async () => {
      const begun = performance.now();
      const { entries, parts } = await compare(at('/tmp/many/one'), other('/tmp/many/two'));
      console.log(`${way}: ${String(entries.size)} entries in ${String(Math.round(performance.now() - begun))} ms`);
      expect([...entries.values()].filter(({ verdict }) => verdict !== 'same').map(({ path }) => path)).toEqual([
        '19/24',
      ]);
      expect(parts.at(-1)?.counts).toMatchObject({ different: 1, same: 520 });
      const leaving = new AbortController();
      const reading = files.service.compare(
        { ...at('/tmp/many/one'), other: other('/tmp/many/two') },
        uncancelled(leaving.signal),
      );
      const iterator = reading[Symbol.asyncIterator]();
      await iterator.next();
      leaving.abort();
      await expect(iterator.next()).rejects.toMatchObject({ code: 'CANCELLED' });
    });
  });
});

function inContainer(lab: FilesLab, container: string, script: string): Promise<string> {
  return lab.lab.kubectl('exec', '-n', lab.lab.kubeNamespace, lab.pod, '-c', container, '--', 'sh', '-c', script);
}
