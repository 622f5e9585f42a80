import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { root } from '../../../../build/config/paths.ts';
import {
  describeProgram,
  differences,
  hashSources,
  MACHINES,
  PROGRAMS,
  type ProgramTable,
} from '../../../../build/native/programs.ts';
import { pinnedVersion } from '../../../../build/native/zig.ts';

const tableOf = (name: string): ProgramTable =>
  JSON.parse(readFileSync(join(root, 'build', name, 'bin/programs.json'), 'utf8')) as ProgramTable;

describe.each(PROGRAMS)('the committed programs of build/%s', (name) => {
  const folder = join(root, 'build', name);
  const bin = join(folder, 'bin');
  const table = tableOf(name);

  it('are the ones of the table, small, and made from these sources by the pinned compiler', () => {
    const [x86_64, aarch64] = MACHINES.map((machine) => describeProgram(bin, name, machine));
    const compiler = `zig ${pinnedVersion(readFileSync(join(root, 'build/native/zig-requirements.txt'), 'utf8'))}`;
    const found = {
      compiler,
      sources: hashSources(join(folder, 'source')),
      programs: { x86_64: x86_64!, aarch64: aarch64! },
    };
    expect(differences(table, found)).toEqual([]);
  });

  it.each([
    ['x86_64', 0x3e],
    ['aarch64', 0xb7],
  ] as const)('need no loader: %s', (machine, code) => {
    const bytes = readFileSync(join(bin, table.programs[machine].file));
    expect(bytes.readUInt16LE(18)).toBe(code);
    // No program header of type 3, which names a dynamic linker.
    const [offset, size, count] = [Number(bytes.readBigUInt64LE(32)), bytes.readUInt16LE(54), bytes.readUInt16LE(56)];
    const types = Array.from({ length: count }, (_, index) => bytes.readUInt32LE(offset + index * size));
    expect(types).not.toContain(3);
  });
});

describe('a difference', () => {
  it('is told', () => {
    const table = tableOf('reach');
    const { aarch64, x86_64 } = table.programs;
    const other = { ...x86_64, sha256: 'x', size: 150_001 };
    const built = { compiler: 'zig 0', sources: '', programs: { aarch64, x86_64: other } };
    expect(differences(table, built)).toHaveLength(4);
  });
});
