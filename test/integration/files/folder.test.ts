import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { tarReader } from '../../../main/files/transfers/read-tar.ts';
import { unpackFolder } from '../../../main/files/transfers/unpack-folder.ts';
import { canRun, openTarget, UNABLE } from '../reach/local-program.ts';

describe('a folder as it comes', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'folder-'));
    mkdirSync(join(folder, 'here'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  async function unpack(tar: Buffer, step: number): Promise<ReturnType<typeof unpackFolder>> {
    const unpacked = unpackFolder(join(folder, 'here'), true);
    const reader = tarReader({ ...unpacked, structure: () => Promise.resolve() });
    try {
      for (let at = 0; at < tar.length; at += step) await reader.push(tar.subarray(at, at + step));
      reader.end();
      await unpacked.finish();
    } finally {
      await unpacked.dispose();
    }
    return unpacked;
  }

  function prepare(root: string): void {
    const deep = join(root, 'deep', 'x'.repeat(120), 'y'.repeat(120));
    mkdirSync(deep, { recursive: true });
    writeFileSync(join(deep, 'z'.repeat(90)), 'deep');
    writeFileSync(join(root, 'empty'), '');
    writeFileSync(join(root, 'CON.txt'), 'device');
    writeFileSync(join(root, 'run'), '#!/bin/sh\n');
    chmodSync(join(root, 'run'), 0o755);
    writeFileSync(join(root, 'Name'), '1');
    writeFileSync(join(root, 'name'), '2');
    writeFileSync(join(root, 'large'), Buffer.alloc(300_000, 'l'));
    symlinkSync('/etc/passwd', join(root, 'link'));
  }

  function expectAll(): void {
    const here = join(folder, 'here');
    expect(readdirSync(here).sort()).toEqual(
      ['_CON.txt', '_original-names.txt', 'Name', 'deep', 'empty', 'large', 'name (2)', 'run'].sort(),
    );
    const deep = join(here, 'deep', 'x'.repeat(120), 'y'.repeat(120), 'z'.repeat(90));
    expect(readFileSync(deep, 'utf8')).toBe('deep');
    expect(readFileSync(join(here, 'large')).length).toBe(300_000);
    expect([statSync(join(here, 'run')).mode & 0o777, statSync(join(here, 'empty')).mode & 0o777]).toEqual([
      0o700, 0o600,
    ]);
    const originals = readFileSync(join(here, '_original-names.txt'), 'utf8');
    expect(originals).toContain('_CON.txt\tCON.txt\n');
    expect(originals).toContain('link\t→ /etc/passwd\n');
  }

  it('from GNU tar, wherever the stream is cut', async () => {
    mkdirSync(join(folder, 'there'));
    prepare(join(folder, 'there'));
    for (const format of ['gnu', 'pax']) {
      const words = ['--sort=name', `--format=${format}`, '-cf', '-', '-C', join(folder, 'there'), '.'];
      const { stdout } = spawnSync('tar', words, { maxBuffer: 2 ** 24, env: { ...process.env, LC_ALL: 'C' } });
      for (const step of [1_000, 513, 100_000]) {
        rmSync(join(folder, 'here'), { recursive: true });
        mkdirSync(join(folder, 'here'));
        const unpacked = await unpack(stdout, step);
        expect(unpacked.leftOut()).toBe(0);
        expectAll();
      }
    }
  });

  it.skipIf(!canRun)(`from the program's archive${UNABLE}`, async () => {
    const target = await openTarget();
    try {
      mkdirSync(join(target.folder, 'data'));
      prepare(join(target.folder, 'data'));
      const { output, code } = target.run('archive', String(target.pid), '/data');
      expect(code).toBe(0);
      const names = await unpack(output, 777).then(() => readdirSync(join(folder, 'here')));
      expect(names).toContain('_CON.txt');
    } finally {
      target.dispose();
    }
  });

  it('never leaves its folder, and says what is no archive', async () => {
    const escape = join(folder, 'there');
    mkdirSync(escape);
    writeFileSync(join(escape, 'f'), 'x');
    const { stdout } = spawnSync('tar', ['-cf', '-', '-C', escape, '--transform', 's|f|../../out|', '-P', 'f']);
    const unpacked = await unpack(stdout, 512);
    expect(unpacked.leftOut()).toBe(1);
    expect(readdirSync(folder).sort()).toEqual(['here', 'there']);
    await expect(unpack(stdout.subarray(0, 700), 512)).rejects.toThrow('ends too early');
    const damaged = Buffer.from(stdout);
    damaged[0] = 0x7a;
    await expect(unpack(damaged, 512)).rejects.toThrow('damaged');
    await expect(unpack(Buffer.alloc(2048, 0xff), 512)).rejects.toThrow('makes no sense');
  });
});
