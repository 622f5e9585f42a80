import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { root } from '../../../build/config/paths.ts';

const SOURCES = [
  'cgroup-table.c',
  'frame.c',
  'lz4.c',
  'proc-file.c',
  'performance-data.c',
  'magic.c',
  'options.c',
  'resolve.c',
  'resolve-walk.c',
];
/** Each round feeds six of them, so this is 204,000 inputs; `REACH_FUZZ_ROUNDS=1700000` is the nightly ten million. */
const ROUNDS = process.env['REACH_FUZZ_ROUNDS'] ?? '34000';

const hasCompiler = process.platform === 'linux' && spawnSync('gcc', ['--version']).status === 0;

describe.skipIf(!hasCompiler)(`what reads foreign bytes${hasCompiler ? '' : ' (skipped: needs gcc)'}`, () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'reach-fuzz-'));
    mkdirSync(join(folder, 'root'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it(`stands ${ROUNDS} mutations of each of six kinds under sanitizers`, { timeout: 600_000 }, () => {
    const program = join(folder, 'fuzz');
    const options = [
      '-std=c11',
      '-D_GNU_SOURCE',
      '-g',
      '-O1',
      '-fsanitize=address,undefined',
      '-fno-sanitize-recover=all',
    ];
    const files = ['../fuzz/fuzz.c', ...SOURCES];
    const build = spawnSync('gcc', [...options, '-o', program, ...files], { cwd: join(root, 'build/reach/source') });
    expect(build.stderr.toString()).toBe('');
    const run = spawnSync(program, [ROUNDS, process.env['REACH_FUZZ_SEED'] ?? '1', join(folder, 'root')]);
    expect({ status: run.status, said: run.stderr.toString().slice(0, 2000) }).toEqual({ status: 0, said: '' });
  });
});
