import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { canRun, openTarget, type Target, UNABLE } from './local-program.ts';

/** Each link in the target's root, and what may be read through it: a file's content, or the program's word for why not. */
const LINKS: readonly (readonly [link: string, text: string, seen: string])[] = [
  ['/plain', 'etc/name', 'inside'],
  ['/absolute', '/etc/name', 'inside'],
  ['/dots', '../../../../etc/name', 'inside'],
  ['/absolute-dots', '/../../etc/name', 'inside'],
  ['/a/relative', '../etc/name', 'inside'],
  ['/a/above', '../../../../../etc/name', 'inside'],
  ['/a/b/up', '../../etc/./name', 'inside'],
  ['/chain-1', '/chain-2', 'inside'],
  ['/chain-2', 'a/../chain-3', 'inside'],
  ['/chain-3', '/a/b/up', 'inside'],
  ['/folder', '/etc', 'not-a-file'],
  ['/slashes', '//etc///name', 'inside'],
  ['/slash-after', '/etc/name/', 'not-a-directory'],
  ['/below-file', '/etc/name/x', 'not-a-directory'],
  ['/gone', '/etc/gone', 'not-found'],
  ['/loop', '/loop', 'link-loop'],
  ['/loop-1', '/loop-2', 'link-loop'],
  ['/loop-2', 'loop-1', 'link-loop'],
  ['/host', '/etc/machine-only', 'not-found'],
  ['/proc-root', '/proc/1/root/etc/machine-only', 'not-found'],
  ['/root-itself', '/', 'not-a-file'],
  ['/above-root', '..', 'not-a-file'],
];

describe.skipIf(!canRun).each([[[]], [['--without-openat2']]])(
  `paths in another root, options %j${UNABLE}`,
  (options) => {
    let target: Target;

    beforeAll(async () => {
      target = await openTarget();
      mkdirSync(join(target.folder, 'etc'));
      mkdirSync(join(target.folder, 'a/b'), { recursive: true });
      writeFileSync(join(target.folder, 'etc/name'), 'inside');
      for (const [link, text] of LINKS) symlinkSync(text, join(target.folder, link));
    });
    afterAll(() => target.dispose());

    const read = (path: string) => target.run('read', ...options, String(target.pid), path);

    it.each(LINKS)('%s -> %s gives %s', (link, _text, seen) => {
      const { output, line, code } = read(link);
      if (seen === 'inside') expect({ code, text: output.toString() }).toEqual({ code: 0, text: 'inside' });
      else
        expect({ text: output.toString(), line }).toEqual({
          text: '',
          line: expect.stringContaining(`result=${seen} `),
        });
    });

    it('goes through folders of links, and lists a link with where it leads', () => {
      expect(read('/folder/name').output.toString()).toBe('inside');
      expect(read('/../../a/b/../../folder/../etc/name').output.toString()).toBe('inside');
      const { output } = target.run('stat', ...options, String(target.pid), '/absolute');
      const ending = Buffer.from('/absolute\0\0\0\u0009/etc/name\0\0\0\u0006100644');
      expect(output.subarray(-ending.length)).toEqual(ending);
    });

    it('never writes through a link', () => {
      const words = ['--size=0', ...options, String(target.pid), '/absolute'];
      expect(target.run('write', ...words).line).toContain('result=not-a-file');
      expect(target.run('write', '--replace', ...words).line).toContain('result=not-a-file');
      expect(target.run('mkdir', ...options, String(target.pid), '/folder/made').code).toBe(0);
      expect(target.run('remove', ...options, String(target.pid), '/etc/made').code).toBe(0);
      expect(target.run('remove', ...options, String(target.pid), '/above-root/..').line).toContain(
        'result=file-error',
      );
    });
  },
);
